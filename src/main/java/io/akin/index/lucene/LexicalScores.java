package io.akin.index.lucene;

import io.akin.index.Example;
import io.akin.index.ExampleQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * The lexical part of the score of every document for one query. What frequent words add is summed
 * in float32 for all documents, and in float64 for those that are asked for. For one thread.
 *
 * <p>Not pruned by upper bounds, as by <a
 * href="https://doi.org/10.1016/0306-4573(95)00020-H">Turtle and Flood (1995)</a>: an abstract has
 * eighty words, and of their 928,000 postings over 100,000 papers 407,000 must be read before no
 * unseen paper can be among the best 200, when 90,000 seen ones still can.
 */
final class LexicalScores {
  /** Documents whose sums, lengths and counts fit into the nearest cache. */
  private static final int BLOCK = 2_048;

  /** The largest rounding error of an operation in float32, as a share of its result. */
  private static final double ROUNDING = 0x1p-24;

  /** Operations, and numbers that are rounded, on the way from a count to a sum. */
  private static final int ROUNDINGS = 8;

  /** A frequent word of a segment. */
  private record Frequent(double weight, SegmentWords.Column column) {}

  private final List<LeafReaderContext> leaves;
  private final Statistics statistics;

  /** What the words add that have no column. */
  private final double[] rare;

  /** The scores, within {@link #error}; the same array where no word has a column. */
  private final double[] approximate;

  private final List<List<Frequent>> frequent = new ArrayList<>();
  private double error;

  private LexicalScores(PaperSearcher searcher, SortedMap<String, Double> weights)
      throws IOException {
    this.leaves = searcher.getIndexReader().leaves();
    this.statistics = searcher.statistics();
    this.rare = new double[searcher.getIndexReader().maxDoc()];
    for (LeafReaderContext leaf : leaves) {
      frequent.add(addRare(leaf, searcher.words(leaf), weights));
    }
    this.approximate = frequent.stream().allMatch(List::isEmpty) ? rare : rare.clone();
    for (int i = 0; i < leaves.size(); i++) {
      addFrequent(leaves.get(i), frequent.get(i));
    }
  }

  static LexicalScores of(ExampleQuery query, PaperSearcher searcher) throws IOException {
    SortedMap<String, Double> weights = new TreeMap<>();
    for (Example example : query.examples()) {
      double weight = query.lexicalShare() * example.weight();
      for (LexicalExample.Weighted part :
          LexicalExample.of(example, searcher.statistics()).weights()) {
        weights.merge(part.term(), weight * part.weight(), Double::sum);
      }
    }
    return new LexicalScores(searcher, weights);
  }

  /** The scores by document, within {@link #error}; not to be written. */
  double[] approximate() {
    return approximate;
  }

  /** How far an approximate score may be from the score. */
  double error() {
    return error;
  }

  /** The score of a document. */
  double score(int doc) {
    int leaf = ReaderUtil.subIndex(doc, leaves);
    double score = rare[doc];
    for (Frequent word : frequent.get(leaf)) {
      byte count = word.column().counts()[doc - leaves.get(leaf).docBase];
      score += word.weight() * statistics.saturationIn(doc, count);
    }
    return score;
  }

  /** Adds what words in postings add, and tells the others. */
  private List<Frequent> addRare(
      LeafReaderContext leaf, SegmentWords words, SortedMap<String, Double> weights)
      throws IOException {
    Terms terms = leaf.reader().terms(PaperDocument.TEXT);
    if (terms == null) {
      return List.of();
    }
    List<Frequent> columns = new ArrayList<>();
    TermsEnum dictionary = terms.iterator();
    PostingsEnum postings = null;
    DocAndFloatFeatureBuffer some = new DocAndFloatFeatureBuffer();
    for (var entry : weights.entrySet()) {
      switch (words.find(entry.getKey(), dictionary)) {
        case SegmentWords.Nowhere _ -> {}
        case SegmentWords.Column column -> columns.add(new Frequent(entry.getValue(), column));
        case SegmentWords.InPostings _ -> {
          postings = dictionary.postings(postings, PostingsEnum.FREQS);
          addRare(leaf.docBase, postings, entry.getValue(), some);
        }
      }
    }
    return columns;
  }

  private void addRare(
      int base, PostingsEnum postings, double weight, DocAndFloatFeatureBuffer some)
      throws IOException {
    if (postings.nextDoc() == DocIdSetIterator.NO_MORE_DOCS) {
      return;
    }
    for (postings.nextPostings(DocIdSetIterator.NO_MORE_DOCS, some);
        some.size > 0;
        postings.nextPostings(DocIdSetIterator.NO_MORE_DOCS, some)) {
      for (int i = 0; i < some.size; i++) {
        int doc = base + some.docs[i];
        rare[doc] += weight * statistics.saturationIn(doc, some.features[i]);
      }
    }
  }

  private void addFrequent(LeafReaderContext leaf, List<Frequent> words) {
    if (words.isEmpty()) {
      return;
    }
    double weights = words.stream().mapToDouble(word -> Math.abs(word.weight())).sum();
    error = Math.max(error, (words.size() + ROUNDINGS) * ROUNDING * weights);
    float[] sums = new float[BLOCK];
    float[] norms = new float[BLOCK];
    int docs = leaf.reader().maxDoc();
    for (int start = 0; start < docs; start += BLOCK) {
      int size = Math.min(BLOCK, docs - start);
      statistics.norms(leaf.docBase + start, size, norms);
      Arrays.fill(sums, 0);
      for (Frequent word : words) {
        addColumn(word.column().counts(), start, size, norms, (float) word.weight(), sums);
      }
      for (int i = 0; i < size; i++) {
        approximate[leaf.docBase + start + i] += sums[i];
      }
    }
  }

  /** As {@link Statistics#saturationIn}; so plain that the compiler vectorises it. */
  private static void addColumn(
      byte[] counts, int start, int size, float[] norms, float weight, float[] sums) {
    for (int i = 0; i < size; i++) {
      float count = counts[start + i];
      sums[i] += weight * (count / (count + norms[i]));
    }
  }
}
