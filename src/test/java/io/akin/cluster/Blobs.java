package io.akin.cluster;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Vectors around planted directions, and some in any direction. */
final class Blobs {
  private final List<Embedding> vectors = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final RandomGenerator random;
  private final int dimension;

  Blobs(int dimension, long seed) {
    this.dimension = dimension;
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /**
   * Adds groups.
   *
   * @param spread the length of what is added to a direction of length 1, by normal components;
   *     close to a von Mises-Fisher distribution of concentration {@code dimension / spread²}
   */
  Blobs with(int groups, int size, double spread) {
    int first = labels.stream().mapToInt(label -> label + 1).max().orElse(0);
    for (int group = 0; group < groups; group++) {
      double[] centre = normal(1);
      for (int i = 0; i < size; i++) {
        double[] away = normal(spread);
        float[] vector = new float[dimension];
        for (int j = 0; j < dimension; j++) {
          vector[j] = (float) (centre[j] + away[j]);
        }
        vectors.add(Embedding.normalised(vector));
        labels.add(first + group);
      }
    }
    return this;
  }

  /** Adds vectors in any direction. */
  Blobs withNoise(int size) {
    for (int i = 0; i < size; i++) {
      float[] vector = new float[dimension];
      double[] any = normal(1);
      for (int j = 0; j < dimension; j++) {
        vector[j] = (float) any[j];
      }
      vectors.add(Embedding.normalised(vector));
      labels.add(Clustering.NOISE);
    }
    return this;
  }

  List<Embedding> vectors() {
    return vectors;
  }

  EmbeddingMatrix matrix() {
    return EmbeddingMatrix.of(vectors);
  }

  /** What was planted, {@code int[n]}. */
  int[] labels() {
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }

  private double[] normal(double length) {
    double[] vector = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      vector[j] = random.nextGaussian() * length / Math.sqrt(dimension);
    }
    return vector;
  }
}
