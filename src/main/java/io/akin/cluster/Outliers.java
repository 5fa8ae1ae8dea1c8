package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.List;

/** What becomes of noise. */
public enum Outliers {
  /** It stays noise. */
  KEEP,

  /**
   * It joins the group whose centroid it has the highest cosine with, equally near ones by number.
   * The centroid and not the vote of neighbours, since most neighbours of noise are noise. The
   * membership stays 0, which tells those that joined from those that were found in the group.
   */
  NEAREST;

  private static final String STEP = "outliers";

  /**
   * Applies the policy.
   *
   * @param clustering of these vectors; where it has no group, noise stays
   */
  public Clustering apply(Clustering clustering, EmbeddingMatrix vectors, Workers workers)
      throws InterruptedException {
    return switch (this) {
      case KEEP -> clustering;
      case NEAREST -> nearest(clustering, vectors, workers);
    };
  }

  private static Clustering nearest(Clustering clustering, EmbeddingMatrix vectors, Workers workers)
      throws InterruptedException {
    int n = clustering.size();
    if (n != vectors.size()) {
      throw new IllegalArgumentException("%d labels of %d vectors".formatted(n, vectors.size()));
    }
    int[] labels = clustering.labels();
    List<Integer> noise = new ArrayList<>();
    float[] memberships = new float[n];
    for (int row = 0; row < n; row++) {
      memberships[row] = clustering.membership(row);
      if (labels[row] == Clustering.NOISE) {
        noise.add(row);
      }
    }
    if (clustering.clusters() == 0) {
      return clustering;
    }
    int[] rows = noise.stream().mapToInt(Integer::intValue).toArray();
    Proximity proximity = withCentroids(clustering, vectors);
    int blocks = (rows.length + Proximity.Tile.ROWS - 1) / Proximity.Tile.ROWS;
    workers.run(
        STEP, blocks, block -> join(block * Proximity.Tile.ROWS, rows, n, proximity, labels));
    return new Clustering(Numbering.bySize(labels), memberships);
  }

  /** The vectors, and behind them the centroids. */
  private static Proximity withCentroids(Clustering clustering, EmbeddingMatrix vectors) {
    int n = vectors.size();
    Centroids centroids = Centroids.of(clustering, vectors);
    float[][] rows = new float[n + centroids.size()][];
    for (int row = 0; row < n; row++) {
      rows[row] = vectors.row(row);
    }
    for (int group = 0; group < centroids.size(); group++) {
      rows[n + group] = centroids.direction(group);
    }
    return CosineProximity.of(rows, vectors.dimension());
  }

  private static void join(int first, int[] noise, int n, Proximity proximity, int[] labels) {
    int count = Math.min(Proximity.Tile.ROWS, noise.length - first);
    int[] rows = new int[count];
    System.arraycopy(noise, first, rows, 0, count);
    float[] best = new float[count];
    int[] columns = new int[Proximity.Tile.COLUMNS];
    Proximity.Tile tile = proximity.tile();
    for (int group = 0; group < proximity.size() - n; group += columns.length) {
      int columnCount = Math.min(columns.length, proximity.size() - n - group);
      for (int c = 0; c < columnCount; c++) {
        columns[c] = n + group + c;
      }
      float[] cosines = tile.compare(rows, count, columns, columnCount);
      for (int r = 0; r < count; r++) {
        for (int c = 0; c < columnCount; c++) {
          float cosine = cosines[r * Proximity.Tile.COLUMNS + c];
          if (labels[rows[r]] == Clustering.NOISE || cosine > best[r]) {
            labels[rows[r]] = group + c;
            best[r] = cosine;
          }
        }
      }
    }
  }
}
