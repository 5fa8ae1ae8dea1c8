package io.akin.index;

import java.util.OptionalDouble;

/**
 * How many of the ten nearest papers a search of the index finds.
 *
 * @param recall the share, from 0 to 1
 * @param queries papers that were looked for
 * @param papers in the index then
 * @param gamma how much farther than the tenth nearest that was found, as a share of its distance,
 *     nodes of the graph were still followed, from 0
 * @param target the recall for which gamma was chosen, if it was
 */
public record RecallReport(
    double recall, int queries, int papers, double gamma, OptionalDouble target) {

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
