package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Spherical k-means: k groups such that the sum of the vectors' cosines with their group's mean
 * direction is large (<a href="https://doi.org/10.1023/A:1007612920971">Dhillon and Modha
 * 2001</a>). Several starts compete on a sample of the vectors; the best of them goes on with all.
 * Thread-safe.
 *
 * <p>A membership is that of fuzzy c-means with exponent 2 (<a
 * href="https://doi.org/10.1007/978-1-4757-0450-1">Bezdek 1981</a>) between the two nearest groups:
 * {@code (1 - s2) / ((1 - s1) + (1 - s2))}, where s1 and s2 are the cosines with their directions.
 * So it is 1 at the centre of a group, and 0.5 half-way between two.
 */
public final class SphericalKMeans implements Clusterer {
  private static final int STARTS = 3;
  private static final int SAMPLE = 10_000;
  private static final int SAMPLE_PER_GROUP = 50;

  private final int k;
  private final long seed;

  /**
   * K-means.
   *
   * @param k groups wanted, at least 1; there are fewer where fewer vectors differ
   * @param seed of all that is drawn by chance
   */
  public SphericalKMeans(int k, long seed) {
    if (k < 1) {
      throw new IllegalArgumentException("want 1 group or more, got k=" + k);
    }
    this.k = k;
    this.seed = seed;
  }

  @Override
  public Clustering cluster(EmbeddingMatrix matrix, Workers workers) throws InterruptedException {
    if (matrix.size() == 0) {
      return new Clustering(new int[0], new float[0]);
    }
    float[][] rows = rows(matrix);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    float[][] sample = Sample.of(rows, (int) Math.max(SAMPLE, (long) SAMPLE_PER_GROUP * k), random);
    boolean whole = sample.length == rows.length;
    Workers quiet = workers.quiet();
    Passes passes = new Passes(whole ? STARTS : STARTS + 1, workers.progress());
    Lloyd.Fit best = bestOf(STARTS, sample, k, Lloyd.SETTLED, random, quiet, passes);
    float[][] centroids =
        whole
            ? best.centroids()
            : Lloyd.improve(rows, best.centroids(), Lloyd.SETTLED, quiet, passes).centroids();
    return Nearest.of(rows, new Directions(centroids), workers).clustering();
  }

  static Lloyd.Fit bestOf(
      int starts,
      float[][] rows,
      int k,
      double settled,
      RandomGenerator random,
      Workers workers,
      Passes passes)
      throws InterruptedException {
    Seeding seeding = new Seeding(rows);
    Lloyd.Fit best =
        Lloyd.improve(rows, seeding.draw(k, random, workers), settled, workers, passes);
    for (int start = 1; start < starts; start++) {
      Lloyd.Fit fit =
          Lloyd.improve(rows, seeding.draw(k, random, workers), settled, workers, passes);
      if (fit.cosines() > best.cosines()) {
        best = fit;
      }
    }
    return best;
  }

  static float[][] rows(EmbeddingMatrix matrix) {
    float[][] rows = new float[matrix.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix.row(i);
    }
    return rows;
  }
}
