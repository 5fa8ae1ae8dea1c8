package io.akin.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that puts papers into the index. */
final class IngestOptions {
  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "folder for the report and the lists of rejected, merged and partly read records"
              + " (default: last-add in the folder of the index)")
  private @Nullable Path folder;

  @Option(names = "--json", description = "print the report as one JSON document")
  private boolean json;

  /** Where the run leaves its files. */
  Path log(Path index) {
    return folder == null ? index.resolve("last-add") : folder;
  }

  boolean json() {
    return json;
  }
}
