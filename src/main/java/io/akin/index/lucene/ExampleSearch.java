package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.index.Candidate;
import io.akin.index.Example;
import io.akin.index.ExampleQuery;
import io.akin.index.Shortlist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/**
 * Finds the papers that score highest for one query. The sum over the examples is linear both in
 * their vectors and in the weights of their words, so that one vector and one list of terms find
 * candidates for all of them, whatever their number; the candidates alone are compared with each.
 *
 * <p>Where few papers pass the filter, every one is scored. Else the graph gives the nearest by
 * meaning, the words those that share most, and of both together the best are kept.
 */
final class ExampleSearch {
  /**
   * Sums in another order differ in their last bits, by which papers must not be told apart. For
   * weights that add up to 1.
   */
  private static final double TIE = 1e-6;

  private final PaperSearcher searcher;
  private final Facts facts;
  private final ExampleQuery query;
  private final Query filter;
  private final boolean filtered;
  private final double tie;
  private final double gamma;

  /** Summed in a thread of their own while the graph is walked; empty where words do not count. */
  private final Optional<LexicalScores> summing;

  ExampleSearch(PaperSearcher searcher, ExampleQuery query) {
    this(searcher, query, Crossover.DEFAULT_GAMMA);
  }

  /**
   * Plans a search.
   *
   * @param gamma how far to walk over the graph, as {@link GraphSearch} has it
   */
  ExampleSearch(PaperSearcher searcher, ExampleQuery query, double gamma) {
    this.gamma = gamma;
    this.searcher = searcher;
    this.facts = new Facts(searcher.getIndexReader());
    this.query = query;
    this.filter = FilterQuery.of(query.filter());
    this.filtered = !(filter instanceof MatchAllDocsQuery);
    this.tie = TIE * query.examples().stream().mapToDouble(e -> Math.abs(e.weight())).sum();
    this.summing =
        query.lexicalShare() > 0
            ? Optional.of(LexicalScores.of(query, searcher))
            : Optional.empty();
  }

  private Optional<LexicalScores> words() throws IOException {
    if (summing.isPresent()) {
      summing.get().await();
    }
    return summing;
  }

  Shortlist run() throws IOException {
    Allowed allowed = Allowed.by(filter, searcher);
    float[] direction = direction();
    double length = length(direction);
    boolean meaning = length > 1e-6 && query.lexicalShare() < 1;
    int exactUpTo =
        filtered && summing.isPresent() ? Crossover.EXACT_WITH_WORDS_UP_TO : Crossover.EXACT_UP_TO;
    boolean exact = !meaning || allowed.count() <= exactUpTo;
    Selection selection =
        new Selection(searcher.getIndexReader().leaves(), facts, allowed, query.size(), tie);
    SortedSet<Integer> docs = new TreeSet<>();
    if (exact) {
      docs.addAll(
          meaning || summing.isEmpty()
              ? best(direction, allowed, selection)
              : mostWords(selection, Double.NEGATIVE_INFINITY));
    } else {
      docs.addAll(nearest(unit(direction, length), allowed, selection));
      docs.addAll(mostWords(selection, 0)); // the meaning finds those without a word in common
    }
    List<Candidate> found = new ArrayList<>();
    for (Scored scored : highest(scored(docs))) {
      found.add(candidate(scored));
    }
    found.sort(
        Comparator.comparingDouble((Candidate candidate) -> -candidate.score())
            .thenComparing(Candidate::id));
    return new Shortlist(found.subList(0, Math.min(query.size(), found.size())), exact);
  }

  /** Those that share most words. */
  private List<Integer> mostWords(Selection selection, double floor) throws IOException {
    Optional<LexicalScores> words = words();
    return words.isEmpty()
        ? List.of()
        : selection.best(words.get().approximate(), words.get().error(), words.get()::score, floor);
  }

  /** The best of the allowed by meaning and words, all of them compared. */
  private List<Integer> best(float[] direction, Allowed allowed, Selection selection)
      throws IOException {
    int[] docs = allowed.toArray(searcher.getIndexReader().leaves());
    double[] meaning = meaning(docs, direction, 1 - query.lexicalShare());
    Optional<LexicalScores> words = words();
    if (words.isEmpty()) {
      return selection.best(docs, meaning, 0, place -> meaning[place]);
    }
    LexicalScores some = words.get();
    double[] approximate = new double[docs.length];
    for (int place = 0; place < docs.length; place++) {
      approximate[place] = meaning[place] + some.approximate()[docs[place]];
    }
    return selection.best(
        docs, approximate, some.error(), place -> meaning[place] + some.score(docs[place]));
  }

  /** Scores documents, whether they pass the filter or not. */
  List<Candidate> candidates(List<Integer> docs) throws IOException {
    List<Candidate> candidates = new ArrayList<>(docs.size());
    for (Scored scored : scored(docs)) {
      candidates.add(candidate(scored));
    }
    return candidates;
  }

  private record Scored(int doc, Embedding embedding, double score) {}

  private List<Scored> scored(Collection<Integer> docs) throws IOException {
    Optional<LexicalScores> words = words();
    List<Scored> all = new ArrayList<>(docs.size());
    for (int doc : docs) {
      Embedding embedding = facts.embedding(doc);
      double score = words.isPresent() ? words.get().score(doc) : 0;
      for (Example example : query.examples()) {
        if (query.lexicalShare() < 1 && example.embedding().isPresent()) {
          double cosine = example.embedding().get().cosine(embedding);
          score += (1 - query.lexicalShare()) * example.weight() * cosine;
        }
      }
      all.add(new Scored(doc, embedding, score));
    }
    return all;
  }

  /** Those wanted, and all that score as the last of them, in their order. */
  private List<Scored> highest(List<Scored> all) {
    if (all.size() <= query.size()) {
      return all;
    }
    double[] scores = all.stream().mapToDouble(Scored::score).sorted().toArray();
    double last = scores[scores.length - query.size()];
    return all.stream().filter(scored -> scored.score() >= last).toList();
  }

  private Candidate candidate(Scored scored) throws IOException {
    int doc = scored.doc();
    return new Candidate(
        doc,
        facts.id(doc),
        facts.title(doc),
        scored.embedding(),
        facts.published(doc),
        facts.upvotes(doc),
        scored.score());
  }

  /** The sum of the weighted embeddings, whose product with a paper's is that of all of them. */
  private float[] direction() {
    int dimension =
        query.examples().stream()
            .flatMap(example -> example.embedding().stream())
            .mapToInt(Embedding::dimension)
            .findFirst()
            .orElse(0);
    double[] sum = new double[dimension];
    for (Example example : query.examples()) {
      if (example.embedding().isPresent()) {
        float[] vector = example.embedding().get().toArray();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += example.weight() * vector[i];
        }
      }
    }
    float[] direction = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      direction[i] = (float) sum[i];
    }
    return direction;
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    return Math.sqrt(squares);
  }

  private static float[] unit(float[] vector, double length) {
    float[] unit = vector.clone();
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (unit[i] / length);
    }
    return unit;
  }

  /** The product of a direction with each of the documents, times a factor. */
  private double[] meaning(int[] docs, float[] direction, double factor) throws IOException {
    double length = length(direction);
    double[] scores = new double[docs.length];
    if (length > 0) {
      List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
      float[] products = ExactScores.of(leaves, unit(direction, length), docs);
      for (int i = 0; i < docs.length; i++) {
        scores[i] = factor * length * (2 * products[i] - 1);
      }
    }
    return scores;
  }

  private List<Integer> nearest(float[] unit, Allowed allowed, Selection selection)
      throws IOException {
    GraphSearch search = new GraphSearch(searcher, filtered ? 0 : gamma);
    int candidates = search.candidates(query.size());
    if (summing.isPresent()) {
      candidates = Math.max(Crossover.CANDIDATES_WITH_WORDS, candidates);
    }
    if (filtered) {
      double share = allowed.count() / (double) searcher.getIndexReader().numDocs();
      candidates = Crossover.filtered(candidates, share);
    }
    int wanted = Math.min(candidates, allowed.count());
    List<ScoreDoc> found =
        search.candidates(unit, wanted, filtered ? Optional.of(allowed) : Optional.empty());
    if (found.size() < wanted) { // the graph came to an end
      int[] docs = allowed.toArray(searcher.getIndexReader().leaves());
      double[] scores = meaning(docs, unit, 1);
      return selection.best(docs, scores, 0, place -> scores[place]);
    }
    return found.stream().map(doc -> doc.doc).toList();
  }
}
