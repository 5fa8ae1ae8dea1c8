package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.index.Candidate;
import io.akin.index.Evidence;
import io.akin.index.Example;
import io.akin.index.ExampleQuery;
import io.akin.index.FeaturedDays;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.ListQuery;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex.PaperConsumer;
import io.akin.index.PaperPage;
import io.akin.index.PaperView;
import io.akin.index.RecallReport;
import io.akin.index.Shortlist;
import io.akin.index.Token;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A look at one point in time of a generation. Thread-safe. */
final class LuceneView implements PaperView {
  private final OpenGeneration generation;
  private final PaperSearcher searcher;

  private final AtomicBoolean closed = new AtomicBoolean();

  LuceneView(OpenGeneration generation, PaperSearcher searcher) {
    this.generation = generation;
    this.searcher = searcher;
  }

  /** What {@code CURRENT} calls the generation. */
  String generation() {
    return generation.name();
  }

  /** How far searches walk over the graph, as {@link GraphSearch} has it. */
  double gamma() {
    return generation.gamma(size());
  }

  /** What was measured of the generation, if that was known when it was last refreshed. */
  Optional<RecallReport> measured() {
    return generation.measured();
  }

  PaperSearcher searcher() {
    return searcher;
  }

  @Override
  public IndexManifest manifest() {
    return generation.manifest();
  }

  @Override
  public OptionalDouble recall() throws IOException {
    return generation.recall();
  }

  @Override
  public Object version() {
    return searcher.getIndexReader().getReaderCacheHelper().getKey();
  }

  @Override
  public int size() {
    return searcher.getIndexReader().numDocs();
  }

  @Override
  public Optional<IndexedPaper> find(PaperId id) throws IOException {
    return new Snapshot(searcher).find(List.of(id)).stream().findFirst();
  }

  @Override
  public int count(PaperFilter filter) throws IOException {
    return searcher.count(FilterQuery.of(filter));
  }

  @Override
  public PaperPage list(ListQuery query) throws IOException {
    return new PaperList(searcher, query.filter()).page(query);
  }

  @Override
  public FeaturedDays featuredDays(PaperFilter filter, LocalDate from, LocalDate to)
      throws IOException {
    return new PaperList(searcher, filter).featuredDays(from, to);
  }

  @Override
  public Shortlist shortlist(ExampleQuery query) throws IOException {
    requireDimension(query);
    return new ExampleSearch(searcher, query, gamma()).run();
  }

  @Override
  public List<Optional<Candidate>> candidates(List<PaperId> ids, ExampleQuery query)
      throws IOException {
    requireDimension(query);
    ExampleSearch search = new ExampleSearch(searcher, query, gamma());
    Snapshot snapshot = new Snapshot(searcher);
    List<Optional<Candidate>> found = new ArrayList<>(ids.size());
    for (PaperId id : ids) {
      found.add(
          search.candidates(snapshot.docs(List.of(id))).stream()
              .min(Comparator.comparing(Candidate::id))); // as find does
    }
    return found;
  }

  private void requireDimension(ExampleQuery query) {
    for (Example example : query.examples()) {
      example
          .embedding()
          .ifPresent(vector -> generation.manifest().requireDimension(vector.dimension()));
    }
  }

  @Override
  public Paper paper(Candidate candidate) throws IOException {
    return searcher.paper(candidate.handle());
  }

  @Override
  public List<List<Evidence>> evidence(List<Candidate> candidates, ExampleQuery query)
      throws IOException {
    Statistics statistics = searcher.statistics();
    List<Optional<LexicalExample>> seeds = new ArrayList<>();
    for (Example example : query.examples()) {
      seeds.add(
          query.lexicalShare() == 0
              ? Optional.empty()
              : Optional.of(searcher.texts().weighted(example)));
    }
    List<List<Evidence>> all = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Paper paper = paper(candidate);
      SortedMap<String, Integer> counts =
          PaperTerms.counts(paper.title(), paper.abstractText(), this::tokens);
      int length = PaperTerms.length(counts);
      List<Evidence> evidence = new ArrayList<>();
      for (int i = 0; i < seeds.size(); i++) {
        Optional<Embedding> vector = query.examples().get(i).embedding();
        evidence.add(
            new Evidence(
                vector.map(seed -> seed.cosine(candidate.embedding())).orElse(0.0),
                seeds.get(i).map(seed -> seed.score(counts, length, statistics)).orElse(0.0)));
      }
      all.add(evidence);
    }
    return all;
  }

  @Override
  public List<Token> tokens(String text) {
    return searcher.texts().tokens(text);
  }

  @Override
  public double idf(String term) throws IOException {
    return searcher.statistics().idf(term);
  }

  @Override
  public void scan(PaperConsumer consumer) throws IOException {
    new Snapshot(searcher).scan(consumer);
  }

  @Override
  public void scanVectors(VectorConsumer consumer) throws IOException {
    new Snapshot(searcher).scanVectors(consumer);
  }

  @Override
  public void close() throws IOException {
    if (!closed.getAndSet(true)) {
      generation.release(searcher);
    }
  }
}
