package io.akin.cluster;

import java.util.Arrays;

/** The clusters of a condensed tree that are the groups, no two of them one in the other. */
final class ClusterSelection {
  private static final int ROOT = 0;

  /** Rows of the root denser than this share of its median row are never noise. */
  private static final double LEAST_OF_MEDIAN = 0.8;

  private final CondensedTree tree;
  private final boolean[] selected;

  ClusterSelection(CondensedTree tree, Hdbscan.Selection selection) {
    this.tree = tree;
    this.selected =
        switch (selection) {
          case EXCESS_OF_MASS -> byExcessOfMass();
          case LEAF -> leaves();
        };
  }

  private boolean[] byExcessOfMass() {
    boolean[] best = new boolean[tree.count()];
    long[] below = new long[tree.count()];
    for (int cluster = tree.count() - 1; cluster >= 0; cluster--) {
      best[cluster] = tree.stability(cluster) >= below[cluster];
      if (cluster != ROOT) {
        below[tree.parent(cluster)] += Math.max(tree.stability(cluster), below[cluster]);
      }
    }
    boolean[] covered = new boolean[tree.count()];
    for (int cluster = 1; cluster < tree.count(); cluster++) {
      covered[cluster] = covered[tree.parent(cluster)] || best[tree.parent(cluster)];
      best[cluster] &= !covered[cluster];
    }
    return best;
  }

  private boolean[] leaves() {
    boolean[] leaves = new boolean[tree.count()];
    Arrays.fill(leaves, true);
    for (int cluster = 1; cluster < tree.count(); cluster++) {
      leaves[tree.parent(cluster)] = false;
    }
    return leaves;
  }

  Clustering clustering(int rows) {
    int[] labels = new int[rows];
    long[] highest = new long[tree.count()];
    long sparse = selected[ROOT] ? sparsest(rows) : 0;
    for (int row = 0; row < rows; row++) {
      int cluster = tree.cluster(row);
      while (cluster != ROOT && !selected[cluster]) {
        cluster = tree.parent(cluster);
      }
      boolean noise = !selected[cluster] || tree.density(row) < sparse;
      labels[row] = noise ? Clustering.NOISE : cluster;
      highest[cluster] = Math.max(highest[cluster], tree.density(row));
    }
    float[] memberships = new float[rows];
    for (int row = 0; row < rows; row++) {
      if (labels[row] != Clustering.NOISE) {
        memberships[row] = (float) ((double) tree.density(row) / highest[labels[row]]);
      }
    }
    return new Clustering(Numbering.bySize(labels), memberships);
  }

  /**
   * The density below which a row is noise where all rows are one group, which has no parent to
   * leave its noise to: halfway from the group's birth to its median row.
   */
  private long sparsest(int rows) {
    long[] densities = new long[rows];
    Arrays.setAll(densities, tree::density);
    Arrays.sort(densities);
    long median = densities[rows / 2];
    return (long) Math.min((tree.birth(ROOT) + median) / 2.0, LEAST_OF_MEDIAN * median);
  }
}
