package io.akin.eval;

import java.util.List;

/**
 * How well a run answers a benchmark.
 *
 * @param scores a metric each, the main one first; all of the same queries
 * @param incomplete queries that the run lacks, and which score 0; of labels, papers with fewer
 *     than k voters in one of the two votes
 */
public record Measurement(List<QueryScores> scores, int incomplete) {
  public Measurement {
    scores = List.copyOf(scores);
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("a measurement wants a metric");
    }
  }

  /** How many queries were scored. */
  public int queries() {
    return main().values().size();
  }

  public QueryScores main() {
    return scores.getFirst();
  }

  /**
   * The values of a metric.
   *
   * @throws IllegalArgumentException if the metric was not measured
   */
  public QueryScores of(String metric) {
    return scores.stream()
        .filter(score -> score.metric().equals(metric))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s was not measured, but %s"
                        .formatted(metric, scores.stream().map(QueryScores::metric).toList())));
  }
}
