package io.akin.index.lucene;

import io.akin.index.IndexException;
import io.akin.index.RecallReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where the recall that was measured last is kept: {@code RECALL}, beside {@code CURRENT}. */
final class RecallFile {
  private static final String NAME = "RECALL";

  private RecallFile() {}

  static void write(IndexFolder folder, String generation, RecallReport report) throws IOException {
    Path draft = folder.path().resolve(NAME + ".tmp");
    Files.writeString(
        draft,
        "%s %s %d %d%n".formatted(generation, report.recall(), report.queries(), report.papers()));
    Files.move(
        draft,
        folder.path().resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** What was measured of the generation, if anything was. */
  static Optional<RecallReport> read(IndexFolder folder, String generation) throws IOException {
    String text;
    try {
      text = Files.readString(folder.path().resolve(NAME)).strip();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    String[] words = text.split(" ", -1);
    try {
      return words.length == 4 && words[0].equals(generation)
          ? Optional.of(
              new RecallReport(
                  Double.parseDouble(words[1]),
                  Integer.parseInt(words[2]),
                  Integer.parseInt(words[3])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      throw new IndexException(
          "%s cannot be understood; measure again with: akin check --recall"
              .formatted(folder.path().resolve(NAME)),
          e);
    }
  }
}
