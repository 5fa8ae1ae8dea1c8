package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;

/**
 * The mean direction of each group of a clustering, of unit length, and how many vectors it is the
 * mean of. Immutable and thread-safe, as long as nobody writes into its arrays.
 */
public final class Centroids {
  private final float[][] directions;
  private final double[] lengths;
  private final int[] sizes;

  private Centroids(float[][] directions, double[] lengths, int[] sizes) {
    this.directions = directions;
    this.lengths = lengths;
    this.sizes = sizes;
  }

  /**
   * Those of a clustering of the matrix's rows; noise is in none.
   *
   * @throws IllegalArgumentException when the two are not of the same size
   */
  public static Centroids of(Clustering clustering, EmbeddingMatrix matrix) {
    double[][] sums = sums(clustering, matrix);
    int k = sums.length;
    int[] sizes = new int[k];
    for (int label : clustering.labels()) {
      if (label != Clustering.NOISE) {
        sizes[label]++;
      }
    }
    float[][] directions = new float[k][];
    double[] lengths = new double[k];
    for (int c = 0; c < k; c++) {
      directions[c] = unit(sums[c], new float[matrix.dimension()]);
      lengths[c] = length(sums[c]);
    }
    return new Centroids(directions, lengths, sizes);
  }

  /** How many groups, k. */
  public int size() {
    return sizes.length;
  }

  /**
   * The mean direction of a group, {@code float[d]} of unit length; all zeros where its vectors
   * cancel each other out. To read and not to write.
   */
  public float[] direction(int group) {
    return directions[group];
  }

  /** How many vectors are in a group. */
  public int members(int group) {
    return sizes[group];
  }

  /** The mean cosine of a group's vectors with its direction, 0 to 1: how tight it is. */
  public double tightness(int group) {
    return lengths[group] / sizes[group];
  }

  /** The sum of each group's vectors, {@code double[k][d]}. */
  static double[][] sums(Clustering clustering, EmbeddingMatrix matrix) {
    if (clustering.size() != matrix.size()) {
      throw new IllegalArgumentException(
          "a clustering of %d vectors, but a matrix of %d"
              .formatted(clustering.size(), matrix.size()));
    }
    int k = clustering.clusters();
    double[][] sums = new double[k][matrix.dimension()];
    for (int i = 0; i < matrix.size(); i++) {
      int label = clustering.label(i);
      if (label != Clustering.NOISE) {
        add(matrix.row(i), sums[label]);
      }
    }
    return sums;
  }

  static void add(float[] row, double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += row[j];
    }
  }

  static double length(double[] vector) {
    double squares = 0;
    for (double component : vector) {
      squares += component * component;
    }
    return Math.sqrt(squares);
  }

  /** A vector scaled to unit length; the other one where it has hardly any. */
  static float[] unit(double[] vector, float[] otherwise) {
    double length = length(vector);
    if (length < 1e-9) {
      return otherwise;
    }
    float[] unit = new float[vector.length];
    for (int j = 0; j < unit.length; j++) {
      unit[j] = (float) (vector[j] / length);
    }
    return unit;
  }
}
