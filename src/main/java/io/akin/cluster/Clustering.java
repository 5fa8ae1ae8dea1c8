package io.akin.cluster;

import java.util.Arrays;

/**
 * Which group each vector is in. Groups are numbered 0 to {@code clusters - 1} by their size, the
 * largest first, groups of a size by their first row. Immutable and thread-safe; arrays are copied.
 */
public final class Clustering {
  /** The label of a vector that is in no group, as in scikit-learn. */
  public static final int NOISE = -1;

  private final int[] labels;
  private final float[] memberships;
  private final int clusters;

  /**
   * Wraps copies.
   *
   * @param labels {@code int[n]}, {@link #NOISE} or a group
   * @param memberships {@code float[n]}, how much each is a member of its group, 0 to 1; 0 for
   *     noise
   */
  public Clustering(int[] labels, float[] memberships) {
    if (labels.length != memberships.length) {
      throw new IllegalArgumentException(
          "%d labels, but %d memberships".formatted(labels.length, memberships.length));
    }
    this.labels = labels.clone();
    this.memberships = memberships.clone();
    this.clusters = 1 + Arrays.stream(labels).max().orElse(NOISE);
  }

  /** How many vectors, n. */
  public int size() {
    return labels.length;
  }

  /** How many groups. */
  public int clusters() {
    return clusters;
  }

  /** The group of a vector, or {@link #NOISE}. */
  public int label(int row) {
    return labels[row];
  }

  /** How much a vector is a member of its group, 0 to 1. */
  public float membership(int row) {
    return memberships[row];
  }

  /** A copy of all labels, {@code int[n]}. */
  public int[] labels() {
    return labels.clone();
  }
}
