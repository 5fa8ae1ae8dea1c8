package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.index.Candidate;
import io.akin.index.Condition;
import io.akin.index.Example;
import io.akin.index.ExampleQuery;
import io.akin.index.FlatIndex;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.index.PaperView;
import io.akin.index.Shortlist;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the small indexes of the contract do not reach: several segments, and filtered graphs. */
class ExampleSearchTest {
  private static final int DIMENSION = 8;
  private static final IndexManifest MANIFEST =
      new IndexManifest(
          new HashingEncoder("toy", DIMENSION).space(), "title. abstract", new HnswOptions(16, 64));

  private final long seed = Long.getLong("tests.seed", System.nanoTime());
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1})
  void segmentsAndDeletedPapersMakeNoDifference(double lexicalShare) throws IOException {
    List<IndexedPaper> papers = papers(300);
    List<IndexedPaper> living = new ArrayList<>();
    try (var directory = new ByteBuffersDirectory();
        var writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig(PaperTerms.ANALYZER)
                    .setMergePolicy(NoMergePolicy.INSTANCE))) {
      for (int i = 0; i < papers.size(); i++) {
        writer.addDocument(PaperDocument.of(papers.get(i)));
        if (i % 90 == 89) {
          writer.flush();
        }
      }
      for (int i = 0; i < papers.size(); i++) {
        if (i % 4 == 1 || (i >= 90 && i < 180)) { // a whole segment of them
          String id = papers.get(i).paper().id().text();
          writer.deleteDocuments(new Term(PaperDocument.IDS, id));
        } else {
          living.add(papers.get(i));
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(writer);
          PaperView oracle = new FlatIndex(MANIFEST, living).view()) {
        assertTrue(reader.leaves().size() >= 3 && reader.numDeletedDocs() > 30, this::repeat);
        for (PaperFilter filter : List.of(PaperFilter.ALL, even())) {
          ExampleQuery query = query(lexicalShare, filter, 20);

          List<Candidate> found =
              new ExampleSearch(new PaperSearcher(reader), query).run().candidates();

          List<Candidate> expected = oracle.shortlist(query).candidates();
          assertEquals(ids(expected), ids(found), this::repeat);
          for (int i = 0; i < found.size(); i++) {
            assertEquals(expected.get(i).score(), found.get(i).score(), 1e-12, this::repeat);
          }
        }
      }
    }
  }

  /** Segments so large that the counts of frequent words are kept. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1})
  void frequentWordsMakeNoDifference(double lexicalShare) throws IOException {
    List<IndexedPaper> papers = wordy(3 * SegmentWords.FEWEST_DOCS + 300);
    List<IndexedPaper> living = new ArrayList<>();
    try (var directory = new ByteBuffersDirectory();
        var writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig(PaperTerms.ANALYZER)
                    .setMergePolicy(NoMergePolicy.INSTANCE))) {
      for (int i = 0; i < papers.size(); i++) {
        writer.addDocument(PaperDocument.of(papers.get(i)));
        if (i % SegmentWords.FEWEST_DOCS == SegmentWords.FEWEST_DOCS - 1) {
          writer.flush();
        }
      }
      for (IndexedPaper paper : papers) {
        if (random.nextInt(5) == 0) {
          writer.deleteDocuments(new Term(PaperDocument.IDS, paper.paper().id().text()));
        } else {
          living.add(paper);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(writer);
          PaperView oracle = new FlatIndex(MANIFEST, living).view()) {
        assertEquals(4, reader.leaves().size());
        PaperSearcher searcher = new PaperSearcher(reader);
        for (int i = 0; i < 12; i++) {
          PaperFilter filter = i % 3 == 0 ? even() : PaperFilter.ALL;
          ExampleQuery query =
              new ExampleQuery(examples(), lexicalShare, filter, 1 + random.nextInt(200));

          List<Candidate> found = new ExampleSearch(searcher, query).run().candidates();

          List<Candidate> expected = oracle.shortlist(query).candidates();
          assertEquals(ids(expected), ids(found), this::repeat);
          for (int j = 0; j < found.size(); j++) {
            assertEquals(expected.get(j).score(), found.get(j).score(), 1e-12, this::repeat);
          }
          assertApproximate(
              LexicalScores.of(query, searcher),
              LexicalScores.of(query, searcher, 1 + random.nextInt(700)),
              reader.maxDoc());
        }
      }
    }
  }

  private void assertApproximate(LexicalScores scores, LexicalScores sliced, int docs)
      throws IOException {
    scores.await();
    sliced.await();
    assertTrue(scores.error() > 0 && scores.error() < 1e-5, this::repeat);
    for (int doc = 0; doc < docs; doc++) {
      assertEquals(scores.score(doc), scores.approximate()[doc], scores.error(), this::repeat);
      assertEquals(scores.score(doc), sliced.score(doc), this::repeat);
      assertEquals(sliced.score(doc), sliced.approximate()[doc], scores.error(), this::repeat);
    }
  }

  /** Some that papers should be like, and one that they should not. */
  private List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      examples.add(
          new Example(words(3), words(30), Optional.of(vector()), 0.1 + random.nextDouble()));
    }
    examples.add(
        new Example("", words(20), Optional.of(vector()), -0.1 - 0.5 * random.nextDouble()));
    return examples;
  }

  /** Papers of words of all frequencies, one of which is in one paper too often for a byte. */
  private List<IndexedPaper> wordy(int n) {
    List<IndexedPaper> papers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Paper paper =
          Paper.titled(words(4))
              .ids(List.of(new ArxivId("2101.%05d".formatted(i))))
              .abstractText(words(random.nextInt(60)) + (i == 700 ? " zq0kx".repeat(200) : ""))
              .categories(List.of(i % 2 == 0 ? "even" : "odd"))
              .build();
      papers.add(new IndexedPaper(paper, vector(), "hash"));
    }
    return papers;
  }

  private String words(int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      double place = Math.pow(1_000, random.nextDouble()) - 1; // as in Zipf's law
      words.append("zq").append((int) place).append("kx ");
    }
    return words.toString();
  }

  /** In an index so large that the graph is walked past papers that do not pass. */
  @Test
  void aFilteredGraphFindsTheNearest() throws IOException {
    List<IndexedPaper> papers = papers(12_000);
    int found = 0;
    int queries = 20;
    try (var directory = new ByteBuffersDirectory()) {
      try (var writer = new IndexWriter(directory, new IndexWriterConfig(PaperTerms.ANALYZER))) {
        for (IndexedPaper paper : papers) {
          writer.addDocument(PaperDocument.of(paper));
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory);
          PaperView oracle = new FlatIndex(MANIFEST, papers).view()) {
        PaperSearcher searcher = new PaperSearcher(reader);
        for (int i = 0; i < queries; i++) {
          ExampleQuery query = query(0, even(), 10);
          Shortlist answer = new ExampleSearch(searcher, query).run();
          assertFalse(answer.exact());
          Set<PaperId> ids = Set.copyOf(ids(answer.candidates()));
          assertEquals(10, ids.size(), this::repeat);
          for (Candidate nearest : oracle.shortlist(query).candidates()) {
            found += ids.contains(nearest.id()) ? 1 : 0;
          }
        }
      }
    }
    double recall = found / (10.0 * queries);
    assertTrue(recall >= 0.95, () -> "recall@10 was %.3f; %s".formatted(recall, repeat()));
  }

  /** The graph is asked for many papers, of which few are there and others are deleted. */
  @Test
  void asManyAsPassAFilterCanBeWanted() throws IOException {
    List<IndexedPaper> papers = papers(5_000);
    try (var directory = new ByteBuffersDirectory()) {
      try (var writer = new IndexWriter(directory, new IndexWriterConfig(PaperTerms.ANALYZER))) {
        for (IndexedPaper paper : papers) {
          writer.addDocument(PaperDocument.of(paper));
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        ExampleQuery query = query(0.4, PaperFilter.ALL, 4_999);

        Shortlist answer = new ExampleSearch(new PaperSearcher(reader), query).run();

        assertEquals(4_999, Set.copyOf(ids(answer.candidates())).size(), this::repeat);
      }
    }
  }

  private static List<PaperId> ids(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::id).toList();
  }

  private static PaperFilter even() {
    return new PaperFilter(List.of(new Condition.InCategory(List.of("even"))));
  }

  private ExampleQuery query(double lexicalShare, PaperFilter filter, int size) {
    List<Example> examples =
        List.of(
            new Example("zq1kx", "zq2kx zq3kx zq2kx", Optional.of(vector()), 1),
            new Example("", "zq4kx zq1kx", Optional.of(vector()), 0.4),
            new Example("", "zq5kx", Optional.of(vector()), -0.5));
    return new ExampleQuery(examples, lexicalShare, filter, size);
  }

  private List<IndexedPaper> papers(int n) {
    List<IndexedPaper> papers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        text.append("zq").append(random.nextInt(20)).append("kx ");
      }
      Paper paper =
          Paper.titled("zq" + random.nextInt(20) + "kx")
              .ids(List.of(new ArxivId("2101.%05d".formatted(i))))
              .abstractText(text.toString())
              .categories(List.of(i % 2 == 0 ? "even" : "odd"))
              .published(new PublicationDate(2000 + i % 20, 0, 0))
              .build();
      papers.add(new IndexedPaper(paper, vector(), "hash"));
    }
    return papers;
  }

  private Embedding vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.normalised(vector);
  }

  private String repeat() {
    return "repeat with -Dtests.seed=" + seed;
  }
}
