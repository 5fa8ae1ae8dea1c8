package io.akin.cli;

import io.akin.index.RecallReport;
import io.akin.index.json.IndexJson;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin tune}. */
@Command(
    name = "tune",
    description =
        "Finds the cheapest setting with which searches find a share of the ten nearest papers, by"
            + " papers of the index and an exact answer for each; searches then use it.",
    mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "X",
      defaultValue = "0.99",
      description = "the share, more than 0 and at most 1 (default: ${DEFAULT-VALUE})")
  private double target;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  TuneCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!(target > 0 && target <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--target must be more than 0 and at most 1, got " + target);
    }
    RecallReport report = main.application().tune(target);
    if (json) {
      console.json(IndexJson.recall(report));
    } else {
      console.out().println(Recall.text(report));
    }
    if (!report.reached()) {
      console
          .err()
          .printf(
              Locale.ROOT,
              "akin: a recall of %s is out of reach of this graph. Build a denser one: akin --index"
                  + " %s rebuild --m 32 --ef-construction 200%n",
              target,
              main.index());
      return ExitCode.FAILED;
    }
    return ExitCode.DONE;
  }
}
