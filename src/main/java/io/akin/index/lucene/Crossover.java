package io.akin.index.lucene;

import io.akin.index.RecallReport;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * From which sizes on which structure answers: the one place that says it.
 *
 * <p>Queries a second for ten of N papers of 384 dimensions, one thread, scan against graph (m 16,
 * efConstruction 100) of one segment, both by float32, Lucene 10.6, JDK 25, 2 shared cores. They
 * were measured before graphs were walked by quantized vectors; {@code make bench-crossover}
 * compares the scan with what is done now:
 *
 * <pre>
 *   papers     scan    graph
 *    1,000   46,000   22,000
 *    3,000   15,000   17,600
 *   10,000    4,500   10,800
 *   30,000      460    7,800
 * </pre>
 */
final class Crossover {
  /** Up to this many papers every vector is compared: nearly as fast, and exact. */
  static final int EXACT_UP_TO = 4_000;

  /**
   * Up to this many papers that pass a filter are scored each: some milliseconds, and a graph that
   * is walked past those that do not pass is neither as fast nor as sure.
   */
  static final int FILTERED_EXACT_UP_TO = 20_000;

  /** The graph is asked for no fewer, since those it finds first are not always the nearest. */
  static final int DEFAULT_CANDIDATES = 200;

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

  /** What is known of an index whose papers are all compared. */
  static RecallReport exact(int papers) {
    return new RecallReport(1, 0, papers, DEFAULT_CANDIDATES, OptionalDouble.empty());
  }
}
