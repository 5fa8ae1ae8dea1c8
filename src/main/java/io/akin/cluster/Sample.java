package io.akin.cluster;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Some of the vectors, where all would take too long. */
final class Sample {
  private Sample() {}

  /** At most so many rows, drawn without replacement, in their order. */
  static float[][] of(float[][] rows, int size, RandomGenerator random) {
    if (rows.length <= size) {
      return rows;
    }
    int[] order = new int[rows.length];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(order.length - i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    Arrays.sort(order, 0, size);
    float[][] sample = new float[size][];
    Arrays.setAll(sample, i -> rows[order[i]]);
    return sample;
  }
}
