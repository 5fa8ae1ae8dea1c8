package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.index.RecallReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/**
 * Looks for papers of the index by their own vectors, and compares what the graph finds with all
 * there are. The papers are spread evenly over the identifiers, the same ones each time. That a
 * paper finds itself does not count. For one thread.
 */
final class RecallMeasurement {
  private static final int K = 10;

  /** How far to walk is looked for in such parts of one. */
  private static final double STEPS = 200;

  /** To walk farther is slower than to compare with all of any index that fits a machine. */
  private static final int MOST_STEPS = 160;

  private final IndexSearcher searcher;
  private final int papers;
  private final List<Sought> sought = new ArrayList<>();

  /**
   * A paper and its neighbours.
   *
   * @param nearest the documents nearest to it and those that are as near as the last of them
   */
  private record Sought(int doc, Embedding vector, Set<Integer> nearest) {}

  /** Compares with all, which takes the greater part of the time. */
  RecallMeasurement(IndexSearcher searcher, int queries) throws IOException {
    this.searcher = searcher;
    Snapshot snapshot = new Snapshot(searcher);
    Facts facts = new Facts(searcher.getIndexReader());
    List<Snapshot.Entry> entries = snapshot.entries();
    this.papers = entries.size();
    int asked = Math.min(queries, papers);
    for (int i = 0; i < asked; i++) {
      int doc = entries.get((int) ((long) i * papers / asked)).doc();
      Embedding vector = facts.embedding(doc);
      sought.add(new Sought(doc, vector, nearest(snapshot.scan(vector.toArray(), K + 1), doc)));
    }
  }

  private static Set<Integer> nearest(ScoreDoc[] scored, int self) {
    ScoreDoc[] others =
        Arrays.stream(scored).filter(other -> other.doc != self).toArray(ScoreDoc[]::new);
    Arrays.sort(others, Comparator.comparingDouble((ScoreDoc other) -> -other.score));
    float last = others[Math.min(K, others.length) - 1].score;
    Set<Integer> nearest = new HashSet<>();
    for (int i = 0; i < others.length && others[i].score >= last; i++) { // of equals any is right
      nearest.add(others[i].doc);
    }
    return nearest;
  }

  /** The recall of walks that go so far. */
  RecallReport with(double gamma) throws IOException {
    GraphSearch search = new GraphSearch(searcher, gamma);
    int found = 0;
    for (Sought one : sought) {
      found +=
          (int)
              Arrays.stream(search.nearest(one.vector().toArray(), K + 1))
                  .filter(hit -> hit.doc != one.doc())
                  .limit(K)
                  .filter(hit -> one.nearest().contains(hit.doc))
                  .count();
    }
    double recall = sought.isEmpty() ? 1 : found / (double) (K * sought.size());
    return new RecallReport(recall, sought.size(), papers, gamma, OptionalDouble.empty());
  }

  /** The recall of the shortest walks that reach the target, or of the longest there may be. */
  RecallReport cheapest(double target) throws IOException {
    int low = -1; // steps that are too few
    int high = 0;
    RecallReport best = with(0);
    while (best.recall() < target && high < MOST_STEPS) {
      low = high;
      high = Math.min(Math.max(1, 2 * high), MOST_STEPS);
      best = with(high / STEPS);
    }
    while (high - low > 1) {
      int middle = (low + high) / 2;
      RecallReport report = with(middle / STEPS);
      if (report.recall() >= target) {
        high = middle;
        best = report;
      } else {
        low = middle;
      }
    }
    return new RecallReport(
        best.recall(), best.queries(), papers, best.gamma(), OptionalDouble.of(target));
  }
}
