package io.akin.index.lucene;

import io.akin.benchmark.MadeVectors;
import io.akin.benchmark.Medians;
import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.index.Candidate;
import io.akin.index.Condition;
import io.akin.index.Example;
import io.akin.index.ExampleQuery;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.store.FSDirectory;

/**
 * What a filter costs a search for the ten nearest: for shares of the papers from half of them to
 * one in two thousand, the time of a filtered search beside an exact scan of the papers that pass
 * and beside a search without a filter, and the recall of the first against the second. All in
 * turns; medians over the queries. One segment, one thread, vectors alone. Run by {@code make
 * bench-filters}.
 */
final class FilterBenchmark {
  private static final int DIMENSION = 384;
  private static final int K = 10;
  private static final int QUERIES = 200;
  private static final int TURNS = 5;
  private static final int DAYS = 10_000;
  private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
  private static final List<String> PERCENT =
      List.of("50", "30", "20", "10", "5", "2", "0.5", "0.05");

  private final PaperSearcher searcher;
  private final List<Embedding> queries;

  private FilterBenchmark(PaperSearcher searcher, List<Embedding> queries) {
    this.searcher = searcher;
    this.queries = queries;
  }

  /**
   * Measures.
   *
   * @param args a folder for the index, and how many papers it is to have
   */
  public static void main(String[] args) throws IOException {
    int papers = Integer.parseInt(args[1]);
    MadeVectors made = new MadeVectors(DIMENSION, 1);
    try (FSDirectory directory = FSDirectory.open(Path.of(args[0]))) {
      List<Embedding> queries = new ArrayList<>();
      for (int i = 0; i < QUERIES; i++) {
        queries.add(Embedding.normalised(made.next()));
      }
      if (!DirectoryReader.indexExists(directory)) {
        build(directory, papers, made);
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        new FilterBenchmark(new PaperSearcher(reader), queries).measure();
      }
    }
  }

  private static void build(FSDirectory directory, int papers, MadeVectors made)
      throws IOException {
    IndexManifest manifest =
        new IndexManifest(
            new HashingEncoder("bench", DIMENSION).space(), "none", HnswOptions.DEFAULT);
    try (MergeWorkers workers = new MergeWorkers();
        IndexWriter writer = new IndexWriter(directory, workers.bulk(manifest))) {
      for (int i = 0; i < papers; i++) {
        long day = (i * 7_919L) % DAYS; // which has nothing to do with the vector
        Paper paper =
            Paper.titled("Paper " + i)
                .ids(List.of(new ArxivId("%04d.%05d".formatted(2101 + i / 100_000, i % 100_000))))
                .published(PublicationDate.of(FIRST.plusDays(day)))
                .build();
        Embedding vector = Embedding.normalised(made.next());
        var _ = writer.addDocument(PaperDocument.of(new IndexedPaper(paper, vector, "hash")));
      }
      MergeWorkers.mergeAll(writer);
      var _ = writer.commit();
    }
  }

  private void measure() throws IOException {
    search(queries.getFirst(), PaperFilter.ALL);
    try {
      Thread.sleep(5_000); // the graph is arranged in memory meanwhile
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    StringBuilder figures =
        new StringBuilder("figures: papers=" + searcher.count(FilterQuery.of(PaperFilter.ALL)));
    for (String percent : PERCENT) {
      long days = Math.round(Double.parseDouble(percent) / 100 * DAYS);
      PaperFilter filter =
          new PaperFilter(
              List.of(
                  new Condition.Published(
                      Optional.empty(), Optional.of(FIRST.plusDays(days - 1)))));
      figures.append(measure(percent, filter));
    }
    System.out.println(figures);
  }

  private String measure(String percent, PaperFilter filter) throws IOException {
    List<Double> filtered = new ArrayList<>();
    List<Double> exact = new ArrayList<>();
    List<Double> unfiltered = new ArrayList<>();
    for (int turn = -2; turn < TURNS; turn++) { // the first two warm up
      double ours = micros(query -> search(query, filter));
      double all = micros(query -> search(query, PaperFilter.ALL));
      double scan = micros(query -> scan(query, filter));
      if (turn >= 0) {
        filtered.add(ours);
        unfiltered.add(all);
        exact.add(scan);
      }
    }
    int found = 0;
    for (Embedding query : queries) {
      Set<Integer> nearest = scan(query, filter);
      nearest.retainAll(search(query, filter));
      found += nearest.size();
    }
    double ours = Medians.of(filtered);
    double scan = Medians.of(exact);
    double all = Medians.of(unfiltered);
    return String.format(
        Locale.ROOT,
        " filtered_%1$s_us=%2$.0f exact_%1$s_us=%3$.0f unfiltered_%1$s_us=%4$.0f to_cheaper_%1$s=%5$.2f recall_%1$s=%6$.4f",
        percent,
        ours,
        scan,
        all,
        ours / Math.min(scan, all),
        found / (double) (QUERIES * K));
  }

  private interface Search {
    Set<Integer> run(Embedding query) throws IOException;
  }

  /** The median time of a query. */
  private double micros(Search search) throws IOException {
    List<Double> micros = new ArrayList<>();
    for (Embedding query : queries) {
      long start = System.nanoTime();
      var _ = search.run(query);
      micros.add((System.nanoTime() - start) / 1e3);
    }
    return Medians.of(micros);
  }

  private Set<Integer> search(Embedding query, PaperFilter filter) throws IOException {
    return handles(engine(query, filter).run().candidates());
  }

  private ExampleSearch engine(Embedding query, PaperFilter filter) {
    List<Example> examples = List.of(new Example("", "", Optional.of(query), 1));
    return new ExampleSearch(searcher, new ExampleQuery(examples, 0, filter, K));
  }

  private static Set<Integer> handles(List<Candidate> candidates) {
    return candidates.stream()
        .map(Candidate::handle)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The nearest of all that pass. */
  private Set<Integer> scan(Embedding query, PaperFilter filter) throws IOException {
    Allowed allowed = Allowed.by(FilterQuery.of(filter), searcher);
    TopKnnCollector collector = new TopKnnCollector(K, Integer.MAX_VALUE);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(PaperDocument.EMBEDDING);
      VectorScorer scorer = vectors.scorer(query.toArray());
      var docs = allowed.docs().get(leaf.ord);
      for (int doc = Allowed.next(docs, 0); doc >= 0; doc = Allowed.next(docs, doc + 1)) {
        var _ = scorer.iterator().advance(doc);
        collector.collect(leaf.docBase + doc, scorer.score());
      }
    }
    List<Integer> found =
        Arrays.stream(collector.topDocs().scoreDocs).map(doc -> doc.doc).sorted().toList();
    return handles(engine(query, filter).candidates(found));
  }
}
