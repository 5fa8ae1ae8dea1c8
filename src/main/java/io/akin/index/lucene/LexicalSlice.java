package io.akin.index.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;

/**
 * Sums the weights of words over some documents of a segment. What frequent words add is summed in
 * float32 for all of them, and in float64 for those that are asked for. For one thread.
 */
final class LexicalSlice {
  /** Documents whose sums, lengths and counts fit into the nearest cache. */
  private static final int BLOCK = 2_048;

  /** The largest rounding error of an operation in float32, as a share of its result. */
  private static final double ROUNDING = 0x1p-24;

  /** Operations, and numbers that are rounded, on the way from a count to a sum. */
  private static final int ROUNDINGS = 8;

  /** A word of the query, and where it is in the segment. */
  record Word(double weight, SegmentWords.Found found) {}

  /** A frequent word. */
  private record Frequent(double weight, SegmentWords.Column column) {}

  private final LeafReaderContext leaf;
  private final int from;
  private final int end;
  private final Statistics statistics;
  private final List<Frequent> frequent = new ArrayList<>();

  /**
   * Plans the sums of documents.
   *
   * @param from the first in the segment
   * @param end the one after the last
   */
  LexicalSlice(LeafReaderContext leaf, int from, int end, Statistics statistics) {
    this.leaf = leaf;
    this.from = from;
    this.end = end;
    this.statistics = statistics;
  }

  /**
   * Sums.
   *
   * @param words in the order of the terms
   * @param rare by document of the index; what words in postings add is added
   * @param approximate by document of the index; is set to the scores, within {@link #error}
   */
  void sum(List<Word> words, double[] rare, double[] approximate) {
    addRare(words, rare);
    System.arraycopy(rare, leaf.docBase + from, approximate, leaf.docBase + from, end - from);
    addFrequent(approximate);
  }

  boolean contains(int doc) {
    return doc >= leaf.docBase + from && doc < leaf.docBase + end;
  }

  /** How far an approximate score may be from the score. */
  double error() {
    double all = frequent.stream().mapToDouble(word -> Math.abs(word.weight())).sum();
    return frequent.isEmpty() ? 0 : (frequent.size() + ROUNDINGS) * ROUNDING * all;
  }

  /**
   * The score of a document.
   *
   * @param rare what words in postings add
   */
  double score(int doc, double rare) {
    double score = rare;
    for (Frequent word : frequent) {
      score +=
          word.weight() * statistics.saturationIn(doc, word.column().counts()[doc - leaf.docBase]);
    }
    return score;
  }

  /** Adds what words in postings add, and keeps the others. */
  private void addRare(List<Word> words, double[] rare) {
    for (Word word : words) {
      switch (word.found()) {
        case SegmentWords.Nowhere _ -> {}
        case SegmentWords.Column column -> frequent.add(new Frequent(word.weight(), column));
        case SegmentWords.Postings postings ->
            postings.occurrences().add(from, end, leaf.docBase, word.weight(), statistics, rare);
      }
    }
  }

  private void addFrequent(double[] approximate) {
    if (frequent.isEmpty()) {
      return;
    }
    float[] sums = new float[BLOCK];
    float[] norms = new float[BLOCK];
    for (int start = from; start < end; start += BLOCK) {
      int size = Math.min(BLOCK, end - start);
      statistics.norms(leaf.docBase + start, size, norms);
      Arrays.fill(sums, 0);
      for (Frequent word : frequent) {
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
