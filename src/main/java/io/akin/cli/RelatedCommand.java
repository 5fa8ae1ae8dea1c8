package io.akin.cli;

import io.akin.index.PaperIndex;
import io.akin.recommend.Outcome;
import io.akin.recommend.Recommender;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin related}. */
@Command(
    name = "related",
    description = "Lists the papers most like a paper of the index.",
    mixinStandardHelpOptions = true)
final class RelatedCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Parameters(paramLabel = "ID", description = "any identifier of the paper, or its exact title")
  private String reference;

  @Mixin private KOption k;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  RelatedCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (PaperIndex index = main.application().openIndex()) {
      switch (new Recommender(index).related(reference, k.value())) {
        case Outcome.Found found when json -> Results.json(console, found.hits());
        case Outcome.Found found -> {
          console.out().printf("%s  [%s]%n", found.seed().title(), found.seed().id().text());
          Results.text(console, found.hits());
        }
        case Outcome.UnknownPaper unknown -> {
          return Results.unknown(console, unknown);
        }
      }
      return ExitCode.DONE;
    }
  }
}
