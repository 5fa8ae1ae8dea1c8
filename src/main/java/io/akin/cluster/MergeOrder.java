package io.akin.cluster;

import java.util.Arrays;

/** Rows in an order in which every component of a tree, at every proximity, is side by side. */
final class MergeOrder {
  private final int[] rows;
  private final float[] gaps;

  private MergeOrder(int[] rows, float[] gaps) {
    this.rows = rows;
    this.gaps = gaps;
  }

  /**
   * Merges components along the edges of a tree, the smaller behind the larger.
   *
   * @param tree a spanning tree, the nearest edges first
   */
  static MergeOrder of(Forest tree, int n) {
    Components components = new Components(n);
    int[] next = new int[n];
    float[] after = new float[n];
    int[] heads = new int[n];
    int[] tails = new int[n];
    Arrays.fill(next, -1);
    Arrays.setAll(heads, i -> i);
    Arrays.setAll(tails, i -> i);
    for (int e = 0; e < tree.size(); e++) {
      int a = components.of(tree.from(e));
      int b = components.of(tree.to(e));
      boolean swap = components.size(a) < components.size(b);
      int front = swap ? b : a;
      int back = swap ? a : b;
      int head = heads[front];
      int seam = tails[front];
      int tail = tails[back];
      next[seam] = heads[back];
      after[seam] = tree.proximity(e);
      components.join(a, b);
      int merged = components.of(a);
      heads[merged] = head;
      tails[merged] = tail;
    }
    int[] rows = new int[n];
    float[] gaps = new float[n];
    int row = n == 0 ? 0 : heads[components.of(0)];
    for (int i = 0; i < n; i++) {
      rows[i] = row;
      gaps[i] = after[row];
      row = next[row];
    }
    return new MergeOrder(rows, gaps);
  }

  /** The row at each place, {@code int[n]}; not to be written. */
  int[] rows() {
    return rows;
  }

  /** The proximity at which a place and the one after it are merged. */
  float gap(int place) {
    return gaps[place];
  }
}
