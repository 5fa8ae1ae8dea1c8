package io.akin.layout;

import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.Workers;
import java.util.Arrays;

/**
 * Which points attract each other and how strongly: UMAP's fuzzy simplicial set (McInnes, Healy and
 * Melville 2018, algorithms 2 and 3), a symmetric graph over ranks. The edges of rank r are those
 * from {@code start[r]} to {@code start[r + 1]}, in the order of their targets.
 *
 * @see RowOrder
 */
final class FuzzyGraph {
  /** Cosines of equal vectors miss 1 by as much. */
  private static final float NOTHING = 1e-6f;

  /** The least scale, as a share of the mean distance, as in the reference. */
  private static final double LEAST_SCALE = 1e-3;

  private static final int ROWS_PER_UNIT = 1024;

  final int[] start;
  final int[] targets;

  /** Relative to the strongest, above 0 and at most 1. */
  final float[] weights;

  private FuzzyGraph(int[] start, int[] targets, float[] weights) {
    this.start = start;
    this.targets = targets;
    this.weights = weights;
  }

  /** From at most the given number of neighbours of each row. */
  static FuzzyGraph of(NeighbourGraph graph, RowOrder order, int neighbours, Workers workers)
      throws InterruptedException {
    int n = order.size();
    int[][] out = new int[n][];
    float[][] strengths = new float[n][];
    double mean = meanDistance(graph, order, neighbours);
    workers.run(
        "strengths of neighbours",
        (n + ROWS_PER_UNIT - 1) / ROWS_PER_UNIT,
        unit -> {
          int end = Math.min(n, (unit + 1) * ROWS_PER_UNIT);
          for (int rank = unit * ROWS_PER_UNIT; rank < end; rank++) {
            int row = order.row(rank);
            int k = Math.min(neighbours, graph.neighbours(row).length);
            sortedByRank(graph, order, row, k, mean, out, strengths);
          }
        });
    return union(out, strengths);
  }

  private static double meanDistance(NeighbourGraph graph, RowOrder order, int neighbours) {
    double sum = 0;
    long count = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      float[] cosines = graph.cosines(order.row(rank));
      for (int i = 0; i < Math.min(neighbours, cosines.length); i++) {
        sum += distance(cosines[i]);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private static float distance(float cosine) {
    float distance = 1 - cosine;
    return distance < NOTHING ? 0 : distance;
  }

  private static void sortedByRank(
      NeighbourGraph graph,
      RowOrder order,
      int row,
      int k,
      double mean,
      int[][] out,
      float[][] strengths) {
    float[] ofRow = strengths(graph.cosines(row), k, mean);
    long[] keyed = new long[k];
    for (int i = 0; i < k; i++) {
      keyed[i] = (long) order.rank(graph.neighbours(row)[i]) << 32 | Float.floatToIntBits(ofRow[i]);
    }
    Arrays.sort(keyed);
    int rank = order.rank(row);
    out[rank] = new int[k];
    strengths[rank] = new float[k];
    for (int i = 0; i < k; i++) {
      out[rank][i] = (int) (keyed[i] >>> 32);
      strengths[rank][i] = Float.intBitsToFloat((int) keyed[i]);
    }
  }

  /** 1 for the nearest, falling such that all add up to the logarithm of their number. */
  private static float[] strengths(float[] cosines, int k, double meanOfAll) {
    float[] distances = new float[k];
    double nearest = 0;
    double mean = 0;
    for (int i = 0; i < k; i++) {
      distances[i] = distance(cosines[i]);
      mean += distances[i] / k;
      if (nearest == 0) {
        nearest = distances[i];
      }
    }
    double wanted = StrictMath.log(k + 1) / StrictMath.log(2);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double scale = 1;
    for (int step = 0; step < 64; step++) {
      double sum = 0;
      for (int i = 0; i < k; i++) {
        sum += distances[i] <= nearest ? 1 : StrictMath.exp((nearest - distances[i]) / scale);
      }
      if (Math.abs(sum - wanted) < 1e-5) {
        break;
      }
      if (sum > wanted) {
        high = scale;
      } else {
        low = scale;
      }
      scale = high == Double.POSITIVE_INFINITY ? scale * 2 : (low + high) / 2;
    }
    scale = Math.max(scale, LEAST_SCALE * (nearest > 0 ? mean : meanOfAll));
    float[] strengths = new float[k];
    for (int i = 0; i < k; i++) {
      strengths[i] =
          distances[i] <= nearest
              ? 1
              : (float) Math.max(1e-30, StrictMath.exp((nearest - distances[i]) / scale));
    }
    return strengths;
  }

  /** An edge exists as surely as one of its two directions does: p + q - pq. */
  private static FuzzyGraph union(int[][] out, float[][] strengths) {
    int n = out.length;
    int[] begin = new int[n + 1];
    for (int[] targets : out) {
      for (int target : targets) {
        begin[target + 1]++;
      }
    }
    for (int i = 0; i < n; i++) {
      begin[i + 1] += begin[i];
    }
    int[] sources = new int[begin[n]];
    float[] incoming = new float[begin[n]];
    int[] next = Arrays.copyOf(begin, n);
    for (int source = 0; source < n; source++) {
      for (int i = 0; i < out[source].length; i++) {
        int at = next[out[source][i]]++;
        sources[at] = source;
        incoming[at] = strengths[source][i];
      }
    }
    int[] start = new int[n + 1];
    int[] targets = new int[2 * begin[n]];
    float[] weights = new float[2 * begin[n]];
    int edges = 0;
    for (int i = 0; i < n; i++) {
      int o = 0;
      int in = begin[i];
      while (o < out[i].length || in < begin[i + 1]) {
        int outTarget = o < out[i].length ? out[i][o] : Integer.MAX_VALUE;
        int inTarget = in < begin[i + 1] ? sources[in] : Integer.MAX_VALUE;
        float p = outTarget <= inTarget ? strengths[i][o++] : 0;
        float q = inTarget <= outTarget ? incoming[in++] : 0;
        targets[edges] = Math.min(outTarget, inTarget);
        weights[edges++] = Math.fma(-p, q, p + q);
      }
      start[i + 1] = edges;
    }
    return new FuzzyGraph(start, Arrays.copyOf(targets, edges), Arrays.copyOf(weights, edges));
  }
}
