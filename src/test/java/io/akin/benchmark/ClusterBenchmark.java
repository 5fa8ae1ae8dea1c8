package io.akin.benchmark;

import io.akin.cluster.Clustering;
import io.akin.cluster.Hdbscan;
import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.NeighbourSearch;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.layout.Umap;
import io.akin.layout.UmapHdbscan;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Seconds that exact nearest neighbours take and HDBSCAN, over the vectors as they are and over a
 * layout of few dimensions, once each as a command would run them; and the most heap in use. Run by
 * {@code make bench-cluster}.
 */
final class ClusterBenchmark {
  private static final int DIMENSION = 384;
  private static final int NEIGHBOURS = 15;
  private static final int SEED = 1;
  private static final double SPREAD = 0.8;

  private ClusterBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int n = Integer.parseInt(args[0]);
    EmbeddingMatrix vectors =
        args.length > 2 ? read(Path.of(args[2]), n) : synthetic(n, Integer.parseInt(args[1]));
    Workers workers = new Workers(Runtime.getRuntime().availableProcessors(), Progress.NONE);
    Hdbscan hdbscan = new Hdbscan(Hdbscan.Options.DEFAULT);
    long start = System.nanoTime();
    NeighbourGraph graph = NeighbourSearch.nearest(vectors, NEIGHBOURS, workers);
    long searched = System.nanoTime();
    Clustering clustering = hdbscan.cluster(vectors, graph, workers);
    long clustered = System.nanoTime();
    System.out.printf(
        Locale.ROOT,
        "figures: vectors=%d dimension=%d threads=%d neighbours_s=%.1f hdbscan_s=%.1f %s%n",
        vectors.size(),
        vectors.dimension(),
        workers.threads(),
        seconds(start, searched),
        seconds(searched, clustered),
        found(clustering));
    long restarted = System.nanoTime();
    float[][] layout = new Umap(UmapHdbscan.layout(SEED)).layout(vectors, graph, workers);
    long laidOut = System.nanoTime();
    Clustering ofLayout = hdbscan.cluster(layout, workers);
    System.out.printf(
        Locale.ROOT,
        "figures: vectors=%d dimension=%d threads=%d neighbours_s=%.1f layout_s=%.1f hdbscan_s=%.1f"
            + " %s%n",
        vectors.size(),
        UmapHdbscan.DIMENSIONS,
        workers.threads(),
        seconds(start, searched),
        seconds(restarted, laidOut),
        seconds(laidOut, System.nanoTime()),
        found(ofLayout));
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  private static String found(Clustering clustering) {
    long noise =
        Arrays.stream(clustering.labels()).filter(label -> label == Clustering.NOISE).count();
    return String.format(
        Locale.ROOT,
        "clusters=%d noise=%.3f peak_heap_mb=%d",
        clustering.clusters(),
        (double) noise / clustering.size(),
        peakHeap() >> 20);
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(ClusterBenchmark::peak)
        .sum();
  }

  private static long peak(MemoryPoolMXBean pool) {
    return pool.getPeakUsage().getUsed();
  }

  /** Nine tenths around centres, the others in all directions. */
  private static EmbeddingMatrix synthetic(int n, int centres) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] around = new float[centres][];
    Arrays.setAll(around, _ -> direction(random).toArray());
    List<Embedding> vectors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Embedding noise = direction(random);
      if (i % 10 == 0) {
        vectors.add(noise);
        continue;
      }
      float[] vector = noise.toArray();
      for (int j = 0; j < DIMENSION; j++) {
        vector[j] = (float) (around[i % centres][j] + SPREAD * vector[j]);
      }
      vectors.add(Embedding.normalised(vector));
    }
    return EmbeddingMatrix.of(vectors);
  }

  private static Embedding direction(SplittableRandom random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.normalised(vector);
  }

  /** The first rows of a file of little-endian float32, row-major. */
  private static EmbeddingMatrix read(Path file, int n) throws IOException {
    List<Embedding> vectors = new ArrayList<>();
    byte[] bytes = new byte[DIMENSION * Float.BYTES];
    long rows = Math.min(n, Files.size(file) / bytes.length);
    try (var in = new DataInputStream(Files.newInputStream(file))) {
      for (long i = 0; i < rows; i++) {
        in.readFully(bytes);
        float[] vector = new float[DIMENSION];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        vectors.add(Embedding.normalised(vector));
      }
    }
    return EmbeddingMatrix.of(vectors);
  }
}
