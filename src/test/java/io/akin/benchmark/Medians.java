package io.akin.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Medians of what was measured in several rounds, and of ratios within the rounds. */
public final class Medians {
  private Medians() {}

  public static double of(List<Double> values) {
    return percentile(values, 50);
  }

  /** The smallest value that at least so many percent of the values do not exceed. */
  static double percentile(List<Double> values, int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
  }

  static List<Double> ratios(List<Double> numerators, List<Double> denominators) {
    return IntStream.range(0, numerators.size())
        .mapToObj(i -> numerators.get(i) / denominators.get(i))
        .toList();
  }

  static double ofRatios(List<Double> numerators, List<Double> denominators) {
    return of(ratios(numerators, denominators));
  }

  /** For people: {@code 1.31 to 1.42}. */
  static String spread(List<Double> values) {
    return String.format(
        Locale.ROOT, "%.2f to %.2f", percentile(values, 0), percentile(values, 100));
  }
}
