package io.akin.benchmark;

import io.akin.embedding.Embedding;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.util.VectorUtil;

/**
 * Recall of the ten nearest against queries a second, of Akin's index and of others that are
 * installed, in turns: at one recall exactly, and as a curve, which it also draws. Each contender
 * is asked with as few candidates as reach the recall, and all of them in each round, so that what
 * disturbs the machine disturbs all. Run by {@code make bench-index}.
 */
final class IndexBenchmark {
  private static final int DIMENSION = 384;
  private static final int QUERIES = 1_000;
  private static final int K = NeighbourContender.K;
  private static final int MOST_CANDIDATES = 3_200;

  /** The recall at which a curve ends. */
  private static final double NEARLY_ALL = 0.999;

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
    Locale.setDefault(Locale.ROOT); // figures are the same in every country
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
      MadeVectors made = new MadeVectors(DIMENSION, 1);
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

  /**
   * How the vectors lie about the queries: the cosines to the nearest and to the tenth, on average,
   * and the local dimension by the ten nearest (<a
   * href="https://papers.nips.cc/paper/2577-maximum-likelihood-estimation-of-intrinsic-dimension">Levina
   * and Bickel, 2004</a>), the median.
   */
  private String spread() throws IOException {
    NeighbourContender.Vectors vectors =
        NeighbourContender.vectors(folder.resolve("vectors.f32"), DIMENSION);
    NeighbourContender.Vectors queries =
        NeighbourContender.vectors(folder.resolve("queries.f32"), DIMENSION);
    IntBuffer truth =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("truth.i32")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asIntBuffer();
    double nearest = 0;
    double last = 0;
    List<Double> dimensions = new ArrayList<>();
    for (int q = 0; q < QUERIES; q++) {
      double[] cosines = new double[K];
      for (int i = 0; i < K; i++) {
        cosines[i] = VectorUtil.dotProduct(queries.get(q), vectors.get(truth.get()));
      }
      nearest += cosines[0] / QUERIES;
      last += cosines[K - 1] / QUERIES;
      double logarithms = 0;
      for (double cosine : cosines) {
        logarithms += Math.log((1 - cosines[K - 1]) / (1 - cosine)) / 2; // of squared distances
      }
      dimensions.add((K - 1) / logarithms);
    }
    return "nearest=%.3f tenth=%.3f local_dimension=%.1f"
        .formatted(nearest, last, Medians.of(dimensions));
  }

  private void measure(Map<String, List<String>> commands, double recall, int rounds)
      throws IOException {
    Map<String, Rival> contenders = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        contenders.put(command.getKey(), Rival.start(command.getKey(), command.getValue()));
      }
      List<Figures> all = new ArrayList<>();
      for (Rival contender : contenders.values()) {
        all.add(new Figures(contender, enough(contender, recall)));
      }
      for (int round = -2; round < rounds; round++) { // the first two warm up
        for (Figures figures : all) {
          figures.measure(round >= 0);
        }
      }
      List<RecallPlot.Curve> curves = curves(contenders.values());
      Path plot = folder.resolveSibling(folder.getFileName() + ".svg");
      Files.writeString(plot, RecallPlot.svg(folder.getFileName() + " vectors", curves));
      for (RecallPlot.Curve curve : curves) {
        System.out.println(curve);
      }
      System.out.println("drawn in " + plot);
      StringBuilder line = new StringBuilder("figures: ").append(spread());
      for (Figures figures : all) {
        figures.addTo(line, all.getFirst());
      }
      System.out.println(line);
    } finally {
      contenders.values().forEach(Rival::close);
    }
  }

  /** What is measured of a contender at the recall to reach. */
  private final class Figures {
    private final Rival contender;
    private final int candidates;
    private final double recall;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> ratesOfTwo = new ArrayList<>();
    private final List<Double> slowest = new ArrayList<>();

    Figures(Rival contender, int candidates) throws IOException {
      this.contender = contender;
      this.candidates = candidates;
      this.recall = reached(contender, candidates);
    }

    void measure(boolean counts) throws IOException {
      var _ = rate(contender, candidates, 1); // its own is in the caches then, not that of others
      double one = rate(contender, candidates, 1);
      double two = rate(contender, candidates, 2);
      double p99 = contender.ask("p99 %d %d".formatted(candidates, QUERIES));
      if (counts) {
        rates.add(one);
        ratesOfTwo.add(two);
        slowest.add(p99 * 1_000);
      }
    }

    void addTo(StringBuilder line, Figures own) throws IOException {
      Map<String, String> named = new LinkedHashMap<>();
      named.put("build_s", "%.1f".formatted(Double.parseDouble(contender.ways().getFirst())));
      named.put("recall", "%.4f".formatted(recall));
      named.put("candidates", Integer.toString(candidates));
      named.put("qps", "%.0f".formatted(Medians.of(rates)));
      named.put("qps_two_threads", "%.0f".formatted(Medians.of(ratesOfTwo)));
      named.put("p99_ms", "%.2f".formatted(Medians.of(slowest)));
      named.put("rss_mb", Long.toString(contender.residentMegabytes()));
      long disk = diskMegabytes();
      if (disk > 0) { // others are kept in memory alone
        named.put("disk_mb", Long.toString(disk));
      }
      named.forEach(
          (name, value) -> line.append(" %s_%s=%s".formatted(contender.name(), name, value)));
      if (own != this) {
        line.append(" to_%s=%.2f".formatted(contender.name(), Medians.ofRatios(own.rates, rates)));
      }
    }

    /** Of what the contender keeps in files, in megabytes of 10^6 bytes. */
    private long diskMegabytes() throws IOException {
      long bytes = 0;
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (folder.relativize(file).toString().startsWith(contender.name())) {
            bytes += Files.size(file);
          }
        }
      }
      return bytes / 1_000_000;
    }
  }

  /** Queries a second at every recall, by all in turns. */
  private static List<RecallPlot.Curve> curves(Collection<Rival> contenders) throws IOException {
    Map<String, List<RecallPlot.Point>> points = new LinkedHashMap<>();
    contenders.forEach(contender -> points.put(contender.name(), new ArrayList<>()));
    for (int candidates = K; candidates <= 2_000; candidates = candidates * 8 / 5) {
      for (Rival contender : contenders) {
        List<RecallPlot.Point> known = points.get(contender.name());
        if (known != null && (known.isEmpty() || known.getLast().recall() < NEARLY_ALL)) {
          double recall = reached(contender, candidates);
          known.add(
              new RecallPlot.Point(
                  recall, rate(contender, candidates, 1), rate(contender, candidates, 2)));
        }
      }
    }
    return points.entrySet().stream()
        .map(entry -> new RecallPlot.Curve(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static double rate(Rival contender, int candidates, int threads) throws IOException {
    return QUERIES / contender.ask("time %d %d %d".formatted(candidates, QUERIES, threads));
  }

  /** The fewest candidates that reach a recall. */
  static int enough(Rival contender, double recall) throws IOException {
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
