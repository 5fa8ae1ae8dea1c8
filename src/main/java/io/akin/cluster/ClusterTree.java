package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Coarser levels of a clustering, cut from one tree. The tree joins, again and again, the two
 * groups whose joining costs the objective of spherical k-means least: {@code |a| + |b| - |a + b|}
 * with the lengths of their sums of vectors, which is Ward's method (<a
 * href="https://doi.org/10.1080/01621459.1963.10500845">1963</a>) on the sphere. Of joins that cost
 * the same, that of the smallest numbers comes first.
 */
public final class ClusterTree {
  /** Wanted at the top. */
  private static final int TOP = 8;

  /** Up to so many groups are one level. */
  private static final int ONE_LEVEL = 16;

  /** Groups of a level for one of the level above. */
  private static final double FACTOR = 5;

  private final double[][] sums;
  private final double[] lengths;
  private final int[] parents;
  private final int[] nearest;
  private final double[] costs;
  private int left;

  private ClusterTree(double[][] sums) {
    this.sums = sums;
    left = sums.length;
    lengths = new double[left];
    parents = new int[left];
    nearest = new int[left];
    costs = new double[left];
    for (int group = 0; group < left; group++) {
      lengths[group] = Centroids.length(sums[group]);
      parents[group] = group;
    }
    for (int group = 0; group < left; group++) {
      findNearest(group);
    }
  }

  /**
   * Levels of sizes that suit the eye: some eight groups at the top, each of about five of the
   * level below, down to the given clustering. With 16 groups or fewer there is that level alone.
   *
   * @return the coarsest first, the given one last; each group is part of one group of the level
   *     before. Noise is noise on all levels, and memberships are those of the finest level: a
   *     vector is at least as much in what contains its group
   */
  public static List<Clustering> levels(Clustering finest, EmbeddingMatrix matrix) {
    return levels(finest, matrix, sizes(finest.clusters()));
  }

  /**
   * Levels of given sizes above a clustering.
   *
   * @param sizes how many groups each has, ascending, all from 1 to below those of the finest
   */
  public static List<Clustering> levels(
      Clustering finest, EmbeddingMatrix matrix, List<Integer> sizes) {
    int above = 0;
    for (int size : sizes) {
      if (size <= above || size >= finest.clusters()) {
        throw new IllegalArgumentException(
            "want ascending sizes of levels from 1 to %d, got %s"
                .formatted(finest.clusters() - 1, sizes));
      }
      above = size;
    }
    List<Clustering> levels = new ArrayList<>(List.of(finest));
    ClusterTree tree = new ClusterTree(Centroids.sums(finest, matrix));
    for (int size : sizes.reversed()) {
      while (tree.left > size) {
        tree.join();
      }
      levels.addFirst(tree.coarsened(finest));
    }
    return levels;
  }

  /** The sizes of the levels above a finest one of so many groups, ascending. */
  static List<Integer> sizes(int finest) {
    if (finest <= ONE_LEVEL) {
      return List.of();
    }
    double ratio = (double) finest / TOP;
    int steps = (int) Math.max(1, Math.round(Math.log(ratio) / Math.log(FACTOR)));
    List<Integer> sizes = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      sizes.add((int) Math.round(TOP * Math.pow(ratio, (double) step / steps)));
    }
    return sizes;
  }

  private void join() {
    int first = -1;
    for (int group = 0; group < parents.length; group++) {
      if (isLeft(group) && nearest[group] >= 0 && (first < 0 || costs[group] < costs[first])) {
        first = group;
      }
    }
    int second = nearest[first];
    parents[second] = first;
    left--;
    for (int j = 0; j < sums[first].length; j++) {
      sums[first][j] += sums[second][j];
    }
    lengths[first] = Centroids.length(sums[first]);
    for (int group = 0; group < parents.length; group++) {
      if (!isLeft(group)) {
        continue;
      }
      if (group == first || nearest[group] == first || nearest[group] == second) {
        findNearest(group);
      } else if (group < first) {
        double cost = cost(group, first);
        if (cost < costs[group] || (cost == costs[group] && first < nearest[group])) {
          costs[group] = cost;
          nearest[group] = first;
        }
      }
    }
  }

  /** Of the groups after this one, so that each pair is looked at once. */
  private void findNearest(int group) {
    nearest[group] = -1;
    costs[group] = Double.POSITIVE_INFINITY;
    for (int other = group + 1; other < parents.length; other++) {
      if (isLeft(other)) {
        double cost = cost(group, other);
        if (cost < costs[group]) {
          costs[group] = cost;
          nearest[group] = other;
        }
      }
    }
  }

  private boolean isLeft(int group) {
    return parents[group] == group;
  }

  private double cost(int a, int b) {
    double squares = 0;
    for (int j = 0; j < sums[a].length; j++) {
      double together = sums[a][j] + sums[b][j];
      squares += together * together;
    }
    return lengths[a] + lengths[b] - Math.sqrt(squares);
  }

  private Clustering coarsened(Clustering finest) {
    int[] top = new int[parents.length];
    Arrays.setAll(top, group -> isLeft(group) ? group : top[parents[group]]);
    int[] labels = finest.labels();
    float[] memberships = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == Clustering.NOISE ? Clustering.NOISE : top[labels[i]];
      memberships[i] = finest.membership(i);
    }
    return new Clustering(Numbering.bySize(labels), memberships);
  }
}
