package io.akin.benchmark;

import io.akin.cluster.ClusterCount;
import io.akin.cluster.Clustering;
import io.akin.cluster.Progress;
import io.akin.cluster.SphericalKMeans;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Seconds of spherical k-means for some numbers of groups, and of the choice of that number; run by
 * {@code make bench-kmeans}. The vectors are float32, little-endian, row after row.
 */
final class KMeansSpeed {
  private KMeansSpeed() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    EmbeddingMatrix matrix = read(Path.of(args[0]), Integer.parseInt(args[1]));
    Workers workers = new Workers(Integer.parseInt(args[2]), Progress.NONE);
    StringBuilder figures = new StringBuilder("figures: vectors=" + matrix.size());
    for (String wanted : List.of(args).subList(3, args.length)) {
      long start = System.nanoTime();
      Clustering found = new SphericalKMeans(Integer.parseInt(wanted), 1).cluster(matrix, workers);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "k=%s: %.1f s, %d groups, hash %08x%n",
          wanted,
          seconds,
          found.clusters(),
          Arrays.hashCode(found.labels()));
      figures.append(String.format(Locale.ROOT, " k%s_s=%.1f", wanted, seconds));
    }
    long start = System.nanoTime();
    int count = new ClusterCount(1).of(matrix, workers);
    figures.append(
        String.format(
            Locale.ROOT, " count=%d count_s=%.1f", count, (System.nanoTime() - start) / 1e9));
    System.out.println(figures);
  }

  private static EmbeddingMatrix read(Path file, int dimension) throws IOException {
    List<Embedding> vectors = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      FloatBuffer components =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
      while (components.remaining() >= dimension) {
        float[] vector = new float[dimension];
        components.get(vector);
        vectors.add(Embedding.normalised(vector));
      }
    }
    return EmbeddingMatrix.of(vectors);
  }
}
