package io.akin.layout;

import io.akin.cluster.ClusterCount;
import io.akin.cluster.Clusterer;
import io.akin.cluster.Clustering;
import io.akin.cluster.Hdbscan;
import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.NeighbourSearch;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * HDBSCAN of vectors as they are, or else of a layout of them in few dimensions. Vectors of texts
 * are all about as far apart and as dense, so that mostly one group comes out; unfolded by UMAP
 * they show many (<a href="https://arxiv.org/abs/2203.05794">Grootendorst 2022</a>). But UMAP makes
 * groups out of noise too, so it is asked only where more than half of the vectors are noise
 * otherwise, or in one group that is several by {@link ClusterCount}. Thread-safe.
 */
public final class UmapHdbscan implements Clusterer {
  /** Of the layout. */
  public static final int DIMENSIONS = 5;

  private static final int NEIGHBOURS = 15;

  /** Of the largest group, to see whether it is one. */
  private static final int SAMPLE = 2_000;

  private final Hdbscan hdbscan;
  private final Umap umap;
  private final ClusterCount count;

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
    this.count = new ClusterCount(seed);
  }

  /** How it lays out, where it does. */
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
    Clustering found = hdbscan.cluster(matrix, graph, workers);
    return hidesGroups(found, matrix, workers)
        ? hdbscan.cluster(umap.layout(matrix, graph, workers), workers)
        : found;
  }

  private boolean hidesGroups(Clustering found, EmbeddingMatrix matrix, Workers workers)
      throws InterruptedException {
    long noise =
        IntStream.range(0, found.size())
            .filter(row -> found.label(row) == Clustering.NOISE)
            .count();
    if (2 * noise > found.size()) {
      return true;
    }
    int[] largest = IntStream.range(0, found.size()).filter(row -> found.label(row) == 0).toArray();
    if (2 * largest.length <= found.size()) {
      return false;
    }
    int step = Math.max(1, Math.ceilDiv(largest.length, SAMPLE));
    List<Embedding> some =
        IntStream.range(0, largest.length)
            .filter(i -> i % step == 0)
            .mapToObj(i -> Embedding.ofUnit(matrix.row(largest[i])))
            .toList();
    return count.of(EmbeddingMatrix.of(some), workers) > 1;
  }
}
