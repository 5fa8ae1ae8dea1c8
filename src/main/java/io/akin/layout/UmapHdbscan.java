package io.akin.layout;

import io.akin.cluster.Clusterer;
import io.akin.cluster.Clustering;
import io.akin.cluster.Hdbscan;
import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.NeighbourSearch;
import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingMatrix;
import java.util.OptionalInt;

/**
 * HDBSCAN over a layout of few dimensions, since vectors of hundreds are all about as far apart;
 * the way of <a href="https://arxiv.org/abs/2203.05794">Grootendorst (2022)</a>. Thread-safe.
 */
public final class UmapHdbscan implements Clusterer {
  /** Of the layout. */
  public static final int DIMENSIONS = 5;

  private static final int NEIGHBOURS = 15;

  private final Hdbscan hdbscan;
  private final Umap umap;

  /**
   * A way to group.
   *
   * @param minClusterSize papers that make a group, at least 2
   * @param seed of all that is drawn by chance
   */
  public UmapHdbscan(int minClusterSize, long seed) {
    this.hdbscan =
        new Hdbscan(
            new Hdbscan.Options(
                minClusterSize,
                Hdbscan.Options.DEFAULT.minSamples(),
                Hdbscan.Selection.EXCESS_OF_MASS));
    this.umap = new Umap(layout(seed));
  }

  /** How it lays out. */
  public static Umap.Options layout(long seed) {
    return new Umap.Options(DIMENSIONS, NEIGHBOURS, 0, OptionalInt.empty(), seed);
  }

  @Override
  public Clustering cluster(EmbeddingMatrix matrix, Workers workers) throws InterruptedException {
    return cluster(matrix, NeighbourSearch.nearest(matrix, NEIGHBOURS, workers), workers);
  }

  /**
   * The same where the neighbours are known.
   *
   * @param graph the 14 nearest of each row or more, where there are as many others
   */
  public Clustering cluster(EmbeddingMatrix matrix, NeighbourGraph graph, Workers workers)
      throws InterruptedException {
    return hdbscan.cluster(umap.layout(matrix, graph, workers), workers);
  }
}
