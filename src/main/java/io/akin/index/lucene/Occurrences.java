package io.akin.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * How often a word is in each document of a segment that has it: its postings, unpacked, so that
 * many searches need not do it anew. Four bytes a posting. Thread-safe.
 */
final class Occurrences {
  /** Of a number, those that count documents from the start of a block; the others count words. */
  private static final int DOC_BITS = 13;

  private static final int BLOCK = 1 << DOC_BITS;

  /** More than a paper can have: its title and abstract have 102,000 characters. */
  private static final int MOST = (1 << (Integer.SIZE - DOC_BITS)) - 1;

  private final int[] packed;

  /** Where each block of documents starts, and where the last one ends. */
  private final int[] starts;

  private Occurrences(int[] packed, int[] starts) {
    this.packed = packed;
    this.starts = starts;
  }

  /**
   * Reads postings to their end.
   *
   * @param size their number
   * @param docs documents of the segment
   */
  static Occurrences read(PostingsEnum postings, int size, int docs) throws IOException {
    int[] packed = new int[size];
    int[] starts = new int[(docs + BLOCK - 1) / BLOCK + 1];
    int count = 0;
    for (int doc = postings.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = postings.nextDoc()) {
      if (postings.freq() > MOST) {
        throw new IllegalStateException("a document of the index has a word too often");
      }
      packed[count++] = postings.freq() << DOC_BITS | doc % BLOCK;
      starts[doc / BLOCK + 1] = count;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] = Math.max(starts[i], starts[i - 1]);
    }
    return new Occurrences(packed, starts);
  }

  /**
   * Adds what the word adds to the scores of some documents.
   *
   * @param from the first in the segment
   * @param end the one after the last
   * @param base the segment's first document in the index
   * @param scores by document of the index
   */
  void add(int from, int end, int base, double weight, Statistics statistics, double[] scores) {
    for (int block = from / BLOCK; block * BLOCK < end; block++) {
      int first = block * BLOCK;
      int stop = place(block, end - first);
      for (int i = place(block, from - first); i < stop; i++) {
        int doc = base + first + (packed[i] & (BLOCK - 1));
        scores[doc] += weight * statistics.saturationIn(doc, packed[i] >>> DOC_BITS);
      }
    }
  }

  /** Where, in a block, the documents begin that are no less than one, counted from its start. */
  private int place(int block, int doc) {
    if (doc <= 0) {
      return starts[block];
    }
    if (doc >= BLOCK) {
      return starts[block + 1];
    }
    int low = starts[block];
    int high = starts[block + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if ((packed[middle] & (BLOCK - 1)) < doc) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
