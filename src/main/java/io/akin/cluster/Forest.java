package io.akin.cluster;

import java.util.Arrays;

/**
 * Edges between rows, of which {@link #prune} keeps a maximum spanning forest by proximity, as
 * Kruskal (1956) builds it: the heaviest first, those that close a circle left out.
 */
final class Forest {
  private static final int FIRST_CAPACITY = 1 << 10;

  private final int rows;
  private int[] from = new int[FIRST_CAPACITY];
  private int[] to = new int[FIRST_CAPACITY];
  private float[] proximities = new float[FIRST_CAPACITY];
  private int size;

  Forest(int rows) {
    this.rows = rows;
  }

  void add(int a, int b, float proximity) {
    if (size == from.length) {
      int capacity = Math.addExact(size, size);
      from = Arrays.copyOf(from, capacity);
      to = Arrays.copyOf(to, capacity);
      proximities = Arrays.copyOf(proximities, capacity);
    }
    from[size] = a;
    to[size] = b;
    proximities[size++] = proximity;
  }

  /** Drops all edges that no spanning forest needs, and sorts those left, the nearest first. */
  void prune() {
    long[] sorted = new long[size];
    for (int e = 0; e < size; e++) {
      int bits = Float.floatToIntBits(proximities[e] + 0f); // no -0, which would sort apart
      int ascending = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
      sorted[e] = ((long) ~ascending << Integer.SIZE) | e;
    }
    Arrays.sort(sorted);
    Components components = new Components(rows);
    Forest kept = new Forest(rows);
    for (long key : sorted) {
      int e = (int) key;
      if (components.join(from[e], to[e])) {
        kept.add(from[e], to[e], proximities[e]);
      }
    }
    from = kept.from;
    to = kept.to;
    proximities = kept.proximities;
    size = kept.size;
  }

  int size() {
    return size;
  }

  int from(int edge) {
    return from[edge];
  }

  int to(int edge) {
    return to[edge];
  }

  float proximity(int edge) {
    return proximities[edge];
  }
}
