package io.akin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.ReadResult.Skipped;
import io.akin.ingest.IngestReport;
import io.akin.paper.PaperId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The files that a run leaves for machines: a JSON object a line for each record that was rejected,
 * read in part or merged, and the report. Those of the run before are replaced. Thread-safe.
 */
final class RunLog implements AutoCloseable {
  private static final String REPORT = "report.json";

  private final Path folder;
  private final Map<Kind, BufferedWriter> files = new EnumMap<>(Kind.class);

  private enum Kind {
    REJECTED("rejected.jsonl"),
    SKIPPED("skipped-files.jsonl"),
    LEFT_OUT("left-out.jsonl"),
    MERGED("merged.jsonl");

    private final String fileName;

    Kind(String fileName) {
      this.fileName = fileName;
    }
  }

  /** Starts anew in a folder, which is made if need be. */
  RunLog(Path folder) throws IOException {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "the report cannot be written to %s: %s; name another folder with --report"
              .formatted(folder, e.getMessage()),
          e);
    }
    for (Kind kind : Kind.values()) {
      Files.deleteIfExists(folder.resolve(kind.fileName));
    }
    Files.deleteIfExists(folder.resolve(REPORT));
  }

  /** Where the file of rejected records is, if there are any. */
  Path rejectedFile() {
    return folder.resolve(Kind.REJECTED.fileName);
  }

  void rejected(Rejected record) {
    write(Kind.REJECTED, at(record.location()).put("reason", record.reason()));
  }

  void skipped(Skipped file) {
    write(
        Kind.SKIPPED,
        Console.object().put("file", file.location().file()).put("reason", file.reason()));
  }

  void leftOut(Read record) {
    ObjectNode node = at(record.location()).put("id", record.paper().id().text());
    ArrayNode facts = node.putArray("left_out");
    record.leftOut().forEach(facts::add);
    write(Kind.LEFT_OUT, node);
  }

  void merged(String copy, PaperId into) {
    write(Kind.MERGED, Console.object().put("copy", copy).put("into", into.text()));
  }

  private static ObjectNode at(Location location) {
    return Console.object().put("file", location.file()).put("line", location.line());
  }

  private synchronized void write(Kind kind, ObjectNode node) {
    try {
      BufferedWriter file = files.get(kind);
      if (file == null) {
        file = Files.newBufferedWriter(folder.resolve(kind.fileName), UTF_8);
        files.put(kind, file);
      }
      file.write(node.toString());
      file.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write %s: %s".formatted(folder.resolve(kind.fileName), e.getMessage()), e);
    }
  }

  /** The report as a JSON document. */
  static ObjectNode json(IngestReport report, Duration elapsed) {
    ObjectNode node = Console.object();
    node.put("read", report.read());
    node.put("rejected", report.rejected());
    node.put("skipped_files", report.skippedFiles());
    node.put("merged", report.merged());
    node.put("papers", report.papers());
    node.put("added", report.added());
    node.put("updated", report.updated());
    node.put("unchanged", report.unchanged());
    node.put("encoded", report.encoded());
    node.put("withdrawn", report.withdrawn());
    node.put("left_out", report.leftOut());
    node.put("dates_unknown", report.datesUnknown());
    node.put("seconds", elapsed.toMillis() / 1000.0);
    return node;
  }

  /** Stores the report, whole or not at all. */
  void report(ObjectNode report) throws IOException {
    Path draft = folder.resolve(REPORT + ".tmp");
    Files.writeString(draft, report + "\n", UTF_8);
    Files.move(draft, folder.resolve(REPORT), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public synchronized void close() throws IOException {
    IOException failure = null;
    for (BufferedWriter file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    files.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
