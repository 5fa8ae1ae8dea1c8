package io.akin.eval;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures that a configuration is known to have, kept in the repository, so that a change in
 * quality is a reviewed difference. A figure a line, sorted: a change of one is a change of one
 * line.
 *
 * @param tolerance how far a figure may be from the expected one, either way, to four digits
 * @param figures to four digits
 */
public record Expected(BigDecimal tolerance, SortedMap<Key, BigDecimal> figures) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** What a figure is of. */
  public record Key(String benchmark, String configuration, String model, String metric)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::benchmark)
            .thenComparing(Key::configuration)
            .thenComparing(Key::model)
            .thenComparing(Key::metric);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return String.join(" / ", benchmark, configuration, model, metric);
    }
  }

  /** A figure that is further from the expected one than it may be. */
  public record Deviation(Key key, BigDecimal expected, BigDecimal measured) {
    @Override
    public String toString() {
      return "%s: %s, expected %s".formatted(key, measured, expected);
    }
  }

  /**
   * What a report and the file say of each other.
   *
   * @param deviations in the order of the file
   * @param added figures of the report that the file does not have yet
   */
  public record Verdict(List<Deviation> deviations, List<Key> added) {
    public Verdict {
      deviations = List.copyOf(deviations);
      added = List.copyOf(added);
    }
  }

  public Expected {
    if (tolerance.signum() < 0) {
      throw new IllegalArgumentException("the tolerance is from 0, got " + tolerance);
    }
    // A reader of JSON drops zeros at the end, and a file must not change by being read.
    tolerance = fourDigits(tolerance);
    SortedMap<Key, BigDecimal> copy = new TreeMap<>();
    figures.forEach((key, value) -> copy.put(key, fourDigits(value)));
    figures = Collections.unmodifiableSortedMap(copy);
  }

  private static BigDecimal fourDigits(BigDecimal value) {
    return value.setScale(4, RoundingMode.HALF_EVEN);
  }

  /** Nothing is expected yet. */
  public Expected(BigDecimal tolerance) {
    this(tolerance, Collections.emptySortedMap());
  }

  /**
   * Holds a report against what is expected. What was not measured is not judged; each row is
   * compared by its main metric alone.
   */
  public Verdict compare(EvalReport report) {
    List<Deviation> deviations = new ArrayList<>();
    List<Key> added = new ArrayList<>();
    mainFigures(report)
        .forEach(
            (key, measured) -> {
              BigDecimal expected = figures.get(key);
              if (expected == null) {
                added.add(key);
              } else if (measured.subtract(expected).abs().compareTo(tolerance) > 0) {
                deviations.add(new Deviation(key, expected, measured));
              }
            });
    return new Verdict(deviations, added);
  }

  /** The report's figures in place of the old ones; what the report does not have stays. */
  public Expected updatedWith(EvalReport report) {
    SortedMap<Key, BigDecimal> updated = new TreeMap<>(figures);
    updated.putAll(mainFigures(report));
    return new Expected(tolerance, updated);
  }

  private static SortedMap<Key, BigDecimal> mainFigures(EvalReport report) {
    SortedMap<Key, BigDecimal> main = new TreeMap<>();
    for (EvalReport.Row row : report.rows()) {
      Optional<Map.Entry<String, Estimate>> first = row.metrics().entrySet().stream().findFirst();
      first.ifPresent(
          entry ->
              main.put(
                  new Key(row.benchmark(), row.configuration(), row.model(), entry.getKey()),
                  EvalReport.rounded(entry.getValue().value())));
    }
    return main;
  }

  /**
   * Reads the file.
   *
   * @throws IOException naming the file, if it is missing or not what {@link #writeTo} writes
   */
  public static Expected readFrom(Path file) throws IOException {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      SortedMap<Key, BigDecimal> figures = new TreeMap<>();
      for (JsonNode figure : root.path("figures")) {
        Key key =
            new Key(
                text(figure, "benchmark", file),
                text(figure, "configuration", file),
                text(figure, "model", file),
                text(figure, "metric", file));
        if (figures.put(key, number(figure, "value", file)) != null) {
          throw new IOException("%s: has %s twice; leave one out".formatted(file, key));
        }
      }
      return new Expected(number(root, "tolerance", file), figures);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file; write it from a report first", e);
    } catch (JacksonException e) {
      throw new IOException(
          "%s:%d: is not JSON (%s); mend it or write it again from a report"
              .formatted(
                  file,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    }
  }

  private static String text(JsonNode figure, String key, Path file) throws IOException {
    if (!figure.path(key).isTextual()) {
      throw new IOException("%s: %s has no text for %s; add it".formatted(file, figure, key));
    }
    return figure.path(key).textValue();
  }

  private static BigDecimal number(JsonNode node, String key, Path file) throws IOException {
    if (!node.path(key).isNumber() || node.path(key).decimalValue().signum() < 0) {
      throw new IOException(
          "%s: has no number from 0 for %s in %s; add it".formatted(file, key, node));
    }
    return node.path(key).decimalValue();
  }

  /** Writes what {@link #readFrom} reads. */
  public void writeTo(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Key, BigDecimal> figure : figures.entrySet()) {
      ObjectNode node = JSON.createObjectNode();
      node.put("benchmark", figure.getKey().benchmark())
          .put("configuration", figure.getKey().configuration())
          .put("model", figure.getKey().model())
          .put("metric", figure.getKey().metric())
          .put("value", figure.getValue());
      lines.add("    " + JSON.writeValueAsString(node));
    }
    Files.writeString(
        file,
        """
        {
          "tolerance": %s,
          "figures": [
        %s
          ]
        }
        """
            .formatted(tolerance.toPlainString(), String.join(",\n", lines)));
  }
}
