package io.akin.layout;

import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.Workers;
import java.util.Arrays;

/** How well a layout keeps neighbours. */
public final class NeighbourPreservation {
  private static final int ROWS_PER_UNIT = 1024;

  private NeighbourPreservation() {}

  /**
   * The share of a vector's k nearest that are among the k nearest of its point too, the mean over
   * all; exact. Of equally near points, those of lower rows count as nearer.
   *
   * @param k 1 or more; with fewer others, all of them
   * @param graph the nearest neighbours of each row, k or more where there are as many others
   * @param layout {@code float[n][dimensions]}
   * @return 0 to 1; 1 where nobody has neighbours
   * @throws InterruptedException when the calling thread is interrupted
   */
  public static double at(int k, NeighbourGraph graph, float[][] layout, Workers workers)
      throws InterruptedException {
    int n = layout.length;
    if (graph.size() != n) {
      throw new IllegalArgumentException(
          "%d points, but neighbours of %d".formatted(n, graph.size()));
    }
    if (k < 1) {
      throw new IllegalArgumentException("want a k of 1 or more, got " + k);
    }
    int wanted = Math.min(k, n - 1);
    if (wanted < 1) {
      return 1;
    }
    KdTree tree = new KdTree(layout);
    long[] kept = new long[(n + ROWS_PER_UNIT - 1) / ROWS_PER_UNIT];
    checkNeighbours(graph, wanted);
    workers.run(
        "neighbours kept",
        kept.length,
        unit -> {
          int end = Math.min(n, (unit + 1) * ROWS_PER_UNIT);
          for (int row = unit * ROWS_PER_UNIT; row < end; row++) {
            kept[unit] += common(graph.neighbours(row), tree.nearest(row, wanted));
          }
        });
    return Arrays.stream(kept).sum() / ((double) n * wanted);
  }

  private static void checkNeighbours(NeighbourGraph graph, int wanted) {
    for (int row = 0; row < graph.size(); row++) {
      if (graph.neighbours(row).length < wanted) {
        throw new IllegalArgumentException(
            "row %d has %d neighbours, want %d; search for more, or ask for a smaller k"
                .formatted(row, graph.neighbours(row).length, wanted));
      }
    }
  }

  /** How many of the first so many neighbours were found. */
  private static int common(int[] neighbours, int[] found) {
    int common = 0;
    for (int i = 0; i < found.length; i++) {
      for (int other : found) {
        if (neighbours[i] == other) {
          common++;
        }
      }
    }
    return common;
  }
}
