package io.akin.benchmark;

import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.layout.NeighbourPreservation;
import io.akin.layout.Umap;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Seconds for a layout, and for placing every tenth vector into the layout of the others; how many
 * neighbours each keeps; and the peak of the heap. The search for neighbours comes before and is
 * not counted.
 */
public final class LayoutSpeed {
  private static final int NEIGHBOURS = 15;
  private static final int KEPT = 10;
  private static final int TENTH = 10;
  private static final int TILE = 64;
  private static final double NANOS = 1e9;
  private static final int MEGABYTE = 1 << 20;

  private final Workers workers;
  private final Umap umap = new Umap(Umap.Options.map(1));

  private LayoutSpeed(Workers workers) {
    this.workers = workers;
  }

  /** Arguments: a file of float32 vectors row by row, raw or .npy; their dimension; how many. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int dimension = Integer.parseInt(args[1]);
    List<Embedding> vectors = read(Path.of(args[0]), dimension, Integer.parseInt(args[2]));
    int threads = Runtime.getRuntime().availableProcessors();
    new LayoutSpeed(new Workers(threads, Progress.NONE)).measure(vectors);
  }

  /** So many rows, evenly spaced. */
  private static List<Embedding> read(Path file, int dimension, int count) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer start = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(start, 0);
      int header = start.get(1) == 'N' && start.get(2) == 'U' ? 10 + start.getShort(8) : 0;
      ByteBuffer row = ByteBuffer.allocate(4 * dimension).order(ByteOrder.LITTLE_ENDIAN);
      long all = (channel.size() - header) / row.capacity();
      List<Embedding> vectors = new ArrayList<>();
      for (long i = 0; i < Math.min(count, all); i++) {
        channel.read(row.clear(), header + i * all / Math.min(count, all) * row.capacity());
        float[] vector = new float[dimension];
        row.flip().asFloatBuffer().get(vector);
        vectors.add(Embedding.normalised(vector));
      }
      return vectors;
    }
  }

  private void measure(List<Embedding> vectors) throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(vectors);
    NeighbourGraph graph = neighbours(matrix);
    System.gc();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
    long start = System.nanoTime();
    float[][] layout = umap.layout(matrix, graph, workers);
    double layoutSeconds = (System.nanoTime() - start) / NANOS;
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();

    boolean[] isOld = new boolean[vectors.size()];
    List<Embedding> old = new ArrayList<>();
    for (int row = 0; row < isOld.length; row++) {
      isOld[row] = row % TENTH != 0;
      if (isOld[row]) {
        old.add(vectors.get(row));
      }
    }
    EmbeddingMatrix ofOld = EmbeddingMatrix.of(old);
    float[][] oldLayout = umap.layout(ofOld, neighbours(ofOld), workers);
    start = System.nanoTime();
    float[][] placed = umap.place(oldLayout, matrix, graph, isOld, workers);
    double placeSeconds = (System.nanoTime() - start) / NANOS;

    System.out.printf(
        Locale.ROOT,
        "figures: vectors=%d dimension=%d threads=%d layout_s=%.1f kept_at_10=%.4f peak_heap_mb=%d"
            + " place_s=%.1f kept_at_10_with_a_tenth_placed=%.4f%n",
        matrix.size(),
        matrix.dimension(),
        workers.threads(),
        layoutSeconds,
        NeighbourPreservation.at(KEPT, graph, layout, workers),
        peak / MEGABYTE,
        placeSeconds,
        NeighbourPreservation.at(KEPT, graph, placed, workers));
  }

  /** A scan of all, a tile of columns at a time. */
  private NeighbourGraph neighbours(EmbeddingMatrix matrix) throws InterruptedException {
    int n = matrix.size();
    int d = matrix.dimension();
    int k = Math.min(NEIGHBOURS, n - 1);
    int[][] neighbours = new int[n][k];
    float[][] cosines = new float[n][k];
    workers.run(
        "nearest neighbours",
        (n + TILE - 1) / TILE,
        unit -> {
          int end = Math.min(n, (unit + 1) * TILE);
          for (int row = unit * TILE; row < end; row++) {
            Arrays.fill(cosines[row], Float.NEGATIVE_INFINITY);
          }
          float[][] tile = new float[d][TILE];
          float[] sums = new float[TILE];
          for (int first = 0; first < n; first += TILE) {
            int columns = Math.min(TILE, n - first);
            for (int c = 0; c < d; c++) {
              for (int column = 0; column < columns; column++) {
                tile[c][column] = matrix.row(first + column)[c];
              }
            }
            for (int row = unit * TILE; row < end; row++) {
              products(matrix.row(row), tile, sums);
              for (int column = 0; column < columns; column++) {
                if (sums[column] > cosines[row][k - 1] && first + column != row) {
                  insert(neighbours[row], cosines[row], first + column, sums[column]);
                }
              }
            }
          }
        });
    return new NeighbourGraph(neighbours, cosines);
  }

  private static void products(float[] vector, float[][] tile, float[] sums) {
    Arrays.fill(sums, 0);
    for (int c = 0; c < vector.length; c++) {
      float component = vector[c];
      float[] column = tile[c];
      for (int i = 0; i < TILE; i++) {
        sums[i] += component * column[i];
      }
    }
  }

  private static void insert(int[] neighbours, float[] cosines, int row, float cosine) {
    int at = cosines.length - 1;
    for (; at > 0 && cosine > cosines[at - 1]; at--) {
      cosines[at] = cosines[at - 1];
      neighbours[at] = neighbours[at - 1];
    }
    cosines[at] = cosine;
    neighbours[at] = row;
  }
}
