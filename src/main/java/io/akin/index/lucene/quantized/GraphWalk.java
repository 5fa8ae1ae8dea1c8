package io.akin.index.lucene.quantized;

import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.TernaryLongHeap;
import org.jspecify.annotations.Nullable;

/**
 * One search of a graph: down its levels to the nearest node of each, then over the lowest, always
 * on from the nearest node that was met, for as long as one may lead to better ones than those
 * found (algorithms 2 and 5 of <a href="https://arxiv.org/abs/1603.09320">Malkov and Yashunin,
 * 2016</a>).
 */
final class GraphWalk {
  private final SearchGraph graph;
  private final Comparison comparison;
  private final KnnCollector collector;
  private final KnnVectorValues values;
  private final @Nullable Bits accepted;
  private final FixedBitSet met;
  private final int[] nodes;
  private final float[] scores;

  /**
   * Plans a walk.
   *
   * @param collector is given what is found, and says how much that is to be
   * @param values know the documents of the vectors
   * @param accepted the vectors that may be found, or null for all; others are passed through
   */
  GraphWalk(
      SearchGraph graph,
      float[] target,
      KnnCollector collector,
      KnnVectorValues values,
      @Nullable Bits accepted) {
    this.graph = graph;
    this.comparison = new Comparison(graph.quantization()).with(target);
    this.collector = collector;
    this.values = values;
    this.accepted = accepted;
    this.met = new FixedBitSet(graph.size());
    this.nodes = new int[graph.degree()];
    this.scores = new float[nodes.length];
  }

  /**
   * Walks, and gives the collector what is found.
   *
   * @param mostVisits nodes that may be compared
   * @return false, with nothing found, if it would take more
   */
  boolean run(long mostVisits) {
    int node = graph.entryNode();
    float score = comparison.score(graph.vectors(), node);
    for (int level = graph.top(); level > 0; level--) {
      int from;
      do {
        from = node;
        int count = graph.level(level).copy(from, nodes);
        score(count);
        for (int i = 0; i < count; i++) {
          if (scores[i] > score) {
            score = scores[i];
            node = nodes[i];
          }
        }
      } while (node != from);
    }
    return walk(node, score, mostVisits);
  }

  private boolean walk(int start, float startScore, long mostVisits) {
    int k = collector.k();
    TernaryLongHeap found = new TernaryLongHeap(k); // the worst on top
    TernaryLongHeap ahead = new TernaryLongHeap(k); // the best on top
    Links links = graph.level(0);
    met.set(start);
    ahead.push(~entry(start, startScore));
    if (accepts(start)) {
      found.push(entry(start, startScore));
    }
    while (ahead.size() > 0) {
      if (collector.visitedCount() > mostVisits) {
        return false;
      }
      long best = ~ahead.pop();
      if (found.size() == k && best < found.top()) {
        break;
      }
      int count = unmet(links.copy(node(best), nodes));
      score(count);
      for (int i = 0; i < count; i++) {
        long entry = entry(nodes[i], scores[i]);
        if (found.size() < k) {
          ahead.push(~entry);
          if (accepts(nodes[i])) {
            found.push(entry);
          }
        } else if (entry > found.top()) {
          ahead.push(~entry);
          if (accepts(nodes[i])) {
            found.updateTop(entry);
          }
        }
      }
    }
    while (found.size() > 0) {
      long entry = found.pop();
      collector.collect(
          values.ordToDoc(graph.ordinal(node(entry))),
          NumericUtils.sortableIntToFloat((int) (entry >> 32)));
    }
    return true;
  }

  private void score(int count) {
    comparison.scores(graph.vectors(), nodes, scores, count);
    collector.incVisitedCount(count);
  }

  private boolean accepts(int node) {
    return accepted == null || accepted.get(graph.ordinal(node));
  }

  /** Keeps those of the nodes that were not met before, and notes that they were. */
  private int unmet(int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (!met.getAndSet(nodes[i])) {
        nodes[kept++] = nodes[i];
      }
    }
    return kept;
  }

  /** A node and its score, to compare by the score, then the lower node first. */
  private static long entry(int node, float score) {
    return ((long) NumericUtils.floatToSortableInt(score) << 32) | (~node & 0xffff_ffffL);
  }

  private static int node(long entry) {
    return ~(int) entry;
  }
}
