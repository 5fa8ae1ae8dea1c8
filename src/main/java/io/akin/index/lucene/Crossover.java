package io.akin.index.lucene;

import io.akin.index.RecallReport;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * From which sizes on which structure answers: the one place that says it.
 *
 * <p>Queries a second for ten of N papers of 384 dimensions, one thread, one segment (m 16,
 * efConstruction 100), 2 shared cores of AMD Zen 5, JDK 25, by {@code make bench-crossover}; a
 * search goes as far as {@link #DEFAULT_GAMMA} has it:
 *
 * <pre>
 *   papers     scan   search
 *    1,000   26,400   26,400
 *    3,000    9,400   11,600
 *    4,000    8,000    9,100
 *    5,000    5,800    7,500
 *   10,000    2,500   16,900
 *   30,000      470   12,500
 * </pre>
 *
 * <p>A segment of up to 5,000 has no graph: its search is a scan by quantized vectors.
 */
final class Crossover {
  /**
   * Up to this many papers, all or those that pass a filter, each is compared: in little more than
   * the time of a search, and exactly.
   */
  static final int EXACT_UP_TO = 4_000;

  /**
   * Up to this many papers that pass a filter each is compared where words count as well, which are
   * summed for every paper anyway: a paper that is middling by both is not missed.
   */
  static final int EXACT_WITH_WORDS_UP_TO = 20_000;

  /**
   * How far walks over the graph go where nothing was measured: it finds 0.998 of the ten nearest
   * among 100,000.
   */
  static final double DEFAULT_GAMMA = 0.1;

  /** A graph is asked for as many where words count too, by which others of them may be better. */
  static final int CANDIDATES_WITH_WORDS = 200;

  /**
   * A graph is asked for as many by a filter that all papers pass: where 20% to 50% pass, 0.995 of
   * the ten nearest of those are found.
   */
  private static final int FILTERED_CANDIDATES = 90;

  private Crossover() {}

  /**
   * How far walks go: as was chosen for the index, or farther where it is not the index any more
   * that it was chosen for.
   *
   * @param papers in the index
   */
  static double gamma(Optional<RecallReport> measured, int papers) {
    return measured
        .filter(report -> report.target().isPresent())
        .map(
            report ->
                report.isStale(papers) ? Math.max(DEFAULT_GAMMA, report.gamma()) : report.gamma())
        .orElse(DEFAULT_GAMMA);
  }

  /**
   * The candidates of a search among the papers that pass a filter. A walk meets many more for each
   * that it keeps, so that fewer find the ten nearest as surely, and it goes on for those alone.
   *
   * @param candidates that are needed at least
   * @param share of the papers that pass, from 0 to 1
   */
  static int filtered(int candidates, double share) {
    return Math.max(candidates, (int) Math.round(FILTERED_CANDIDATES * Math.sqrt(share)));
  }

  /** What is known of an index whose papers are all compared. */
  static RecallReport exact(int papers) {
    return new RecallReport(1, 0, papers, DEFAULT_GAMMA, OptionalDouble.empty());
  }
}
