package io.akin.cluster;

import java.util.Arrays;

/** Disjoint sets of rows, by size and with path halving (Tarjan and van Leeuwen 1984). */
final class Components {
  private final int[] parents;
  private final int[] sizes;
  private int count;

  Components(int rows) {
    parents = new int[rows];
    sizes = new int[rows];
    count = rows;
    Arrays.setAll(parents, i -> i);
    Arrays.fill(sizes, 1);
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** The row that stands for a row's set. */
  int of(int row) {
    int r = row;
    while (parents[r] != r) {
      parents[r] = parents[parents[r]];
      r = parents[r];
    }
    return r;
  }

  /** How many rows are in a row's set. */
  int size(int row) {
    return sizes[of(row)];
  }

  /** Makes one set of two; false if they are one already. */
  boolean join(int a, int b) {
    int larger = of(a);
    int smaller = of(b);
    if (larger == smaller) {
      return false;
    }
    if (sizes[larger] < sizes[smaller]) {
      int swapped = larger;
      larger = smaller;
      smaller = swapped;
    }
    parents[smaller] = larger;
    sizes[larger] += sizes[smaller];
    count--;
    return true;
  }
}
