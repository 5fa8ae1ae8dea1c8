package io.akin.recommend;

import java.util.Arrays;

/**
 * Tells which of some vectors may be near another, by their first components alone: what the others
 * add to their product is at most the product of their lengths. The vectors stand in columns, so
 * that one is compared with all by loops without branches, which the compiler turns into SIMD
 * instructions: a quarter of the time that pair by pair takes, for the 200 papers of a list. For
 * one thread.
 */
final class Nearness {
  /** Components looked at: of embeddings of 384, as many as tell nearly all pairs apart. */
  private static final int MOST = 144;

  /** Columns that are read in one go, so that the sums are read and written once for them. */
  private static final int AT_ONCE = 8;

  /** Far more than the sums can be wrong by rounding, as a share of the vectors' lengths. */
  private static final float ROUNDING = 1e-4f;

  private final float[][] columns;

  /** The lengths of the vectors added before, without their first components. */
  private final float[] rests;

  private final float[] products;
  private float rest;
  private int size;

  /**
   * Starts without vectors.
   *
   * @param capacity vectors that will be added at most
   */
  Nearness(int dimension, int capacity) {
    this.columns = new float[Math.min(MOST, dimension)][capacity];
    this.rests = new float[capacity];
    this.products = new float[capacity];
  }

  /** Adds a vector, of length 1. */
  void add(float[] vector) {
    for (int i = 0; i < columns.length; i++) {
      columns[i][size] = vector[i];
    }
    rests[size] = rest(vector);
    size++;
  }

  /** Compares a vector, of length 1, with all those added before. */
  void compare(float[] vector) {
    Arrays.fill(products, 0, size, 0);
    rest = rest(vector);
    int whole = columns.length - columns.length % AT_ONCE;
    for (int i = 0; i < whole; i += AT_ONCE) {
      addProducts(vector, i, columns, size, products);
    }
    for (int i = whole; i < columns.length; i++) {
      addProducts(vector[i], columns[i], size, products);
    }
  }

  /** Whether the cosine of the vector compared last may be so high. */
  boolean mayReach(int place, float cosine) {
    return products[place] + rest * rests[place] >= cosine - ROUNDING;
  }

  private float rest(float[] vector) {
    float squares = 0;
    for (int i = columns.length; i < vector.length; i++) {
      squares += vector[i] * vector[i];
    }
    return (float) Math.sqrt(squares);
  }

  private static void addProducts(
      float[] vector, int from, float[][] columns, int size, float[] sums) {
    float v0 = vector[from];
    float v1 = vector[from + 1];
    float v2 = vector[from + 2];
    float v3 = vector[from + 3];
    float v4 = vector[from + 4];
    float v5 = vector[from + 5];
    float v6 = vector[from + 6];
    float v7 = vector[from + 7];
    float[] c0 = columns[from];
    float[] c1 = columns[from + 1];
    float[] c2 = columns[from + 2];
    float[] c3 = columns[from + 3];
    float[] c4 = columns[from + 4];
    float[] c5 = columns[from + 5];
    float[] c6 = columns[from + 6];
    float[] c7 = columns[from + 7];
    for (int i = 0; i < size; i++) {
      sums[i] +=
          ((v0 * c0[i] + v1 * c1[i]) + (v2 * c2[i] + v3 * c3[i]))
              + ((v4 * c4[i] + v5 * c5[i]) + (v6 * c6[i] + v7 * c7[i]));
    }
  }

  /** So plain that the compiler vectorises it. */
  private static void addProducts(float component, float[] column, int size, float[] sums) {
    for (int i = 0; i < size; i++) {
      sums[i] += component * column[i];
    }
  }
}
