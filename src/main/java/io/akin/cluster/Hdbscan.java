package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;
import java.util.Arrays;

/**
 * Groups of any shape and density, and noise: HDBSCAN* of <a
 * href="https://doi.org/10.1007/978-3-642-37456-2_14">Campello, Moulavi and Sander (2013)</a>,
 * exact over all pairs. Rows in another order give the same groups.
 *
 * <p>The group of all rows competes with the others on their terms, born at the density at which
 * all rows become one, so that a single blob is one group. Vectors of hundreds of dimensions are
 * about equally far apart, and often that one group is all there is to find: lay them out in about
 * five dimensions first and cluster these.
 */
public final class Hdbscan {
  /** Which clusters of the condensed tree are the groups. */
  public enum Selection {
    /** Those which together have the most excess of mass: few and large, of all densities. */
    EXCESS_OF_MASS,
    /** Those that part no more: many, small and alike. */
    LEAF
  }

  /**
   * How to cluster.
   *
   * @param minClusterSize the fewest rows of a group, at least 2
   * @param minSamples the neighbour, counted from 1, whose distance is that to a row's core; more
   *     make more rows noise; at most {@link NeighbourSearch#MAX_NEIGHBOURS}
   */
  public record Options(int minClusterSize, int minSamples, Selection selection) {
    /** For some thousands of papers or more. */
    public static final Options DEFAULT = new Options(15, 5, Selection.EXCESS_OF_MASS);

    public Options {
      if (minClusterSize < 2 || minSamples < 1 || minSamples > NeighbourSearch.MAX_NEIGHBOURS) {
        throw new IllegalArgumentException(
            "want minClusterSize >= 2 and minSamples of 1 to %d, got %d and %d"
                .formatted(NeighbourSearch.MAX_NEIGHBOURS, minClusterSize, minSamples));
      }
    }
  }

  private final Options options;

  public Hdbscan(Options options) {
    this.options = options;
  }

  /**
   * Groups vectors by the chords between them.
   *
   * @param nearest their nearest neighbours, at least {@code minSamples} of each; more of them make
   *     the search for the spanning tree shorter and its result no other
   */
  public Clustering cluster(EmbeddingMatrix vectors, NeighbourGraph nearest, Workers workers)
      throws InterruptedException {
    return cluster(CosineProximity.of(vectors), nearest, workers);
  }

  /**
   * Groups points of a few dimensions by the distances between them.
   *
   * @param points {@code float[n][m]}, all finite
   */
  public Clustering cluster(float[][] points, Workers workers) throws InterruptedException {
    for (int row = 0; row < points.length; row++) {
      if (points[row].length != points[0].length) {
        throw new IllegalArgumentException(
            "point %d has %d components, but point 0 has %d"
                .formatted(row, points[row].length, points[0].length));
      }
      for (float component : points[row]) {
        if (!Float.isFinite(component)) {
          throw new IllegalArgumentException("point %d has %s in it".formatted(row, component));
        }
      }
    }
    Proximity proximity = new EuclideanProximity(points);
    int k = Math.max(options.minSamples(), Options.DEFAULT.minClusterSize());
    return cluster(proximity, NeighbourSearch.nearest(proximity, k, workers), workers);
  }

  private Clustering cluster(Proximity proximity, NeighbourGraph nearest, Workers workers)
      throws InterruptedException {
    int n = proximity.size();
    if (nearest.size() != n) {
      throw new IllegalArgumentException(
          "%d rows, but neighbours of %d".formatted(n, nearest.size()));
    }
    for (int row = 0; row < n; row++) {
      if (nearest.neighbours(row).length < Math.min(options.minSamples(), n - 1)) {
        throw new IllegalArgumentException(
            "row %d has %d neighbours, but minSamples is %d: search for as many"
                .formatted(row, nearest.neighbours(row).length, options.minSamples()));
      }
    }
    if (n < options.minClusterSize()) {
      int[] labels = new int[n];
      Arrays.fill(labels, Clustering.NOISE);
      return new Clustering(labels, new float[n]);
    }
    var reachability = new MutualReachability(proximity, nearest, options.minSamples(), workers);
    Forest tree = reachability.spanningTree(nearest);
    var condensed =
        new CondensedTree(tree, proximity, reachability.cores(), options.minClusterSize());
    return new ClusterSelection(condensed, options.selection()).clustering(n);
  }
}
