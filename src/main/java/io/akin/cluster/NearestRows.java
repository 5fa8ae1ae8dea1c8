package io.akin.cluster;

import java.util.Arrays;

/**
 * Lists of the nearest rows found so far, nearest first, equally near ones by row. What they end as
 * does not depend on the order in which rows are offered. For many threads: a row's list is guarded
 * by {@link #lock}.
 */
final class NearestRows {
  private static final int EMPTY = -1;

  private final int[][] rows;
  private final float[][] proximities;
  private final Object[] locks;

  NearestRows(int size, int k) {
    int length = Math.min(k, Math.max(0, size - 1));
    rows = new int[size][length];
    proximities = new float[size][length];
    for (int i = 0; i < size; i++) {
      Arrays.fill(rows[i], EMPTY);
      Arrays.fill(proximities[i], Float.NEGATIVE_INFINITY);
    }
    locks = new Object[size / Proximity.Tile.COLUMNS + 1];
    Arrays.setAll(locks, _ -> new Object());
  }

  /** Guards the list of a row, and those of its tile of columns. */
  Object lock(int row) {
    return locks[row / Proximity.Tile.COLUMNS];
  }

  /** The proximity that a row must have to be of a list. */
  float threshold(int of) {
    float[] sorted = proximities[of];
    return sorted.length == 0 ? Float.POSITIVE_INFINITY : sorted[sorted.length - 1];
  }

  /** Puts a row into a list, unless others are nearer. */
  void offer(int of, int row, float proximity) {
    int[] ids = rows[of];
    float[] sorted = proximities[of];
    int i = sorted.length - 1;
    if (row == of || !before(proximity, row, sorted[i], ids[i])) {
      return;
    }
    for (; i > 0 && before(proximity, row, sorted[i - 1], ids[i - 1]); i--) {
      sorted[i] = sorted[i - 1];
      ids[i] = ids[i - 1];
    }
    sorted[i] = proximity;
    ids[i] = row;
  }

  private static boolean before(float proximity, int row, float other, int otherRow) {
    return proximity > other || (proximity == other && (otherRow == EMPTY || row < otherRow));
  }

  /** The lists as a graph, which they become: no row may be offered any more. */
  NeighbourGraph graph() {
    return new NeighbourGraph(rows, proximities);
  }
}
