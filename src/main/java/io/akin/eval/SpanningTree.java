package io.akin.eval;

import io.akin.embedding.EmbeddingMatrix;
import java.util.Arrays;

/**
 * The minimum spanning tree of a group by mutual reachability: the distance of two vectors, or the
 * core distance of one of them where that is larger.
 */
final class SpanningTree {
  private final EmbeddingMatrix matrix;
  private final int[] rows;
  private final double[] cores;
  private final int[] parents;
  private final double[] weights;
  private final int[] degrees;

  private SpanningTree(EmbeddingMatrix matrix, int[] rows) {
    this.matrix = matrix;
    this.rows = rows;
    cores = new double[rows.length];
    parents = new int[rows.length];
    weights = new double[rows.length];
    degrees = new int[rows.length];
  }

  /** That of two rows or more. */
  static SpanningTree of(EmbeddingMatrix matrix, int[] rows) {
    SpanningTree tree = new SpanningTree(matrix, rows);
    for (int i = 0; i < rows.length; i++) {
      tree.cores[i] = tree.core(i);
    }
    tree.grow();
    return tree;
  }

  int size() {
    return rows.length;
  }

  /**
   * The mean of (1 / distance)^d over the others, to the power of -1 / d, by its logarithm: d is in
   * the hundreds.
   */
  private double core(int i) {
    int d = matrix.dimension();
    double[] logs = new double[rows.length];
    int count = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < rows.length; j++) {
      double distance = j == i ? 0 : distance(rows[i], rows[j]);
      if (distance > 0) {
        logs[count] = -d * Math.log(distance);
        largest = Math.max(largest, logs[count++]);
      }
    }
    if (count == 0) {
      return 0;
    }
    double sum = 0;
    for (int j = 0; j < count; j++) {
      sum += Math.exp(logs[j] - largest);
    }
    return Math.exp(-(largest + Math.log(sum / (rows.length - 1))) / d);
  }

  /** Prim's algorithm from the first row. */
  private void grow() {
    boolean[] in = new boolean[rows.length];
    Arrays.fill(weights, Double.POSITIVE_INFINITY);
    Arrays.fill(parents, -1);
    int latest = 0;
    for (int added = 1; added < rows.length; added++) {
      in[latest] = true;
      int next = -1;
      for (int j = 0; j < rows.length; j++) {
        if (!in[j]) {
          double reach = reach(this, latest, this, j);
          if (reach < weights[j]) {
            weights[j] = reach;
            parents[j] = latest;
          }
          if (next < 0 || weights[j] < weights[next]) {
            next = j;
          }
        }
      }
      degrees[next]++;
      degrees[parents[next]]++;
      latest = next;
    }
  }

  /** The longest edge between inner nodes, of all edges where there is none. */
  double sparseness() {
    double longest = 0;
    double longestInside = -1;
    for (int i = 1; i < rows.length; i++) {
      longest = Math.max(longest, weights[i]);
      if (isInner(i) && isInner(parents[i])) {
        longestInside = Math.max(longestInside, weights[i]);
      }
    }
    return longestInside < 0 ? longest : longestInside;
  }

  /**
   * The shortest way from an inner node to one of the other tree, of all nodes if none is inner.
   */
  double separation(SpanningTree other) {
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < other.rows.length; j++) {
        if (counts(i) && other.counts(j)) {
          shortest = Math.min(shortest, reach(this, i, other, j));
        }
      }
    }
    return shortest;
  }

  private boolean isInner(int i) {
    return degrees[i] > 1;
  }

  /** In a tree of two nodes none is inner. */
  private boolean counts(int i) {
    return isInner(i) || rows.length == 2;
  }

  private static double reach(SpanningTree a, int i, SpanningTree b, int j) {
    return Math.max(a.distance(a.rows[i], b.rows[j]), Math.max(a.cores[i], b.cores[j]));
  }

  private double distance(int a, int b) {
    float[] x = matrix.row(a);
    float[] y = matrix.row(b);
    double squares = 0;
    for (int j = 0; j < x.length; j++) {
      double difference = x[j] - y[j];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
