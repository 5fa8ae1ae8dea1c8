package io.akin.cluster;

import java.util.Arrays;

/**
 * How clusters part and lose rows as the density that is asked of them rises (Campello, Moulavi and
 * Sander 2013; McInnes and Healy 2017). Cluster 0 holds all rows; every other comes after the one
 * it parted from. Edges of one length are taken at once, so a cluster can part into more than two,
 * and the tree does not depend on which of equally long edges a spanning tree holds.
 *
 * <p>Densities are inverse distances, in fixed point, so that sums of them are exact in any order.
 * Their unit is the inverse of the median core distance; distances below a tenth of that count as a
 * tenth, since copies would else be of infinite density.
 */
final class CondensedTree {
  private static final double UNIT = 1L << 36;
  private static final double SHORTEST = 0.1;

  private final int minClusterSize;
  private final int rows;
  private final int[] left;
  private final int[] right;
  private final int[] sizes;
  private final long[] merged;

  private int count;
  private int[] parents = new int[16];
  private long[] births = new long[16];
  private long[] stabilities = new long[16];
  private final int[] clusters;
  private final long[] densities;

  private int[] pending = new int[16];
  private int pendingCount;

  CondensedTree(Forest tree, Proximity proximity, float[] cores, int minClusterSize) {
    this.minClusterSize = minClusterSize;
    rows = cores.length;
    left = new int[tree.size()];
    right = new int[tree.size()];
    sizes = new int[tree.size()];
    merged = new long[tree.size()];
    clusters = new int[rows];
    densities = new long[rows];
    double median = medianDistance(proximity, cores);
    int[] nodes = new int[rows];
    Arrays.setAll(nodes, i -> i);
    Components components = new Components(rows);
    for (int e = 0; e < tree.size(); e++) {
      left[e] = nodes[components.of(tree.from(e))];
      right[e] = nodes[components.of(tree.to(e))];
      sizes[e] = size(left[e]) + size(right[e]);
      double distance = proximity.distance(tree.proximity(e)) / median;
      merged[e] = Math.round(UNIT / Math.max(SHORTEST, distance));
      components.join(tree.from(e), tree.to(e));
      nodes[components.of(tree.from(e))] = rows + e;
    }
    condense();
  }

  private static double medianDistance(Proximity proximity, float[] cores) {
    float[] sorted = cores.clone();
    Arrays.sort(sorted);
    for (int i = sorted.length / 2; i >= 0 && i < sorted.length; i--) {
      double distance = proximity.distance(sorted[i]);
      if (distance > 0) {
        return distance; // of rows most of which are copies, that of those least alike
      }
    }
    return 1;
  }

  private int size(int node) {
    return node < rows ? 1 : sizes[node - rows];
  }

  private void condense() {
    if (rows == 0) {
      return;
    }
    int root = rows + left.length - 1;
    int[] nodes = new int[16];
    int[] owners = new int[16];
    int depth = 0;
    nodes[0] = root;
    owners[depth++] = open(-1, rows == 1 ? 0 : merged[left.length - 1]);
    while (depth > 0) {
      int node = nodes[--depth];
      int cluster = owners[depth];
      if (node < rows) {
        clusters[node] = cluster; // a cluster of one row, and so the only row of all
        continue;
      }
      long density = merged[node - rows];
      split(node);
      int parts = 0;
      for (int i = 0; i < pendingCount; i++) {
        parts += size(pending[i]) >= minClusterSize ? 1 : 0;
      }
      int[] children = Arrays.copyOf(pending, pendingCount);
      for (int child : children) {
        if (size(child) < minClusterSize) {
          drop(child, cluster, density);
          continue;
        }
        int owner = cluster;
        if (parts > 1) {
          stabilities[cluster] += (density - births[cluster]) * size(child);
          owner = open(cluster, density);
        }
        if (depth == nodes.length) {
          nodes = Arrays.copyOf(nodes, 2 * depth);
          owners = Arrays.copyOf(owners, 2 * depth);
        }
        nodes[depth] = child;
        owners[depth++] = owner;
      }
    }
  }

  /** Collects the parts of a node, with those of parts that are merged at the same density. */
  private void split(int node) {
    pendingCount = 0;
    push(left[node - rows]);
    push(right[node - rows]);
    for (int i = 0; i < pendingCount; ) {
      int part = pending[i];
      if (part >= rows && merged[part - rows] == merged[node - rows]) {
        pending[i] = left[part - rows];
        push(right[part - rows]);
      } else {
        i++;
      }
    }
  }

  private void push(int node) {
    if (pendingCount == pending.length) {
      pending = Arrays.copyOf(pending, 2 * pendingCount);
    }
    pending[pendingCount++] = node;
  }

  /** Takes all rows below a node out of a cluster. */
  private void drop(int node, int cluster, long density) {
    stabilities[cluster] += (density - births[cluster]) * size(node);
    pendingCount = 0;
    push(node);
    while (pendingCount > 0) {
      int part = pending[--pendingCount];
      if (part < rows) {
        clusters[part] = cluster;
        densities[part] = density;
      } else {
        push(left[part - rows]);
        push(right[part - rows]);
      }
    }
  }

  private int open(int parent, long birth) {
    if (count == parents.length) {
      parents = Arrays.copyOf(parents, 2 * count);
      births = Arrays.copyOf(births, 2 * count);
      stabilities = Arrays.copyOf(stabilities, 2 * count);
    }
    parents[count] = parent;
    births[count] = birth;
    return count++;
  }

  /** How many clusters. */
  int count() {
    return count;
  }

  /** What a cluster parted from; -1 for the one of all rows. */
  int parent(int cluster) {
    return parents[cluster];
  }

  /** The density at which a cluster parted from its parent, or at which all rows are one. */
  long birth(int cluster) {
    return births[cluster];
  }

  /** The excess of mass: how far above its birth a cluster's rows stay in it, summed. */
  long stability(int cluster) {
    return stabilities[cluster];
  }

  /** The cluster that a row was in last. */
  int cluster(int row) {
    return clusters[row];
  }

  /** The density at which a row left its last cluster. */
  long density(int row) {
    return densities[row];
  }
}
