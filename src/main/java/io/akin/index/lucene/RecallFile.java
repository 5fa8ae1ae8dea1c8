package io.akin.index.lucene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.akin.index.IndexException;
import io.akin.index.RecallReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the recall that was measured last is kept, and the setting that was chosen by it: {@code
 * RECALL}, beside {@code CURRENT}, a line for each generation that is there.
 */
final class RecallFile {
  private static final String NAME = "RECALL";

  private static final String SHARE = "(0\\.\\d{6}|1\\.0{6})";

  /** Generation, recall, queries, papers, gamma and target. */
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,9}) %s (\\d{1,9}) (\\d{1,9}) (0\\.\\d{3}|1\\.000) (?:%s|-)"
              .formatted(SHARE, SHARE));

  /**
   * Lines of older versions, which searched in another way: what they measured says nothing now.
   */
  private static final Pattern OLDER =
      Pattern.compile(
          "\\d{1,9} %s \\d{1,9} \\d{1,9}(?: \\d{1,9} (?:%s|-))?".formatted(SHARE, SHARE));

  private RecallFile() {}

  static void write(IndexFolder folder, String generation, RecallReport report) throws IOException {
    SequencedMap<String, RecallReport> lines = new TreeMap<>();
    try {
      lines.putAll(readAll(folder));
    } catch (IndexException e) {
      // it is damaged, and to be written anew
    }
    lines.put(generation, report);
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, RecallReport> line : lines.entrySet()) {
      if (Files.isDirectory(folder.path().resolve(line.getKey()))
          || line.getKey().equals(generation)) {
        text.append(format(line.getKey(), line.getValue())).append('\n');
      }
    }
    folder.write(NAME, text.toString());
  }

  private static String format(String generation, RecallReport report) {
    return String.format(
        Locale.ROOT,
        "%s %.6f %d %d %.3f %s",
        generation,
        report.recall(),
        report.queries(),
        report.papers(),
        report.gamma(),
        report.target().isPresent()
            ? String.format(Locale.ROOT, "%.6f", report.target().getAsDouble())
            : "-");
  }

  /**
   * What was measured of the generation, if anything was.
   *
   * @throws IndexException when the file is damaged
   */
  static Optional<RecallReport> read(IndexFolder folder, String generation) throws IOException {
    return Optional.ofNullable(readAll(folder).get(generation));
  }

  private static Map<String, RecallReport> readAll(IndexFolder folder) throws IOException {
    Path file = folder.path().resolve(NAME);
    String text;
    try {
      text = Files.readString(file, ISO_8859_1).strip(); // in which all bytes are characters
    } catch (NoSuchFileException e) {
      return Map.of();
    }
    Map<String, RecallReport> reports = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      Matcher matcher = FORM.matcher(line.strip());
      if (OLDER.matcher(line.strip()).matches()) {
        continue;
      }
      if (!matcher.matches()) {
        throw new IndexException(
            "%s cannot be understood; measure again with: akin check --recall".formatted(file));
      }
      reports.put(matcher.group(1), report(matcher));
    }
    return reports;
  }

  private static RecallReport report(Matcher matcher) {
    String target = matcher.group(6);
    return new RecallReport(
        Double.parseDouble(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        Integer.parseInt(matcher.group(4)),
        Double.parseDouble(matcher.group(5)),
        target == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(target)));
  }
}
