package io.akin.recommend;

import java.util.Arrays;

/**
 * Tells which of some vectors may be near another, by their first components alone: the square of
 * their distance only grows with the others. The vectors stand in columns, so that one is compared
 * with all by loops without branches, which the compiler turns into SIMD instructions. For one
 * thread.
 */
final class Nearness {
  /** Components looked at: of embeddings of 384, as many as tell most pairs apart. */
  private static final int MOST = 128;

  /** Columns added in one loop. */
  private static final int STRIDE = 8;

  /** Far more than the sums can be wrong by rounding. */
  private static final float ROUNDING = 1e-4f;

  private final float[][] columns;
  private final float[] distances;
  private int size;

  /**
   * Starts without vectors.
   *
   * @param capacity vectors that will be added at most
   */
  Nearness(int dimension, int capacity) {
    int looked = Math.min(MOST, dimension);
    this.columns = new float[looked - looked % STRIDE][capacity];
    this.distances = new float[capacity];
  }

  void add(float[] vector) {
    for (int i = 0; i < columns.length; i++) {
      columns[i][size] = vector[i];
    }
    size++;
  }

  /** Compares a vector with all those added before. */
  void compare(float[] vector) {
    Arrays.fill(distances, 0, size, 0);
    for (int start = 0; start < columns.length; start += STRIDE) {
      addSquares(start, vector);
    }
  }

  /** Whether the square of the distance of the vector compared last may be no more than one. */
  boolean mayBeWithin(int place, float square) {
    return distances[place] <= square + ROUNDING;
  }

  private void addSquares(int start, float[] vector) {
    float v0 = vector[start];
    float v1 = vector[start + 1];
    float v2 = vector[start + 2];
    float v3 = vector[start + 3];
    float v4 = vector[start + 4];
    float v5 = vector[start + 5];
    float v6 = vector[start + 6];
    float v7 = vector[start + 7];
    float[] c0 = columns[start];
    float[] c1 = columns[start + 1];
    float[] c2 = columns[start + 2];
    float[] c3 = columns[start + 3];
    float[] c4 = columns[start + 4];
    float[] c5 = columns[start + 5];
    float[] c6 = columns[start + 6];
    float[] c7 = columns[start + 7];
    float[] sums = distances;
    for (int i = 0; i < size; i++) {
      float d0 = v0 - c0[i];
      float d1 = v1 - c1[i];
      float d2 = v2 - c2[i];
      float d3 = v3 - c3[i];
      float d4 = v4 - c4[i];
      float d5 = v5 - c5[i];
      float d6 = v6 - c6[i];
      float d7 = v7 - c7[i];
      sums[i] +=
          (d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3)) + (d4 * d4 + d5 * d5 + (d6 * d6 + d7 * d7));
    }
  }
}
