package io.akin.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/**
 * How common words are among the living papers. Lucene's own figures count papers that have been
 * replaced until their segment is merged, so that scores would depend on how an index came about.
 * Thread-safe; belongs to one reader.
 */
final class Statistics {
  /** Of BM25: how fast more of the same word stops counting. */
  private static final double K1 = 2;

  /** Of BM25: how much the length of a paper counts. */
  private static final double B = 0.75;

  private final IndexReader reader;
  private final int papers;
  private final double meanLength;

  /** What the length of a paper adds in {@link #saturation}, by document. */
  private final double[] norms;

  private final Map<String, Integer> frequencies = new ConcurrentHashMap<>();

  private Statistics(IndexReader reader, int[] lengths, double meanLength) {
    this.reader = reader;
    this.papers = reader.numDocs();
    this.meanLength = meanLength;
    this.norms = Arrays.stream(lengths).mapToDouble(this::norm).toArray();
  }

  static Statistics of(IndexReader reader) throws IOException {
    long words = 0;
    int[] lengths = new int[reader.maxDoc()];
    for (LeafReaderContext leaf : reader.leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      NumericDocValues values = DocValues.getNumeric(leaf.reader(), PaperDocument.LENGTH);
      for (int doc = values.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = values.nextDoc()) {
        lengths[leaf.docBase + doc] = Math.toIntExact(values.longValue());
        words += live == null || live.get(doc) ? values.longValue() : 0;
      }
    }
    double mean = Math.max(1, words) / (double) Math.max(1, reader.numDocs());
    return new Statistics(reader, lengths, mean);
  }

  /** How many papers have the term. */
  int frequency(String term) throws IOException {
    Integer known = frequencies.get(term);
    if (known != null) {
      return known;
    }
    int frequency = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      frequency += frequency(leaf, new Term(PaperDocument.TEXT, term));
    }
    if (frequency > 0) { // others are without end
      frequencies.put(term, frequency);
    }
    return frequency;
  }

  private static int frequency(LeafReaderContext leaf, Term term) throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    if (live == null) {
      return leaf.reader().docFreq(term);
    }
    int frequency = 0;
    PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
    while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      frequency += live.get(postings.docID()) ? 1 : 0;
    }
    return frequency;
  }

  /** Of BM25, and never negative. */
  double idf(int frequency) {
    return Math.log(1 + (papers - frequency + 0.5) / (frequency + 0.5));
  }

  double idf(String term) throws IOException {
    return idf(frequency(term));
  }

  /** What a term that occurs so often adds to the score of a paper of the length, times its idf. */
  double saturation(double count, double length) {
    return count / (count + norm(length));
  }

  /** The same of a document. */
  double saturationIn(int doc, double count) {
    return count / (count + norms[doc]);
  }

  /** What {@link #saturationIn} adds to the counts of some documents, rounded. */
  void norms(int firstDoc, int docs, float[] rounded) {
    for (int i = 0; i < docs; i++) {
      rounded[i] = (float) norms[firstDoc + i];
    }
  }

  private double norm(double length) {
    return K1 * (1 - B + B * length / meanLength);
  }
}
