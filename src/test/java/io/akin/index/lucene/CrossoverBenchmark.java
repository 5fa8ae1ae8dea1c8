package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;

/**
 * Queries a second for the ten nearest, by a scan of every vector as it is, and as a larger index
 * is searched, one segment by its quantized vectors and, above 5,000, by its graph; in turns, at
 * each of the sizes; the median of the turns. Vectors are of 384 components, around one centre for
 * every hundred papers; one thread, an index in the page cache. Run by {@code make
 * bench-crossover}; {@link Crossover} draws the conclusion.
 */
final class CrossoverBenchmark {
  private static final int DIMENSION = 384;
  private static final int TURNS = 5;
  private static final long TURN_NANOS = 1_000_000_000;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);

  private CrossoverBenchmark() {}

  /**
   * Measures.
   *
   * @param args a folder for the indexes, then the sizes
   */
  public static void main(String[] args) throws IOException {
    StringBuilder figures = new StringBuilder("figures:");
    for (String size : Arrays.asList(args).subList(1, args.length)) {
      figures.append(
          new CrossoverBenchmark().measure(Path.of(args[0], size), Integer.parseInt(size)));
    }
    System.out.println(figures);
  }

  private String measure(Path folder, int papers) throws IOException {
    List<Embedding> centres = new ArrayList<>();
    for (int i = 0; i < 1 + papers / 100; i++) {
      centres.add(near(new float[DIMENSION], 1));
    }
    IndexManifest manifest =
        new IndexManifest(
            new HashingEncoder("bench", DIMENSION).space(), "title. abstract", HnswOptions.DEFAULT);
    try (MergeWorkers workers = new MergeWorkers();
        FSDirectory directory = FSDirectory.open(folder)) {
      try (IndexWriter writer = new IndexWriter(directory, workers.config(manifest))) {
        for (int i = 0; i < papers; i++) {
          Paper paper =
              Paper.titled("Paper " + i)
                  .ids(List.of(new ArxivId("%04d.%05d".formatted(2101 + i / 100_000, i % 100_000))))
                  .build();
          Embedding vector = near(centres.get(random.nextInt(centres.size())).toArray(), 0.8);
          var _ = writer.addDocument(PaperDocument.of(new IndexedPaper(paper, vector, "hash")));
        }
        writer.forceMerge(1);
        var _ = writer.commit();
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        Snapshot snapshot = new Snapshot(searcher);
        List<float[]> queries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          queries.add(near(centres.get(random.nextInt(centres.size())).toArray(), 0.8).toArray());
        }
        double[] scans = new double[TURNS];
        double[] searches = new double[TURNS];
        for (int turn = -2; turn < TURNS; turn++) { // the first two warm up
          int at = Math.max(0, turn);
          scans[at] = rate(queries, query -> snapshot.scan(query, 10).length);
          searches[at] =
              rate(
                  queries,
                  query ->
                      new GraphSearch(searcher, Crossover.DEFAULT_GAMMA).nearest(query, 10).length);
        }
        Arrays.sort(scans);
        Arrays.sort(searches);
        return String.format(
            Locale.ROOT,
            " scan_%d=%.0f search_%d=%.0f",
            papers,
            scans[TURNS / 2],
            papers,
            searches[TURNS / 2]);
      }
    }
  }

  /** A unit vector at some distance from a centre, which may be the origin. */
  private Embedding near(float[] centre, double spread) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (centre[i] + spread * random.nextGaussian() / Math.sqrt(DIMENSION));
    }
    return Embedding.normalised(vector);
  }

  private interface Search {
    int run(float[] query) throws IOException;
  }

  private static double rate(List<float[]> queries, Search search) throws IOException {
    long start = System.nanoTime();
    long asked = 0;
    while (System.nanoTime() - start < TURN_NANOS) {
      if (search.run(queries.get((int) (asked % queries.size()))) == 0) {
        throw new IOException("nothing was found");
      }
      asked++;
    }
    return asked / ((System.nanoTime() - start) / 1e9);
  }
}
