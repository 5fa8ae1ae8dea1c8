package io.akin.benchmark;

import io.akin.embedding.Embedding;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/**
 * Recall of the ten nearest against queries a second, of Akin's index and of others that are
 * installed, in turns. Each contender is asked with as few candidates as reach the recall, and all
 * of them in each round, so that what disturbs the machine disturbs all. Run by {@code make
 * bench-index}.
 */
final class IndexBenchmark {
  private static final int DIMENSION = 384;
  private static final int QUERIES = 1_000;
  private static final int K = NeighbourContender.K;
  private static final int MOST_CANDIDATES = 3_200;

  private final Path folder;

  private IndexBenchmark(Path folder) {
    this.folder = folder;
  }

  /**
   * Measures.
   *
   * @param args a folder to work in, vectors, the file they are in or "" for made ones, the recall
   *     to reach, rounds, and for each contender its name and the command that starts it, whose
   *     words are parted by spaces
   */
  public static void main(String[] args) throws IOException {
    IndexBenchmark benchmark = new IndexBenchmark(Files.createDirectories(Path.of(args[0])));
    int size = Integer.parseInt(args[1]);
    benchmark.prepare(size, args[2]);
    Map<String, List<String>> contenders = new LinkedHashMap<>();
    for (int i = 5; i + 1 < args.length; i += 2) {
      contenders.put(args[i], List.of(args[i + 1].split(" ", -1)));
    }
    benchmark.measure(contenders, Double.parseDouble(args[3]), Integer.parseInt(args[4]));
  }

  /** Writes the vectors, the queries and what is true of them, unless they are there. */
  private void prepare(int size, String file) throws IOException {
    Path truth = folder.resolve("truth.i32");
    if (Files.exists(truth)) {
      return;
    }
    Path vectors = folder.resolve("vectors.f32");
    Path queries = folder.resolve("queries.f32");
    if (file.isEmpty()) {
      MadeVectors made = new MadeVectors(DIMENSION, size, 1);
      write(vectors, size, made::next);
      write(queries, QUERIES, made::next);
    } else {
      NeighbourContender.Vectors given = NeighbourContender.vectors(Path.of(file), DIMENSION);
      if (given.size() < size + QUERIES) {
        throw new IOException(
            "%s has %,d vectors, not %,d and %,d queries"
                .formatted(file, given.size(), size, QUERIES));
      }
      int step = given.size() / QUERIES; // queries are spread over the file, and not searched
      int[] rest =
          IntStream.range(0, given.size())
              .filter(row -> row % step != 0 || row / step >= QUERIES)
              .toArray();
      int[] next = {0, 0};
      write(vectors, size, () -> given.get(rest[next[0]++]));
      write(queries, QUERIES, () -> given.get(step * next[1]++));
    }
    writeTruth(truth);
  }

  private interface Source {
    float[] next();
  }

  private static void write(Path file, int count, Source source) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < count; i++) {
        bytes.asFloatBuffer().put(Embedding.normalised(source.next()).toArray());
        out.write(bytes.array());
      }
    }
  }

  private void writeTruth(Path file) throws IOException {
    NeighbourContender.Vectors vectors =
        NeighbourContender.vectors(folder.resolve("vectors.f32"), DIMENSION);
    NeighbourContender.Vectors queries =
        NeighbourContender.vectors(folder.resolve("queries.f32"), DIMENSION);
    int size = vectors.size();
    int part = 2_000; // vectors at a time, so that they stay in the cache for all queries
    long[][] best = new long[QUERIES][];
    Arrays.setAll(best, _ -> new long[0]);
    for (int begin = 0; begin < size; begin += part) {
      int from = begin;
      float[][] some =
          IntStream.range(begin, Math.min(size, begin + part))
              .mapToObj(vectors::get)
              .toArray(float[][]::new);
      IntStream.range(0, QUERIES)
          .parallel()
          .forEach(q -> best[q] = nearest(best[q], queries.get(q), some, from));
    }
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (long[] nearest : best) {
        for (long one : nearest) {
          out.writeInt(Integer.reverseBytes((int) one));
        }
      }
    }
  }

  /** The nearest of those known and some more, as distance and row. */
  private static long[] nearest(long[] known, float[] query, float[][] some, int from) {
    long[] all = Arrays.copyOf(known, known.length + some.length);
    for (int i = 0; i < some.length; i++) {
      float distance = 2 - VectorUtil.dotProduct(query, some[i]);
      all[known.length + i] = ((long) Float.floatToIntBits(distance) << 32) | (from + i);
    }
    Arrays.sort(all);
    return Arrays.copyOf(all, K);
  }

  private void measure(Map<String, List<String>> commands, double recall, int rounds)
      throws IOException {
    Map<String, Rival> contenders = new LinkedHashMap<>();
    Map<String, Integer> candidates = new LinkedHashMap<>();
    StringBuilder figures = new StringBuilder("figures:");
    try {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        String name = command.getKey();
        Rival contender = Rival.start(name, command.getValue());
        contenders.put(name, contender);
        int enough = enough(contender, recall);
        candidates.put(name, enough);
        double build = Double.parseDouble(contender.ways().getFirst());
        double reached = contender.ask("recall %d %d".formatted(enough, QUERIES));
        System.out.printf(
            Locale.ROOT,
            "%s: built in %.1f s, recall@10 %.4f with %d candidates%n",
            name,
            build,
            reached,
            enough);
        figures.append(
            String.format(
                Locale.ROOT,
                " %s_build_s=%.1f %s_recall=%.4f %s_candidates=%d",
                name,
                build,
                name,
                reached,
                name,
                enough));
      }
      Map<String, List<Double>> rates = new LinkedHashMap<>();
      for (int round = -2; round < rounds; round++) { // the first two warm up
        for (Map.Entry<String, Rival> contender : contenders.entrySet()) {
          double seconds =
              contender
                  .getValue()
                  .ask("time %d %d 1".formatted(candidates.get(contender.getKey()), QUERIES));
          if (round >= 0) {
            rates
                .computeIfAbsent(contender.getKey(), _ -> new ArrayList<>())
                .add(QUERIES / seconds);
          }
        }
      }
      List<Double> own = rates.values().iterator().next();
      for (Map.Entry<String, Rival> contender : contenders.entrySet()) {
        String name = contender.getKey();
        List<Double> measured = rates.getOrDefault(name, List.of());
        figures.append(
            String.format(
                Locale.ROOT,
                " %s_qps=%.0f %s_rss_mb=%d",
                name,
                Medians.of(measured),
                name,
                contender.getValue().residentMegabytes()));
        if (measured != own) {
          figures.append(
              String.format(Locale.ROOT, " to_%s=%.2f", name, Medians.ofRatios(own, measured)));
        }
      }
    } finally {
      contenders.values().forEach(Rival::close);
    }
    System.out.println(figures);
  }

  /** The fewest candidates that reach a recall. */
  private static int enough(Rival contender, double recall) throws IOException {
    int low = K - 1;
    int high = 2 * K;
    while (high < MOST_CANDIDATES && reached(contender, high) < recall) {
      low = high;
      high = Math.min(2 * high, MOST_CANDIDATES);
    }
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (reached(contender, middle) < recall) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double reached(Rival contender, int candidates) throws IOException {
    return contender.ask("recall %d %d".formatted(candidates, QUERIES));
  }
}
