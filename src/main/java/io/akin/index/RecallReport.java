package io.akin.index;

import java.util.OptionalDouble;

/**
 * How many of the ten nearest papers a search of the index finds.
 *
 * @param recall the share, from 0 to 1
 * @param queries papers that were looked for
 * @param papers in the index then
 * @param candidates nodes that were kept while the graph was walked, {@code efSearch}
 * @param target the recall for which the candidates were chosen, if they were
 */
public record RecallReport(
    double recall, int queries, int papers, int candidates, OptionalDouble target) {

  /**
   * Whether the index has grown or shrunk by more than half since, so that the recall is another
   * one.
   */
  public boolean isStale(int papersNow) {
    return papersNow > 1.5 * papers || papersNow < 0.5 * papers;
  }

  /** Whether it reached what was wanted of it. */
  public boolean reached() {
    return target.isEmpty() || recall >= target.getAsDouble();
  }
}
