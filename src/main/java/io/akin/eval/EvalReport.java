package io.akin.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Figures of configurations on benchmarks, as a table to read and as JSON. Both are made of what is
 * passed in and nothing else, in its order, so that equal results are equal files.
 *
 * @param facts what a figure wants to be published with: machine, commit, corpus digests
 */
public record EvalReport(Map<String, String> facts, List<Row> rows) {
  public EvalReport {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    rows = List.copyOf(rows);
  }

  /**
   * What a configuration reached on a benchmark.
   *
   * @param configuration what was done, such as "dense"
   * @param queries how many were scored
   * @param metrics by name, the main one first
   */
  public record Row(
      String benchmark,
      String configuration,
      String model,
      int queries,
      Map<String, Estimate> metrics,
      Optional<Comparison> comparison) {
    public Row {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    public static Row of(
        String benchmark,
        String configuration,
        String model,
        Measurement measurement,
        Bootstrap bootstrap) {
      Map<String, Estimate> metrics = new LinkedHashMap<>();
      for (QueryScores scores : measurement.scores()) {
        metrics.put(scores.metric(), bootstrap.figure(scores));
      }
      return new Row(
          benchmark, configuration, model, measurement.queries(), metrics, Optional.empty());
    }

    /**
     * The same row with its difference to another configuration.
     *
     * @param measurement what this row was made of
     */
    public Row comparedWith(
        String baseline, Measurement measurement, Measurement ofBaseline, Bootstrap bootstrap) {
      Map<String, Estimate> differences = new LinkedHashMap<>();
      for (QueryScores scores : measurement.scores()) {
        differences.put(
            scores.metric(), bootstrap.difference(scores, ofBaseline.of(scores.metric())));
      }
      return new Row(
          benchmark,
          configuration,
          model,
          queries,
          metrics,
          Optional.of(new Comparison(baseline, differences)));
    }
  }

  /**
   * How much better a configuration is than another one.
   *
   * @param differences the row's metrics minus the baseline's, by metric
   */
  public record Comparison(String baseline, Map<String, Estimate> differences) {
    public Comparison {
      differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
    }
  }

  /** To four digits, rounded as C and Python do: from the exact value, a tie to the even digit. */
  static BigDecimal rounded(double value) {
    return new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN);
  }

  /**
   * A table for each benchmark. A cell is a figure and its interval; the last column is the main
   * metric's difference to the baseline, where a row has one.
   */
  public String toMarkdown() {
    StringBuilder out = new StringBuilder();
    facts.forEach((name, value) -> out.append("- %s: %s\n".formatted(name, value)));
    Map<String, List<Row>> byBenchmark =
        rows.stream()
            .collect(
                Collectors.groupingBy(Row::benchmark, LinkedHashMap::new, Collectors.toList()));
    byBenchmark.forEach(
        (benchmark, ofBenchmark) -> {
          out.append(out.isEmpty() ? "" : "\n").append("### ").append(benchmark).append("\n\n");
          table(ofBenchmark, out);
        });
    return out.toString();
  }

  private static void table(List<Row> rows, StringBuilder out) {
    Set<String> metrics = new LinkedHashSet<>();
    rows.forEach(row -> metrics.addAll(row.metrics().keySet()));
    boolean compared = rows.stream().anyMatch(row -> row.comparison().isPresent());
    List<String> head = new ArrayList<>(List.of("configuration", "model", "queries"));
    head.addAll(metrics);
    if (compared) {
      head.add("difference");
    }
    line(head, out);
    line(Collections.nCopies(head.size(), "---"), out);
    for (Row row : rows) {
      List<String> cells =
          new ArrayList<>(
              List.of(row.configuration(), row.model(), Integer.toString(row.queries())));
      for (String metric : metrics) {
        cells.add(Optional.ofNullable(row.metrics().get(metric)).map(EvalReport::text).orElse(""));
      }
      if (compared) {
        cells.add(row.comparison().map(EvalReport::text).orElse(""));
      }
      line(cells, out);
    }
  }

  private static void line(List<String> cells, StringBuilder out) {
    out.append("| ")
        .append(
            cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")))
        .append(" |\n");
  }

  private static String text(Estimate estimate) {
    return "%s (%s to %s)"
        .formatted(rounded(estimate.value()), rounded(estimate.low()), rounded(estimate.high()));
  }

  private static String text(Comparison comparison) {
    return comparison.differences().entrySet().stream()
        .findFirst()
        .map(
            main ->
                "%s %s (%s to %s) against %s"
                    .formatted(
                        main.getKey(),
                        signed(main.getValue().value()),
                        signed(main.getValue().low()),
                        signed(main.getValue().high()),
                        comparison.baseline()))
        .orElse("");
  }

  private static String signed(double value) {
    BigDecimal rounded = rounded(value);
    return rounded.signum() > 0 ? "+" + rounded : rounded.toString();
  }

  /** An object with the facts and an array of rows, indented, with a line feed at its end. */
  public String toJson() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    ObjectNode factsNode = root.putObject("facts");
    facts.forEach(factsNode::put);
    ArrayNode rowsNode = root.putArray("rows");
    for (Row row : rows) {
      ObjectNode node = rowsNode.addObject();
      node.put("benchmark", row.benchmark())
          .put("configuration", row.configuration())
          .put("model", row.model())
          .put("queries", row.queries());
      putAll(node.putObject("metrics"), row.metrics());
      row.comparison()
          .ifPresent(
              comparison -> {
                node.put("baseline", comparison.baseline());
                putAll(node.putObject("differences"), comparison.differences());
              });
    }
    try {
      return json.writerWithDefaultPrettyPrinter()
              .writeValueAsString(root)
              .replace(System.lineSeparator(), "\n")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  private static void putAll(ObjectNode node, Map<String, Estimate> estimates) {
    estimates.forEach(
        (metric, estimate) ->
            node.putObject(metric)
                .put("value", rounded(estimate.value()))
                .put("low", rounded(estimate.low()))
                .put("high", rounded(estimate.high())));
  }
}
