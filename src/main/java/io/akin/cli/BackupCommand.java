package io.akin.cli;

import io.akin.index.BackupReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin backup}. */
@Command(
    name = "backup",
    description = "Copies the index into a new folder, while others may use it.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "folder to make; may be there if it is empty")
  private Path target;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  BackupCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    print(console, json, main.application().backup(target), main.index(), target);
    return ExitCode.DONE;
  }

  /** Says what was copied from where to where. */
  static void print(Console console, boolean json, BackupReport report, Path from, Path to) {
    if (json) {
      console.json(Console.object().put("papers", report.papers()).put("bytes", report.bytes()));
    } else {
      console
          .out()
          .printf(
              Locale.ROOT,
              "copied %,d papers (%,d bytes) from %s to %s%n",
              report.papers(),
              report.bytes(),
              from,
              to);
    }
  }
}
