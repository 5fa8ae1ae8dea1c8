package io.akin.index.lucene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.akin.index.IndexException;
import io.akin.index.RecallReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the recall that was measured last is kept: {@code RECALL}, beside {@code CURRENT}. */
final class RecallFile {
  private static final String NAME = "RECALL";

  /** Generation, recall, queries, papers. */
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}) (0\\.\\d{6}|1\\.0{6}) (\\d{1,9}) (\\d{1,9})");

  private RecallFile() {}

  static void write(IndexFolder folder, String generation, RecallReport report) throws IOException {
    Path draft = folder.path().resolve(NAME + ".tmp");
    Files.writeString(
        draft,
        String.format(
            Locale.ROOT,
            "%s %.6f %d %d%n",
            generation,
            report.recall(),
            report.queries(),
            report.papers()));
    Files.move(
        draft,
        folder.path().resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * What was measured of the generation, if anything was.
   *
   * @throws IndexException when the file is damaged
   */
  static Optional<RecallReport> read(IndexFolder folder, String generation) throws IOException {
    Path file = folder.path().resolve(NAME);
    String text;
    try {
      text = Files.readString(file, ISO_8859_1).strip(); // in which all bytes are characters
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IndexException(
          "%s cannot be understood; measure again with: akin check --recall".formatted(file));
    }
    return matcher.group(1).equals(generation)
        ? Optional.of(
            new RecallReport(
                Double.parseDouble(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4))))
        : Optional.empty();
  }
}
