package io.akin.experiment;

import java.util.OptionalInt;

/** How papers are put into groups. */
public sealed interface Method {
  /** The groups that papers are put into where nothing else is said. */
  Method DEFAULT = new KMeans(OptionalInt.empty());

  /**
   * Spherical k-means: every paper is in a group.
   *
   * @param clusters how many groups, 1 to {@value #MAX_CLUSTERS}; empty for as many as the papers
   *     show to be there
   */
  record KMeans(OptionalInt clusters) implements Method {
    public static final int MAX_CLUSTERS = 10_000;

    public KMeans {
      int given = clusters.orElse(1);
      if (given < 1 || given > MAX_CLUSTERS) {
        throw new IllegalArgumentException(
            "the number of clusters must be from 1 to %d, got %d".formatted(MAX_CLUSTERS, given));
      }
    }
  }

  /**
   * HDBSCAN: groups are where papers lie densely, and papers that lie apart are noise.
   *
   * @param minClusterSize papers that make a group, at least 2
   * @param noiseKept whether noise stays noise, or joins the group of the papers next to it
   */
  record Hdbscan(int minClusterSize, boolean noiseKept) implements Method {
    /** Papers that make a group where nothing else is said. */
    public static final int USUAL_SIZE = 15;

    public Hdbscan {
      if (minClusterSize < 2) {
        throw new IllegalArgumentException(
            "a cluster has at least 2 papers, got a smallest size of " + minClusterSize);
      }
    }
  }
}
