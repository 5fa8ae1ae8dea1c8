package io.akin.index.lucene.quantized;

import java.io.IOException;
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
 * 2016</a>), and a bit farther where the collector's strategy is {@link DistanceAdaptive}.
 */
final class GraphWalk {
  private final NodeGraph graph;
  private final Comparison comparison;
  private final KnnCollector collector;
  private final DistanceAdaptive strategy;
  private final KnnVectorValues values;
  private final @Nullable Bits accepted;
  private final FixedBitSet met;
  private final int[] nodes;
  private final float[] scores;

  /** The best that were found, the worst of them on top. */
  private final TernaryLongHeap found;

  /** Nodes that were met and not yet followed, the best on top. */
  private final TernaryLongHeap ahead;

  /** The best of those found, by which the walk knows how far to go. */
  private final TernaryLongHeap nearest;

  /** Keeps the JVM from leaving out reads that are made for the cache alone. */
  @SuppressWarnings("unused")
  private int touched;

  /** What scores as much is followed though it is not kept. */
  private float limit = Float.POSITIVE_INFINITY;

  /**
   * Plans a walk.
   *
   * @param collector is given what is found, and says how much that is to be
   * @param values know the documents of the vectors
   * @param accepted the vectors that may be found, or null for all; others are passed through
   */
  GraphWalk(
      NodeGraph graph,
      float[] target,
      KnnCollector collector,
      KnnVectorValues values,
      @Nullable Bits accepted) {
    this.graph = graph;
    this.comparison = new Comparison(graph.quantization()).with(target);
    this.collector = collector;
    this.strategy =
        collector.getSearchStrategy() instanceof DistanceAdaptive adaptive
            ? adaptive
            : new DistanceAdaptive(0);
    this.values = values;
    this.accepted = accepted;
    this.met = new FixedBitSet(graph.size());
    this.nodes = new int[graph.degree()];
    this.scores = new float[nodes.length];
    this.found = new TernaryLongHeap(collector.k());
    this.ahead = new TernaryLongHeap(collector.k());
    this.nearest = new TernaryLongHeap(Math.min(DistanceAdaptive.NEAREST, collector.k()));
  }

  /**
   * Walks, and gives the collector what is found.
   *
   * @param mostVisits nodes that may be compared
   * @return false, with nothing found, if it would take more
   */
  boolean run(long mostVisits) throws IOException {
    int node = graph.entryNode();
    float score = comparison.score(graph.vectors(), node);
    for (int level = graph.top(); level > 0; level--) {
      int from;
      do {
        from = node;
        int count = graph.links(level, from, nodes);
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

  private boolean walk(int start, float startScore, long mostVisits) throws IOException {
    met.set(start);
    meet(start, startScore);
    for (int followed = 0; ahead.size() > 0; followed++) {
      if (collector.visitedCount() > mostVisits) {
        return false;
      }
      if (followed == strategy.mostFollowed()) {
        limit = Float.POSITIVE_INFINITY;
      }
      long best = ~ahead.pop();
      if (found.size() == collector.k() && best < found.top() && score(best) < limit) {
        break;
      }
      int count = unmet(graph.links(0, node(best), nodes));
      if (ahead.size() > 0) { // most often the next, unless one of these is nearer
        touched = graph.touch(node(~ahead.top()));
      }
      score(count);
      for (int i = 0; i < count; i++) {
        meet(nodes[i], scores[i]);
      }
      if (followed < strategy.mostFollowed() && nearest.size() == DistanceAdaptive.NEAREST) {
        limit = strategy.limit(score(nearest.top()));
      }
    }
    while (found.size() > 0) {
      long entry = found.pop();
      collector.collect(values.ordToDoc(graph.ordinal(node(entry))), score(entry));
    }
    return true;
  }

  private void meet(int node, float score) {
    long entry = entry(node, score);
    boolean full = found.size() == collector.k();
    boolean kept = !full || entry > found.top();
    if (kept || score >= limit) {
      ahead.push(~entry);
    }
    if (kept && accepts(node)) {
      if (full) {
        found.updateTop(entry);
      } else {
        found.push(entry);
      }
      nearest.insertWithOverflow(entry);
    }
  }

  private void score(int count) {
    comparison.scores(graph.vectors(), nodes, scores, count);
    collector.incVisitedCount(count);
  }

  private boolean accepts(int node) {
    return accepted == null || accepted.get(graph.ordinal(node));
  }

  /**
   * Keeps those of the nodes that were not met before, and notes that they were. Without branches,
   * since nobody could foretell them.
   */
  private int unmet(int count) {
    long[] words = met.getBits();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int node = nodes[i];
      int place = node >> 6; // as a FixedBitSet has it
      long word = words[place];
      words[place] = word | 1L << node;
      nodes[kept] = node;
      kept += (int) (~word >>> node & 1);
    }
    return kept;
  }

  /** A node and its score, to compare by the score, then the lower node first. */
  private static long entry(int node, float score) {
    return ((long) NumericUtils.floatToSortableInt(score) << 32) | (~node & 0xffff_ffffL);
  }

  private static float score(long entry) {
    return NumericUtils.sortableIntToFloat((int) (entry >> 32));
  }

  private static int node(long entry) {
    return ~(int) entry;
  }
}
