package io.akin.eval;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A metric's value for every query.
 *
 * @param values by query, sorted, so that sums do not depend on the order of a file
 * @param folds queries by fold, those without a value left out; empty if there are no folds
 */
public record QueryScores(
    String metric, Map<String, Double> values, Map<String, List<String>> folds) {
  public QueryScores {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(metric + " has no query to be measured on");
    }
    TreeMap<String, Double> sorted = new TreeMap<>(CodePointOrder.ASCENDING);
    sorted.putAll(values);
    values = Collections.unmodifiableMap(sorted);
    TreeMap<String, List<String>> kept = new TreeMap<>(CodePointOrder.ASCENDING);
    folds.forEach(
        (fold, queries) -> {
          List<String> scored =
              queries.stream()
                  .filter(sorted::containsKey)
                  .sorted(CodePointOrder.ASCENDING)
                  .toList();
          if (!scored.isEmpty()) {
            kept.put(fold, scored);
          }
        });
    folds = Collections.unmodifiableMap(kept);
  }

  /** The mean over all queries. */
  public double mean() {
    return values.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** What is reported: the mean of the folds' means where there are folds, else the plain mean. */
  public double figure() {
    return groups().stream()
        .mapToDouble(
            group -> group.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .average()
        .orElseThrow();
  }

  /** The values fold by fold, or all as one fold. */
  List<Collection<Double>> groups() {
    return folds.isEmpty()
        ? List.of(values.values())
        : folds.values().stream()
            .<Collection<Double>>map(queries -> queries.stream().map(values::get).toList())
            .toList();
  }

  /**
   * The difference query by query.
   *
   * @throws IllegalArgumentException if the other one is of another metric, other queries or folds
   */
  QueryScores minus(QueryScores other) {
    if (!metric.equals(other.metric)
        || !values.keySet().equals(other.values.keySet())
        || !folds.equals(other.folds)) {
      throw new IllegalArgumentException(
          "%s of %d queries and %s of %d are not of the same queries, and cannot be compared"
              .formatted(metric, values.size(), other.metric, other.values.size()));
    }
    Map<String, Double> differences = new TreeMap<>(CodePointOrder.ASCENDING);
    values.forEach(
        (query, value) -> differences.put(query, value - other.values.getOrDefault(query, 0.0)));
    return new QueryScores(metric, differences, folds);
  }
}
