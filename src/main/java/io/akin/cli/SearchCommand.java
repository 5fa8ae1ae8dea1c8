package io.akin.cli;

import io.akin.encoder.Encoder;
import io.akin.index.Hit;
import io.akin.index.PaperIndex;
import io.akin.recommend.TextSearch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code akin search}. */
@Command(
    name = "search",
    description = "Lists the papers whose meaning is closest to a text.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TEXT", description = "a topic, a question, or a whole abstract")
  private String text;

  @Mixin private KOption k;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  SearchCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try {
      var _ = TextSearch.requireText(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    try (PaperIndex index = main.application().openIndex();
        Encoder encoder = main.application().openEncoder()) {
      List<Hit> hits = new TextSearch(index, encoder).search(text, k.value());
      if (json) {
        Results.json(console, hits);
      } else {
        Results.text(console, hits);
      }
      return ExitCode.DONE;
    }
  }
}
