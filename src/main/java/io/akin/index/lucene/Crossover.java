package io.akin.index.lucene;

import io.akin.index.RecallReport;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * From which sizes on which structure answers: the one place that says it.
 *
 * <p>Queries a second for ten of N papers of 384 dimensions, one thread, one segment (m 16,
 * efConstruction 100), 2 shared cores of AMD Zen 5, JDK 25, by {@code make bench-crossover}; a
 * search keeps 100 candidates and compares them again by float32:
 *
 * <pre>
 *   papers     scan   search
 *      500   35,300   19,900
 *    1,000   18,200   14,600
 *    2,000    9,600    9,700
 *    4,000    4,800    5,800
 *   10,000    1,800    7,900
 * </pre>
 */
final class Crossover {
  /**
   * Up to this many papers, all or those that pass a filter, each is compared: nearly as fast where
   * it is not faster, and exact.
   */
  static final int EXACT_UP_TO = 4_000;

  /**
   * Up to this many papers that pass a filter each is compared where words count as well, which are
   * summed for every paper anyway: a paper that is middling by both is not missed.
   */
  static final int EXACT_WITH_WORDS_UP_TO = 20_000;

  /** The graph is asked for no fewer, since those it finds first are not always the nearest. */
  static final int DEFAULT_CANDIDATES = 200;

  /** The candidates that a filter may lower those of a search to. */
  private static final int FILTERED_CANDIDATES = 100;

  private Crossover() {}

  /**
   * The candidates of a search: those that were chosen for the index, or more where it is not the
   * index any more that they were chosen for.
   *
   * @param papers in the index
   */
  static int candidates(Optional<RecallReport> measured, int papers) {
    return measured
        .filter(report -> report.target().isPresent())
        .map(
            report ->
                report.isStale(papers)
                    ? Math.max(DEFAULT_CANDIDATES, report.candidates())
                    : report.candidates())
        .orElse(DEFAULT_CANDIDATES);
  }

  /**
   * The candidates of a search among the papers that pass a filter. A walk meets many more for each
   * that it keeps, so that fewer find the ten nearest as surely; it would take twice the time and
   * more of a search without a filter if it kept as many.
   *
   * @param candidates of a search without one
   * @param share of the papers that pass, from 0 to 1
   */
  static int filtered(int candidates, double share) {
    return Math.max(
        Math.min(candidates, FILTERED_CANDIDATES), (int) Math.round(candidates * Math.sqrt(share)));
  }

  /** What is known of an index whose papers are all compared. */
  static RecallReport exact(int papers) {
    return new RecallReport(1, 0, papers, DEFAULT_CANDIDATES, OptionalDouble.empty());
  }
}
