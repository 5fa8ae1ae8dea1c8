package io.akin.eval;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far two ways to group the same things agree, whatever the groups are called. Each figure is
 * that of scikit-learn: things that are in no group, whose label is negative, count as one group
 * more.
 *
 * @param homogeneity how far a found group holds one true group alone, 0 to 1 (<a
 *     href="https://aclanthology.org/D07-1043/">Rosenberg and Hirschberg 2007</a>)
 * @param completeness how far a true group is in one found group, 0 to 1
 * @param vMeasure the harmonic mean of the two
 * @param normalisedInformation the mutual information over the arithmetic mean of the entropies, 0
 *     to 1; the same as the v-measure, by another name
 * @param adjustedRand the share of pairs that are together in both or apart in both, 0 for chance
 *     and 1 for equal groups (<a href="https://doi.org/10.1007/BF01908075">Hubert and Arabie
 *     1985</a>)
 */
public record Agreement(
    double homogeneity,
    double completeness,
    double vMeasure,
    double normalisedInformation,
    double adjustedRand) {

  /**
   * Compares.
   *
   * @param labels the true groups, {@code int[n]}
   * @param found the groups to be judged, {@code int[n]}
   */
  public static Agreement of(int[] labels, int[] found) {
    if (labels.length != found.length) {
      throw new IllegalArgumentException(
          "%d labels, but %d things were grouped".formatted(labels.length, found.length));
    }
    Map<Integer, Integer> classes = new TreeMap<>();
    Map<Integer, Integer> clusters = new TreeMap<>();
    Map<Long, Integer> both = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      classes.merge(labels[i], 1, Integer::sum);
      clusters.merge(found[i], 1, Integer::sum);
      both.merge(((long) labels[i] << 32) | (found[i] & 0xffffffffL), 1, Integer::sum);
    }
    double ofClasses = entropy(classes, labels.length);
    double ofClusters = entropy(clusters, labels.length);
    double shared = Math.max(0, ofClasses + ofClusters - entropy(both, labels.length));
    double homogeneity = ofClasses == 0 ? 1 : shared / ofClasses;
    double completeness = ofClusters == 0 ? 1 : shared / ofClusters;
    double vMeasure =
        homogeneity + completeness == 0
            ? 0
            : 2 * homogeneity * completeness / (homogeneity + completeness);
    double normalised = ofClasses + ofClusters == 0 ? 1 : shared / ((ofClasses + ofClusters) / 2);
    return new Agreement(
        homogeneity, completeness, vMeasure, normalised, adjustedRand(classes, clusters, both));
  }

  /** In nats. */
  private static double entropy(Map<?, Integer> counts, double n) {
    double entropy = 0;
    for (int count : counts.values()) {
      entropy -= count / n * Math.log(count / n);
    }
    return Math.abs(entropy);
  }

  private static double adjustedRand(
      Map<Integer, Integer> classes, Map<Integer, Integer> clusters, Map<Long, Integer> both) {
    double n = classes.values().stream().mapToInt(Integer::intValue).sum();
    double inBoth = pairs(both);
    double inClasses = pairs(classes);
    double inClusters = pairs(clusters);
    if (inBoth == inClasses && inBoth == inClusters) {
      return 1;
    }
    double byChance = inClasses * inClusters / (n * (n - 1) / 2);
    return (inBoth - byChance) / ((inClasses + inClusters) / 2 - byChance);
  }

  private static double pairs(Map<?, Integer> counts) {
    double pairs = 0;
    for (double count : counts.values()) {
      pairs += count * (count - 1) / 2;
    }
    return pairs;
  }
}
