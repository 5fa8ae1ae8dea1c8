package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that puts papers into the index. */
final class IngestOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private long maxRejected;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "folder for the report and the lists of rejected, merged and partly read records"
              + " (default: last-add in the folder of the index)")
  private @Nullable Path folder;

  @Option(names = "--json", description = "print the report as one JSON document")
  private boolean json;

  @Option(
      names = "--max-rejected",
      paramLabel = "N",
      defaultValue = "0",
      description = "rejected records up to which the command succeeds (default: ${DEFAULT-VALUE})")
  void setMaxRejected(long value) {
    if (value < 0) {
      throw new ParameterException(
          command.commandLine(), "--max-rejected must not be negative, got " + value);
    }
    maxRejected = value;
  }

  /** Where the run leaves its files. */
  Path log(Path index) throws IOException {
    return folder == null ? index.resolve("last-add") : folder;
  }

  boolean json() {
    return json;
  }

  int exitCode(ObjectNode report) {
    return report.path("rejected").asLong() > maxRejected ? ExitCode.DATA : ExitCode.DONE;
  }
}
