package io.akin.cli;

import io.akin.index.BackupReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin restore}. */
@Command(
    name = "restore",
    description = "Puts a backup into the index; a running server takes it into use by itself.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "folder that 'akin backup' made")
  private Path backup;

  @Option(
      names = "--replace",
      description = "put it in the place of the papers that the index holds")
  private boolean replace;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  RestoreCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    BackupReport report = main.application().restore(backup, replace);
    HarvestCommand.setProgressAside(main.index(), "restore", console);
    BackupCommand.print(console, json, report, backup, main.index());
    return ExitCode.DONE;
  }
}
