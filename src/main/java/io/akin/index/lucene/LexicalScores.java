package io.akin.index.lucene;

import io.akin.index.Example;
import io.akin.index.ExampleQuery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;

/**
 * The lexical part of the score of every document for one query. Sums are made slice by slice, in a
 * thread of their own and, once {@link #await} is called, in that of the caller too. Otherwise for
 * one thread.
 *
 * <p>Not pruned by upper bounds, as by <a
 * href="https://doi.org/10.1016/0306-4573(95)00020-H">Turtle and Flood (1995)</a>: an abstract has
 * eighty words, and of their 928,000 postings over 100,000 papers 407,000 must be read before no
 * unseen paper can be among the best 200, when 90,000 seen ones still can.
 */
final class LexicalScores {
  /** Documents whose sums and lengths, 16 bytes each, fit into the cache of one core. */
  private static final int SLICE = 16_384;

  private final FutureTask<SortedMap<String, Double>> weights;
  private final List<FutureTask<LexicalSlice>> summing = new ArrayList<>();

  /** What the words add that have no column. */
  private final double[] rare;

  /** The scores, within the error. */
  private final double[] approximate;

  private final List<LexicalSlice> slices = new ArrayList<>();
  private final Map<Integer, Double> scores = new HashMap<>();

  private LexicalScores(ExampleQuery query, PaperSearcher searcher, int sliceDocs) {
    this.rare = new double[searcher.getIndexReader().maxDoc()];
    this.approximate = new double[rare.length];
    this.weights = new FutureTask<>(() -> weights(query, searcher.texts()));
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      int docs = leaf.reader().maxDoc();
      FutureTask<List<LexicalSlice.Word>> words =
          new FutureTask<>(() -> words(leaf, weights.get(), searcher));
      for (int from = 0; from < docs; from += sliceDocs) {
        int first = from;
        int end = Math.min(docs, from + sliceDocs);
        summing.add(
            new FutureTask<>(
                () -> {
                  words.run(); // by the first slice that comes here
                  LexicalSlice slice = new LexicalSlice(leaf, first, end, searcher.statistics());
                  slice.sum(words.get(), rare, approximate);
                  return slice;
                }));
      }
    }
  }

  /** Starts to sum. */
  static LexicalScores of(ExampleQuery query, PaperSearcher searcher) {
    return of(query, searcher, SLICE);
  }

  /**
   * Starts to sum.
   *
   * @param sliceDocs documents of a segment that are summed in one go
   */
  static LexicalScores of(ExampleQuery query, PaperSearcher searcher, int sliceDocs) {
    LexicalScores scores = new LexicalScores(query, searcher, sliceDocs);
    Thread.ofVirtual()
        .name("lexical-scores")
        .start(
            () -> {
              scores.weights.run();
              scores.summing.forEach(FutureTask::run);
            });
    return scores;
  }

  private static SortedMap<String, Double> weights(ExampleQuery query, TextWords texts)
      throws IOException {
    SortedMap<String, Double> weights = new TreeMap<>();
    for (Example example : query.examples()) {
      double weight = query.lexicalShare() * example.weight();
      for (LexicalExample.Weighted part : texts.weighted(example).weights()) {
        weights.merge(part.term(), weight * part.weight(), Double::sum);
      }
    }
    return weights;
  }

  /** Where the words are in a segment, in the order of the terms. */
  private static List<LexicalSlice.Word> words(
      LeafReaderContext leaf, SortedMap<String, Double> weights, PaperSearcher searcher)
      throws IOException {
    List<LexicalSlice.Word> words = new ArrayList<>(weights.size());
    Terms terms = leaf.reader().terms(PaperDocument.TEXT);
    if (terms != null) {
      TermsEnum dictionary = terms.iterator();
      for (Map.Entry<String, Double> entry : weights.entrySet()) {
        SegmentWords.Found found = searcher.words(leaf).find(entry.getKey(), dictionary);
        words.add(new LexicalSlice.Word(entry.getValue(), found));
      }
    }
    return words;
  }

  /** Sums what has not been begun, the last first, until all is there. */
  void await() throws IOException {
    if (!slices.isEmpty()) {
      return;
    }
    try {
      summing.reversed().forEach(FutureTask::run);
      for (FutureTask<LexicalSlice> task : summing) {
        slices.add(task.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the search was interrupted");
    } catch (ExecutionException e) {
      throw new IOException("the words of papers could not be read", e.getCause());
    }
  }

  /** The scores by document, within {@link #error}; not to be written. */
  double[] approximate() {
    return approximate;
  }

  /** How far an approximate score may be from the score. */
  double error() {
    return slices.stream().mapToDouble(LexicalSlice::error).max().orElse(0);
  }

  /** The score of a document. */
  double score(int doc) {
    return scores.computeIfAbsent(doc, _ -> slice(doc).score(doc, rare[doc]));
  }

  private LexicalSlice slice(int doc) {
    int place = slices.size() - 1;
    while (!slices.get(place).contains(doc)) {
      place--;
    }
    return slices.get(place);
  }
}
