package io.akin.cli;

import io.akin.harvest.ArxivCategory;
import io.akin.harvest.ArxivHarvest;
import io.akin.remote.Retries;
import io.akin.remote.ServerAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code akin harvest arxiv}. */
@Command(
    name = "arxiv",
    description =
        "Fetches what was added or changed in a category of arXiv, by OAI-PMH, one request in three"
            + " seconds. Run again, it goes on where it stopped.",
    mixinStandardHelpOptions = true)
final class HarvestArxivCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Option(
      names = "--category",
      required = true,
      paramLabel = "CATEGORY",
      converter = CategoryConverter.class,
      description = "category such as cs.CL or hep-th, or a whole archive such as cs")
  private ArxivCategory category;

  @Mixin private HarvestCommand.Options options;

  HarvestArxivCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return HarvestCommand.run(
        main,
        console,
        options,
        (progress, pause, notes, sink, checkpoint) ->
            new ArxivHarvest(
                    options.urlOr(ServerAddress.ARXIV),
                    Retries.ARXIV,
                    progress,
                    InstantSource.system(),
                    pause,
                    notes)
                .run(category, options.since(), options.until(), sink, checkpoint));
  }

  /** Reads a category, with an error for people. */
  static final class CategoryConverter implements CommandLine.ITypeConverter<ArxivCategory> {
    @Override
    public ArxivCategory convert(String text) {
      try {
        return new ArxivCategory(text);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
