package io.akin.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.CheckReport;
import io.akin.index.CheckReport.Fault;
import io.akin.index.RecallReport;
import io.akin.index.json.IndexJson;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akin check}. */
@Command(
    name = "check",
    description = "Checks every file and every paper of the index, while others may use it.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Option(
      names = "--recall",
      description =
          "measure how many of the ten nearest papers searches find, and keep it for answers to tell")
  private boolean recall;

  CheckCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CheckReport report = main.application().check();
    Optional<RecallReport> measured =
        recall && report.sound()
            ? Optional.of(main.application().measureRecall())
            : Optional.empty();
    if (json) {
      printJson(report, measured);
    } else {
      print(report);
      measured.ifPresent(found -> console.out().println(Recall.text(found)));
    }
    if (report.sound()) {
      return ExitCode.DONE;
    }
    console
        .err()
        .printf(
            "akin: the index at %s is damaged. Restore a backup (akin --index %s restore --replace"
                + " DIR) or delete the folder and add the papers again%n",
            main.index(), main.index());
    return ExitCode.FAILED;
  }

  private void printJson(CheckReport report, Optional<RecallReport> measured) {
    ObjectNode node = Console.object();
    node.put("sound", report.sound());
    node.put("papers", report.papers());
    node.put("segments", report.segments());
    node.put("files", report.files());
    node.put("bytes", report.bytes());
    node.put("fault_count", report.faultCount());
    ArrayNode faults = node.putArray("faults");
    for (Fault fault : report.faults()) {
      faults.addObject().put("where", fault.where()).put("what", fault.what());
    }
    measured.ifPresent(found -> node.set("recall", IndexJson.recall(found)));
    console.json(node);
  }

  private void print(CheckReport report) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "papers %,d, segments %,d, files %,d, bytes %,d: %s%n",
            report.papers(),
            report.segments(),
            report.files(),
            report.bytes(),
            report.sound()
                ? "no fault found"
                : String.format(Locale.ROOT, "faults %,d", report.faultCount()));
    report.faults().forEach(fault -> console.out().println("  " + fault));
    long more = report.faultCount() - report.faults().size();
    if (more > 0) {
      console.out().printf(Locale.ROOT, "  and %,d more%n", more);
    }
  }
}
