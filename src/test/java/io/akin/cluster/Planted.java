package io.akin.cluster;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Vectors whose groups are known. */
final class Planted {
  private final SplittableRandom random;
  private final int dimension;
  private final List<Embedding> vectors = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  Planted(long seed, int dimension) {
    this.random = new SplittableRandom(seed);
    this.dimension = dimension;
  }

  /**
   * Adds vectors around a random centre, the given distance away from it, before they are scaled.
   */
  Planted blob(int label, int size, double spread) {
    float[] centre = direction();
    for (int i = 0; i < size; i++) {
      float[] vector = direction();
      for (int j = 0; j < dimension; j++) {
        vector[j] = (float) (centre[j] + spread * vector[j] * (0.9 + 0.2 * random.nextDouble()));
      }
      add(vector, label);
    }
    return this;
  }

  /** Adds vectors in all directions, as noise. */
  Planted noise(int size) {
    for (int i = 0; i < size; i++) {
      add(direction(), Clustering.NOISE);
    }
    return this;
  }

  /** Adds one vector many times. */
  Planted copies(int label, int size) {
    float[] vector = direction();
    for (int i = 0; i < size; i++) {
      add(vector, label);
    }
    return this;
  }

  EmbeddingMatrix matrix() {
    return EmbeddingMatrix.of(vectors);
  }

  int[] labels() {
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The rows of a matrix in another order. */
  static EmbeddingMatrix reordered(EmbeddingMatrix matrix, int[] order) {
    List<Embedding> rows = new ArrayList<>();
    for (int row : order) {
      rows.add(Embedding.ofUnit(matrix.row(row)));
    }
    return EmbeddingMatrix.of(rows);
  }

  /** A random order, {@code int[n]}. */
  static int[] order(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private float[] direction() {
    float[] vector = new float[dimension];
    double square = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  private void add(float[] vector, int label) {
    vectors.add(Embedding.normalised(vector));
    labels.add(label);
  }
}
