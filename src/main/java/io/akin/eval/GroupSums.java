package io.akin.eval;

import io.akin.embedding.EmbeddingMatrix;
import java.util.Arrays;

/** The sum of the vectors of each group. */
final class GroupSums {
  private final double[][] sums;
  private final int[] sizes;

  private GroupSums(double[][] sums, int[] sizes) {
    this.sums = sums;
    this.sizes = sizes;
  }

  static GroupSums of(EmbeddingMatrix matrix, int[] labels) {
    if (labels.length != matrix.size()) {
      throw new IllegalArgumentException(
          "%d vectors, but %d labels".formatted(matrix.size(), labels.length));
    }
    int groups = Math.max(0, 1 + Arrays.stream(labels).max().orElse(-1));
    double[][] sums = new double[groups][matrix.dimension()];
    int[] sizes = new int[groups];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= 0) {
        float[] row = matrix.row(i);
        double[] sum = sums[labels[i]];
        for (int j = 0; j < row.length; j++) {
          sum[j] += row[j];
        }
        sizes[labels[i]]++;
      }
    }
    return new GroupSums(sums, sizes);
  }

  /** How many numbers of groups, some of which may have no vector. */
  int count() {
    return sizes.length;
  }

  /** How many groups have a vector. */
  long filled() {
    return Arrays.stream(sizes).filter(size -> size > 0).count();
  }

  int size(int group) {
    return sizes[group];
  }

  /** The product of a vector with the sum of a group. */
  double product(int group, float[] row) {
    double[] sum = sums[group];
    double product = 0;
    for (int j = 0; j < row.length; j++) {
      product += row[j] * sum[j];
    }
    return product;
  }

  static double product(float[] x, float[] y) {
    double product = 0;
    for (int j = 0; j < x.length; j++) {
      product += (double) x[j] * y[j];
    }
    return product;
  }
}
