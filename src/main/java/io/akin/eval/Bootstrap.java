package io.akin.eval;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Percentile bootstrap intervals of 95% over queries: the queries are drawn anew, as many as there
 * are and with replacement, and the interval holds the middle 95% of the figures so found (<a
 * href="https://doi.org/10.1201/9780429246593">Efron and Tibshirani, 1993</a>, chapter 13). Where
 * the figure is a mean of folds' means, each fold's queries are drawn anew within the fold.
 *
 * <p>Queries are taken for independent. Facets of one paper, or papers that vote for each other,
 * are not quite, so that the true intervals are somewhat wider. With two dozen queries the interval
 * itself is rough.
 *
 * @param resamples how often the queries are drawn
 * @param seed the same seed gives the same interval, whatever was asked before
 */
public record Bootstrap(int resamples, long seed) {
  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException("need 1 resample or more, got " + resamples);
    }
  }

  /** 2,000 resamples. */
  public Bootstrap(long seed) {
    this(2_000, seed);
  }

  /** The figure of a configuration. */
  public Estimate figure(QueryScores scores) {
    List<double[]> groups = scores.groups().stream().map(Bootstrap::toArray).toList();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[] figures = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (double[] group : groups) {
        sum += drawnMean(group, random);
      }
      figures[i] = sum / groups.size();
    }
    Arrays.sort(figures);
    return new Estimate(scores.figure(), quantile(figures, 0.025), quantile(figures, 0.975));
  }

  /**
   * By how much a configuration is better than another one, query by query. The interval is
   * narrower than the two figures' own, since what makes a query hard is hard for both.
   *
   * @throws IllegalArgumentException if the two are not of the same metric and queries
   */
  public Estimate difference(QueryScores scores, QueryScores baseline) {
    return figure(scores.minus(baseline));
  }

  private static double[] toArray(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double drawnMean(double[] values, RandomGenerator random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[random.nextInt(values.length)];
    }
    return sum / values.length;
  }

  /** Between two neighbours by their distance, as numpy does. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
