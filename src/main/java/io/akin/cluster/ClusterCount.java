package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How many groups vectors are in: the k whose spherical k-means has the largest Bayesian
 * information criterion as a mixture of von Mises-Fisher distributions of one concentration (<a
 * href="https://www.jmlr.org/papers/v6/banerjee05a.html">Banerjee et al. 2005</a>; k-means with BIC
 * is <a href="https://www.cs.cmu.edu/~dpelleg/download/xmeans.pdf">Pelleg and Moore 2000</a>). One
 * blob is one group, and so is what differs nowhere.
 *
 * <p>Two departures. Where there are more than 10,000 vectors, a sample is grouped and others are
 * measured. And n vectors pay for no more than n / 2 components of a centroid: with as few vectors
 * as components, BIC would find next to no groups in papers. The answer is at most the square root
 * of n.
 */
public final class ClusterCount {
  private static final int SAMPLE = 10_000;
  private static final int STARTS = 2;
  private static final double STEP = Math.sqrt(2);

  /** Numbers tried between those of the first round, as a rule. */
  private static final int USUALLY_BETWEEN = 6;

  private final long seed;

  /**
   * A choice.
   *
   * @param seed of all that is drawn by chance
   */
  public ClusterCount(long seed) {
    this.seed = seed;
  }

  /**
   * The number for the rows of a matrix, at least 1.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  public int of(EmbeddingMatrix matrix, Workers workers) throws InterruptedException {
    int most = (int) Math.sqrt(matrix.size());
    if (most < 2) {
      return 1;
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    float[][] drawn = Sample.of(SphericalKMeans.rows(matrix), 2 * SAMPLE, random);
    float[][] grouped = Sample.of(drawn, SAMPLE, random);
    List<Integer> first = new ArrayList<>();
    for (double k = 1; k < most; k = Math.max(k + 1, k * STEP)) {
      first.add((int) k);
    }
    first.add(most);
    Trial trial = new Trial(grouped, rest(drawn, grouped), matrix.size(), workers, first.size());
    for (int k : first) {
      trial.at(k);
    }
    boolean narrower = true;
    while (narrower) {
      narrower = trial.narrow(trial.best());
    }
    trial.end();
    return trial.best();
  }

  /** The rows that were not drawn a second time; all where no row was left out. */
  private static float[][] rest(float[][] drawn, float[][] grouped) {
    if (drawn.length == grouped.length) {
      return grouped;
    }
    float[][] rest = new float[drawn.length - grouped.length][];
    int count = 0;
    int next = 0;
    for (float[] row : drawn) {
      if (next < grouped.length && grouped[next] == row) {
        next++;
      } else {
        rest[count++] = row;
      }
    }
    return rest;
  }

  /** What has been tried. */
  private final class Trial {
    private final float[][] grouped;
    private final float[][] measured;
    private final int n;
    private final Workers workers;
    private final Progress progress;
    private final int expected;
    private final Map<Integer, Double> scores = new TreeMap<>();

    Trial(float[][] grouped, float[][] measured, int n, Workers workers, int first) {
      this.grouped = grouped;
      this.measured = measured;
      this.n = n;
      this.workers = workers.quiet();
      this.progress = workers.progress();
      this.expected = first + USUALLY_BETWEEN;
    }

    void at(int k) throws InterruptedException {
      if (!scores.containsKey(k)) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + k);
        Passes untold = new Passes(STARTS, Progress.NONE);
        Lloyd.Fit fit =
            SphericalKMeans.bestOf(
                STARTS, grouped, k, Lloyd.NEARLY_SETTLED, random, workers, untold);
        scores.put(k, score(fit));
        tell(Math.min(scores.size(), expected - 1));
      }
    }

    void end() {
      tell(expected);
    }

    private void tell(int tried) {
      progress.at("number of clusters", tried, expected);
    }

    /** The one with the largest score, of equal ones the smallest. */
    int best() {
      int best = 1;
      double largest = Double.NEGATIVE_INFINITY;
      for (Map.Entry<Integer, Double> tried : scores.entrySet()) {
        if (tried.getValue() > largest) {
          largest = tried.getValue();
          best = tried.getKey();
        }
      }
      return best;
    }

    /** Tries half-way to the neighbours, unless they are closer than a twelfth. */
    boolean narrow(int best) throws InterruptedException {
      int before = scores.size();
      int[] tried = scores.keySet().stream().mapToInt(Integer::intValue).toArray();
      int at = Arrays.binarySearch(tried, best);
      for (int side : new int[] {at - 1, at + 1}) {
        if (side >= 0 && side < tried.length) {
          int gap = Math.abs(tried[side] - best);
          if (gap > 1 && 12 * gap > best) {
            at((tried[side] + best) / 2);
          }
        }
      }
      return scores.size() > before;
    }

    /** BIC / n. */
    private double score(Lloyd.Fit fit) throws InterruptedException {
      Directions directions = new Directions(fit.centroids());
      Nearest nearest = Nearest.of(measured, directions, workers);
      double cosines = 0;
      int[] sizes = new int[directions.size()];
      for (int i = 0; i < measured.length; i++) {
        cosines += nearest.cosine(i);
        sizes[nearest.label(i)]++;
      }
      double entropy = 0;
      for (int size : sizes) {
        double share = (double) size / measured.length;
        entropy -= size == 0 ? 0 : share * Math.log(share);
      }
      int d = measured[0].length;
      double parameters = sizes.length * (Math.min(d - 1.0, n / 2.0) + 1);
      return likelihood(cosines / measured.length, d) - entropy - parameters * Math.log(n) / 2 / n;
    }
  }

  /**
   * The mean logarithm of the density of vectors whose mean cosine with their centroid is r: the
   * concentration is that of Banerjee et al., the Bessel function its uniform expansion (Abramowitz
   * and Stegun 9.7.7), good to 1e-4 from a few components on.
   */
  private static double likelihood(double cosine, int d) {
    double r = Math.clamp(cosine, 1e-6, 1 - 1e-6);
    double concentration = r * (d - r * r) / (1 - r * r);
    double order = d / 2.0 - 1;
    double root = Math.hypot(order, concentration);
    double bessel =
        root + order * Math.log(concentration / (order + root)) - Math.log(2 * Math.PI * root) / 2;
    return order * Math.log(concentration)
        - d / 2.0 * Math.log(2 * Math.PI)
        - bessel
        + concentration * r;
  }
}
