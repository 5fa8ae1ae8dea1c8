package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.GenerationReport;
import io.akin.index.RollbackReport;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akin rollback}. */
@Command(
    name = "rollback",
    description =
        "Goes back to the generation before the last 'rebuild' or 'restore --replace'; a running"
            + " server follows by itself. Going back once more undoes it.",
    mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Option(
      names = "--force",
      description = "go back even if the two generations do not hold the same papers")
  private boolean force;

  @Option(
      names = "--forget",
      description = "instead of going back, delete the generation before and free its space")
  private boolean forget;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  RollbackCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (forget) {
      boolean known = main.application().forgetPrevious();
      if (json) {
        console.json(Console.object().put("forgotten", known));
      } else {
        console.out().println(known ? "the generation before is deleted" : "none was kept");
      }
      return ExitCode.DONE;
    }
    RollbackReport report = main.application().rollBack(force);
    if (report.done() && !report.same()) {
      HarvestCommand.setProgressAside(main.index(), "rollback", console);
    }
    if (json) {
      printJson(report);
    } else {
      print(report);
    }
    return report.done() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(RollbackReport report) {
    String difference =
        report.same()
            ? "both hold the same papers"
            : String.format(
                Locale.ROOT,
                "of the papers %,d %s, %,d %s and %,d %s",
                report.lost(),
                report.done() ? "are not in it" : "would be lost",
                report.returning(),
                report.done() ? "are back" : "would come back",
                report.changed(),
                report.done() ? "are as they were" : "would be as they were before");
    if (report.done()) {
      console.out().println("live again: " + described(report.to()));
      report
          .from()
          .ifPresent(
              from -> console.out().printf("kept instead: %s; %s%n", described(from), difference));
    } else {
      console
          .err()
          .printf(
              "akin: going back from %s to %s: %s, since they were written after the switch. To go"
                  + " back all the same, which rolling back again undoes: akin --index %s rollback"
                  + " --force%n",
              report.from().map(RollbackCommand::described).orElse("a damaged generation"),
              described(report.to()),
              difference,
              main.index());
    }
  }

  private static String described(GenerationReport generation) {
    return String.format(
        Locale.ROOT,
        "generation %s, %,d papers, %s",
        generation.name(),
        generation.papers(),
        generation.manifest().space());
  }

  private void printJson(RollbackReport report) {
    ObjectNode node = Console.object();
    node.put("done", report.done());
    report.from().ifPresent(from -> node.set("from", json(from)));
    node.set("to", json(report.to()));
    node.put("lost", report.lost());
    node.put("returning", report.returning());
    node.put("changed", report.changed());
    console.json(node);
  }

  private static ObjectNode json(GenerationReport generation) {
    return Console.object()
        .put("generation", generation.name())
        .put("papers", generation.papers())
        .put("model", generation.manifest().space().model())
        .put("dimension", generation.manifest().space().dimension());
  }
}
