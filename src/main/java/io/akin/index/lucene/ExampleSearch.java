package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.index.Candidate;
import io.akin.index.Example;
import io.akin.index.ExampleQuery;
import io.akin.index.PaperFilter;
import io.akin.index.Shortlist;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.FixedBitSet;

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
  private final double tie;
  private final int graphCandidates;

  /** The lexical part of the score of every document, empty where words do not count. */
  private final double[] words;

  ExampleSearch(PaperSearcher searcher, ExampleQuery query) throws IOException {
    this(searcher, query, Crossover.DEFAULT_CANDIDATES);
  }

  /**
   * Plans a search.
   *
   * @param graphCandidates papers that the graph is asked for at least
   */
  ExampleSearch(PaperSearcher searcher, ExampleQuery query, int graphCandidates)
      throws IOException {
    this.graphCandidates = graphCandidates;
    this.searcher = searcher;
    this.facts = new Facts(searcher.getIndexReader());
    this.query = query;
    this.filter = FilterQuery.of(query.filter());
    this.tie = TIE * query.examples().stream().mapToDouble(e -> Math.abs(e.weight())).sum();
    this.words = query.lexicalShare() > 0 ? words() : new double[0];
  }

  Shortlist run() throws IOException {
    Allowed allowed = Allowed.by(filter, searcher);
    float[] direction = direction();
    double length = length(direction);
    boolean meaning = length > 1e-6 && query.lexicalShare() < 1;
    boolean all = query.filter().equals(PaperFilter.ALL);
    boolean exact =
        !meaning
            || allowed.count() <= (all ? Crossover.EXACT_UP_TO : Crossover.FILTERED_EXACT_UP_TO);
    SortedSet<Integer> docs = new TreeSet<>();
    if (exact) {
      double[] scores = words.length > 0 ? words.clone() : noScores();
      if (meaning) {
        addMeaning(scores, unit(direction, length), length, allowed);
      }
      docs.addAll(best(scores, allowed, Double.NEGATIVE_INFINITY));
    } else {
      docs.addAll(nearest(unit(direction, length), allowed));
      if (words.length > 0) {
        docs.addAll(best(words, allowed, 0)); // the meaning finds those without a word in common
      }
    }
    List<Candidate> found = new ArrayList<>(candidates(List.copyOf(docs)));
    found.sort(
        Comparator.comparingDouble((Candidate candidate) -> -candidate.score())
            .thenComparing(Candidate::id));
    return new Shortlist(found.subList(0, Math.min(query.size(), found.size())), exact);
  }

  private double[] noScores() {
    return new double[searcher.getIndexReader().maxDoc()];
  }

  /** Scores documents, whether they pass the filter or not. */
  List<Candidate> candidates(List<Integer> docs) throws IOException {
    List<Candidate> candidates = new ArrayList<>(docs.size());
    for (int doc : docs) {
      Embedding embedding = facts.embedding(doc);
      double score = words.length > 0 ? words[doc] : 0;
      for (Example example : query.examples()) {
        if (query.lexicalShare() < 1 && example.embedding().isPresent()) {
          double cosine = example.embedding().get().cosine(embedding);
          score += (1 - query.lexicalShare()) * example.weight() * cosine;
        }
      }
      candidates.add(
          new Candidate(
              doc,
              facts.id(doc),
              facts.title(doc),
              embedding,
              facts.published(doc),
              facts.upvotes(doc),
              score));
    }
    return candidates;
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

  /** The lexical part of the score of every document. */
  private double[] words() throws IOException {
    Statistics statistics = searcher.statistics();
    SortedMap<String, Double> weights = new TreeMap<>();
    for (Example example : query.examples()) {
      double weight = query.lexicalShare() * example.weight();
      for (LexicalExample.Weighted part : LexicalExample.of(example, statistics).weights()) {
        weights.merge(part.term(), weight * part.weight(), Double::sum);
      }
    }
    double[] scores = noScores();
    DocAndFloatFeatureBuffer found = new DocAndFloatFeatureBuffer();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      for (var entry : weights.entrySet()) {
        PostingsEnum postings =
            leaf.reader()
                .postings(new Term(PaperDocument.TEXT, entry.getKey()), PostingsEnum.FREQS);
        if (postings == null || postings.nextDoc() == DocIdSetIterator.NO_MORE_DOCS) {
          continue;
        }
        double weight = entry.getValue();
        for (postings.nextPostings(DocIdSetIterator.NO_MORE_DOCS, found);
            found.size > 0;
            postings.nextPostings(DocIdSetIterator.NO_MORE_DOCS, found)) {
          for (int i = 0; i < found.size; i++) {
            int doc = leaf.docBase + found.docs[i];
            scores[doc] += weight * statistics.saturationIn(doc, found.features[i]);
          }
        }
      }
    }
    return scores;
  }

  /** Adds the part of the meaning to the scores of the allowed. */
  private void addMeaning(double[] scores, float[] unit, double length, Allowed allowed)
      throws IOException {
    double factor = (1 - query.lexicalShare()) * length;
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    for (int i = 0; i < leaves.size(); i++) {
      LeafReaderContext leaf = leaves.get(i);
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(PaperDocument.EMBEDDING);
      VectorScorer scorer = vectors == null ? null : vectors.scorer(unit);
      if (scorer == null) {
        continue; // a segment without vectors has no living papers
      }
      FixedBitSet docs = allowed.docs().get(i);
      DocIdSetIterator positions = scorer.iterator();
      for (int doc = Allowed.next(docs, 0); doc >= 0; doc = Allowed.next(docs, doc + 1)) {
        if (positions.docID() < doc && positions.advance(doc) != doc) {
          throw new IllegalStateException("a document of the index has no vector");
        }
        scores[leaf.docBase + doc] += factor * (2 * scorer.score() - 1);
      }
    }
  }

  /** Of the allowed that score above a floor those highest, and those that score as the last. */
  private List<Integer> best(double[] scores, Allowed allowed, double floor) throws IOException {
    double kth = kthHighest(scores, allowed, floor);
    List<Integer> above = new ArrayList<>();
    List<Integer> tied = new ArrayList<>();
    forEach(
        scores,
        allowed,
        Math.max(floor, kth - 2 * tie),
        doc -> {
          double lead = scores[doc] - kth;
          if (lead >= -tie) {
            (lead > tie ? above : tied).add(doc);
          }
        });
    if (tied.size() / 2 > query.size()) { // such as all that share no word with a text
      Map<Integer, PaperId> ids = new HashMap<>();
      for (int doc : tied) {
        ids.put(doc, facts.id(doc));
      }
      tied.sort(Comparator.comparing(ids::get));
      tied.subList(query.size(), tied.size()).clear();
    }
    above.addAll(tied);
    return above;
  }

  /** The last of the highest scores above a floor, as many as papers are wanted, or the floor. */
  private double kthHighest(double[] scores, Allowed allowed, double floor) {
    double[] highest = new double[Math.min(query.size(), allowed.count())]; // ascending
    Arrays.fill(highest, floor);
    if (highest.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    forEach(
        scores,
        allowed,
        floor,
        doc -> {
          if (scores[doc] > highest[0]) {
            int place = Arrays.binarySearch(highest, scores[doc]);
            int end = place >= 0 ? place : -place - 1;
            System.arraycopy(highest, 1, highest, 0, end - 1);
            highest[end - 1] = scores[doc];
          }
        });
    return highest[0];
  }

  private interface DocConsumer {
    void accept(int doc);
  }

  /** Visits the allowed that score above a floor. */
  private void forEach(double[] scores, Allowed allowed, double floor, DocConsumer consumer) {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    for (int i = 0; i < leaves.size(); i++) {
      FixedBitSet docs = allowed.docs().get(i);
      int base = leaves.get(i).docBase;
      for (int doc = 0; doc < docs.length(); doc++) {
        if (scores[base + doc] > floor && docs.get(doc)) {
          consumer.accept(base + doc);
        }
      }
    }
  }

  private List<Integer> nearest(float[] unit, Allowed allowed) throws IOException {
    int wanted = Math.min(Math.max(graphCandidates, query.size()), allowed.count());
    Query only = filter instanceof MatchAllDocsQuery ? null : filter;
    ScoreDoc[] found =
        searcher.search(
                new KnnFloatVectorQuery(PaperDocument.EMBEDDING, unit, wanted, only), wanted)
            .scoreDocs;
    if (found.length < wanted) { // the graph came to an end
      double[] scores = noScores();
      addMeaning(scores, unit, 1, allowed);
      return best(scores, allowed, Double.NEGATIVE_INFINITY);
    }
    return Arrays.stream(found).map(doc -> doc.doc).toList();
  }
}
