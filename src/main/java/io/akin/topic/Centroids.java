package io.akin.topic;

import io.akin.embedding.EmbeddingMatrix;
import java.util.List;

/** The unit vectors in the middle of groups. Immutable and thread-safe. */
final class Centroids {
  /** Sums of whole numbers do not depend on their order: 2^32 steps, and up to 2^31 rows. */
  private static final double STEPS = 1L << 32;

  private final EmbeddingMatrix vectors;
  private final float[][] centroids;

  Centroids(EmbeddingMatrix vectors, List<Groups.Group> groups) {
    this.vectors = vectors;
    this.centroids = new float[groups.size()][];
    for (int group = 0; group < centroids.length; group++) {
      centroids[group] = mean(groups.get(group).rows());
    }
  }

  private float[] mean(int[] rows) {
    long[] sums = new long[vectors.dimension()];
    for (int row : rows) {
      float[] vector = vectors.row(row);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += Math.round(vector[i] * STEPS);
      }
    }
    double squares = 0;
    for (long sum : sums) {
      squares += (sum / STEPS) * (sum / STEPS);
    }
    double norm = squares == 0 ? 1 : Math.sqrt(squares);
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / STEPS / norm);
    }
    return mean;
  }

  /** The cosine of a paper and the middle of a group. */
  float ofPaper(int row, int group) {
    return dot(vectors.row(row), centroids[group]);
  }

  /** The cosine of two papers. */
  float ofPapers(int row, int other) {
    return dot(vectors.row(row), vectors.row(other));
  }

  /** The cosine of the middles of two groups. */
  float ofGroups(int group, int other) {
    return dot(centroids[group], centroids[other]);
  }

  /** Four sums, for speed; always in the same order. */
  private static float dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }
}
