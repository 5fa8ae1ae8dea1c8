package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;
import java.util.Arrays;

/**
 * Exact nearest neighbours of all vectors by comparing all pairs, each once, in tiles that stay in
 * the caches.
 */
public final class NeighbourSearch {
  /** The most neighbours of one vector that can be asked for. */
  public static final int MAX_NEIGHBOURS = 1_000;

  private static final String STEP = "nearest neighbours";

  private NeighbourSearch() {}

  /**
   * The nearest neighbours of every vector. The same bits on any number of threads, with SIMD and
   * without; takes 8 n k bytes beside the vectors.
   *
   * @param k how many, 1 to {@link #MAX_NEIGHBOURS}; all others where there are fewer
   */
  public static NeighbourGraph nearest(EmbeddingMatrix vectors, int k, Workers workers)
      throws InterruptedException {
    return nearest(CosineProximity.of(vectors), k, workers);
  }

  static NeighbourGraph nearest(Proximity proximity, int k, Workers workers)
      throws InterruptedException {
    if (k < 1 || k > MAX_NEIGHBOURS) {
      throw new IllegalArgumentException(
          "want 1 to %d neighbours of each vector, got %d".formatted(MAX_NEIGHBOURS, k));
    }
    int n = proximity.size();
    NearestRows nearest = new NearestRows(n, k);
    ThreadLocal<Comparison> comparisons =
        ThreadLocal.withInitial(() -> new Comparison(proximity, nearest));
    int blocks = (n + Proximity.Tile.ROWS - 1) / Proximity.Tile.ROWS;
    workers.run(STEP, blocks, block -> comparisons.get().compare(block));
    return nearest.graph();
  }

  /** One thread's: rows of a block with all rows of it and after it. */
  private static final class Comparison {
    private final Proximity.Tile tile;
    private final NearestRows nearest;
    private final int n;
    private final int[] rows = new int[Proximity.Tile.ROWS];
    private final int[] columns = new int[Proximity.Tile.COLUMNS];
    private final float[] thresholds = new float[Proximity.Tile.COLUMNS];

    Comparison(Proximity proximity, NearestRows nearest) {
      this.tile = proximity.tile();
      this.nearest = nearest;
      this.n = proximity.size();
    }

    void compare(int block) {
      int first = block * rows.length;
      int rowCount = Math.min(rows.length, n - first);
      Arrays.setAll(rows, i -> first + i);
      for (int column = first; column < n; column += columns.length) {
        int from = column;
        int columnCount = Math.min(columns.length, n - column);
        Arrays.setAll(columns, i -> from + i);
        float[] proximities = tile.compare(rows, rowCount, columns, columnCount);
        offerColumns(first, rowCount, column, columnCount, proximities);
        if (column >= first + rowCount) {
          offerRows(first, rowCount, column, columnCount, proximities);
        }
      }
    }

    /** Offers the columns to the rows. */
    private void offerColumns(
        int first, int rowCount, int column, int columnCount, float[] proximities) {
      for (int group = 0; group < rowCount; group += Proximity.Tile.COLUMNS) {
        synchronized (nearest.lock(first + group)) {
          int end = Math.min(rowCount, group + Proximity.Tile.COLUMNS);
          for (int r = group; r < end; r++) {
            float threshold = nearest.threshold(first + r);
            int at = r * Proximity.Tile.COLUMNS;
            for (int c = 0; c < columnCount; c++) {
              if (proximities[at + c] >= threshold) {
                nearest.offer(first + r, column + c, proximities[at + c]);
                threshold = nearest.threshold(first + r);
              }
            }
          }
        }
      }
    }

    /** Offers the rows to the columns, which are no rows of the block. */
    private void offerRows(
        int first, int rowCount, int column, int columnCount, float[] proximities) {
      synchronized (nearest.lock(column)) {
        for (int c = 0; c < columnCount; c++) {
          thresholds[c] = nearest.threshold(column + c);
        }
        for (int r = 0; r < rowCount; r++) {
          int at = r * Proximity.Tile.COLUMNS;
          for (int c = 0; c < columnCount; c++) {
            if (proximities[at + c] >= thresholds[c]) {
              nearest.offer(column + c, first + r, proximities[at + c]);
              thresholds[c] = nearest.threshold(column + c);
            }
          }
        }
      }
    }
  }
}
