package io.akin.layout;

import io.akin.cluster.NeighbourGraph;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Vectors around a few centres, and their exact neighbours. */
final class Planted {
  private Planted() {}

  /** Row i is in group {@code i % groups}. */
  static List<Embedding> vectors(int n, int groups, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    float[][] centres = new float[groups][24];
    for (float[] centre : centres) {
      fill(centre, random, new float[24], 1);
    }
    List<Embedding> vectors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[] vector = new float[24];
      fill(vector, random, centres[i % groups], 0.35);
      vectors.add(Embedding.normalised(vector));
    }
    return vectors;
  }

  private static void fill(float[] to, RandomGenerator random, float[] centre, double deviation) {
    for (int c = 0; c < to.length; c++) {
      to[c] = (float) (centre[c] + deviation * random.nextGaussian());
    }
  }

  static NeighbourGraph neighbours(EmbeddingMatrix matrix, int k) {
    int n = matrix.size();
    int[][] neighbours = new int[n][];
    float[][] cosines = new float[n][];
    for (int row = 0; row < n; row++) {
      float[] toAll = new float[n];
      for (int other = 0; other < n; other++) {
        toAll[other] = cosine(matrix.row(row), matrix.row(other));
      }
      int self = row;
      neighbours[row] =
          IntStream.range(0, n)
              .filter(other -> other != self)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingDouble(other -> -toAll[other])
                      .thenComparing(Comparator.naturalOrder()))
              .limit(k)
              .mapToInt(Integer::intValue)
              .toArray();
      cosines[row] = new float[neighbours[row].length];
      for (int i = 0; i < cosines[row].length; i++) {
        cosines[row][i] = toAll[neighbours[row][i]];
      }
    }
    return new NeighbourGraph(neighbours, cosines);
  }

  private static float cosine(float[] x, float[] y) {
    float sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum += x[c] * y[c];
    }
    return sum;
  }

  /** The share of points whose nearest points on the map are nearly all of their own group. */
  static double shareAmongTheirOwn(float[][] layout, int groups) {
    KdTree tree = new KdTree(layout);
    return IntStream.range(0, layout.length)
            .filter(
                row ->
                    Arrays.stream(tree.nearest(row, 10))
                            .filter(other -> other % groups == row % groups)
                            .count()
                        >= 9)
            .count()
        / (double) layout.length;
  }
}
