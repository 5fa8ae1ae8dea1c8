package io.akin.cluster;

import java.util.Arrays;

/**
 * The directions that vectors are compared with, {@code k} of them, laid out so that one vector
 * meets all of them at once: {@code float[d][k]}. The sums of products are made component by
 * component in order, so that they are the same bit for bit on every processor, and with vector
 * instructions or without. Immutable and thread-safe.
 */
final class Directions {
  private final float[][] byComponent;
  private final int size;

  /** Takes a copy of {@code float[k][d]}, with k and d at least 1. */
  Directions(float[][] directions) {
    size = directions.length;
    byComponent = new float[directions[0].length][size];
    for (int c = 0; c < size; c++) {
      for (int j = 0; j < byComponent.length; j++) {
        byComponent[j][c] = directions[c][j];
      }
    }
  }

  /** How many, k. */
  int size() {
    return size;
  }

  /** Finds the nearest directions of two vectors. */
  void nearest(float[] x, float[] y, TwoNearest toX, TwoNearest toY) {
    cosines(x, y, toX.cosines(), toY.cosines());
    toX.choose();
    toY.choose();
  }

  /** Puts the cosines of two vectors with every direction into two {@code float[k]}. */
  void cosines(float[] x, float[] y, float[] toX, float[] toY) {
    Arrays.fill(toX, 0);
    Arrays.fill(toY, 0);
    int j = 0;
    for (; j + 3 < byComponent.length; j += 4) {
      four(x, y, j, toX, toY);
    }
    for (; j < byComponent.length; j++) {
      float[] of = byComponent[j];
      for (int c = 0; c < size; c++) {
        toX[c] += x[j] * of[c];
        toY[c] += y[j] * of[c];
      }
    }
  }

  /** Puts the cosines of a vector with every direction into {@code float[k]}. */
  void cosines(float[] x, float[] toX) {
    Arrays.fill(toX, 0);
    int j = 0;
    for (; j + 3 < byComponent.length; j += 4) {
      four(x, j, toX);
    }
    for (; j < byComponent.length; j++) {
      for (int c = 0; c < size; c++) {
        toX[c] += x[j] * byComponent[j][c];
      }
    }
  }

  private void four(float[] x, int j, float[] toX) {
    float[] a = byComponent[j];
    float[] b = byComponent[j + 1];
    float[] c = byComponent[j + 2];
    float[] d = byComponent[j + 3];
    float xa = x[j];
    float xb = x[j + 1];
    float xc = x[j + 2];
    float xd = x[j + 3];
    for (int i = 0; i < toX.length; i++) {
      toX[i] += (xa * a[i] + xb * b[i]) + (xc * c[i] + xd * d[i]);
    }
  }

  /** All arrays have one index, so that the compiler turns the loop into vector instructions. */
  private void four(float[] x, float[] y, int j, float[] toX, float[] toY) {
    float[] a = byComponent[j];
    float[] b = byComponent[j + 1];
    float[] c = byComponent[j + 2];
    float[] d = byComponent[j + 3];
    float xa = x[j];
    float xb = x[j + 1];
    float xc = x[j + 2];
    float xd = x[j + 3];
    float ya = y[j];
    float yb = y[j + 1];
    float yc = y[j + 2];
    float yd = y[j + 3];
    for (int i = 0; i < toX.length; i++) {
      toX[i] += (xa * a[i] + xb * b[i]) + (xc * c[i] + xd * d[i]);
      toY[i] += (ya * a[i] + yb * b[i]) + (yc * c[i] + yd * d[i]);
    }
  }

  /**
   * The cosine of two vectors of unit length: eight sums side by side, the same on every processor.
   */
  static float cosine(float[] x, float[] y) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int j = 0;
    for (; j + 7 < x.length; j += 8) {
      a += x[j] * y[j];
      b += x[j + 1] * y[j + 1];
      c += x[j + 2] * y[j + 2];
      d += x[j + 3] * y[j + 3];
      e += x[j + 4] * y[j + 4];
      f += x[j + 5] * y[j + 5];
      g += x[j + 6] * y[j + 6];
      h += x[j + 7] * y[j + 7];
    }
    float rest = 0;
    for (; j < x.length; j++) {
      rest += x[j] * y[j];
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h)) + rest;
  }
}
