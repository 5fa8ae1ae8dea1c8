package io.akin.index.lucene;

import io.akin.index.RecallReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Measures how many of the ten nearest papers the searches of an index find, and remembers it with
 * the index. Others may read and write the index meanwhile.
 */
public final class LuceneRecall {
  private LuceneRecall() {}

  /**
   * Measures searches as they are.
   *
   * @param queries papers to look for
   */
  public static RecallReport measure(Path folder, int queries) throws IOException {
    return remember(
        folder,
        queries,
        (measurement, view) -> {
          RecallReport report = measurement.with(view.gamma());
          OptionalDouble target =
              view.measured().map(RecallReport::target).orElse(OptionalDouble.empty());
          return new RecallReport(
              report.recall(), report.queries(), report.papers(), report.gamma(), target);
        });
  }

  /**
   * Finds the shortest walks over the graph with which searches find a share of the ten nearest
   * papers. How far they go is remembered as well, for searches to use.
   *
   * @param queries papers to look for
   * @param target the share, more than 0 and at most 1
   */
  public static RecallReport tune(Path folder, int queries, double target) throws IOException {
    return remember(folder, queries, (measurement, _) -> measurement.cheapest(target));
  }

  @FunctionalInterface
  private interface Measuring {
    RecallReport by(RecallMeasurement measurement, LuceneView view) throws IOException;
  }

  private static RecallReport remember(Path folder, int queries, Measuring measuring)
      throws IOException {
    try (LuceneIndex index = LuceneIndex.open(folder);
        LuceneView view = index.view()) {
      RecallReport report =
          view.size() <= Crossover.EXACT_UP_TO
              ? Crossover.exact(view.size())
              : measuring.by(new RecallMeasurement(view.searcher(), queries), view);
      RecallFile.write(new IndexFolder(folder), view.generation(), report);
      return report;
    }
  }
}
