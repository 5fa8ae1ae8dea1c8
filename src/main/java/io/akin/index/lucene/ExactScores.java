package io.akin.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.codecs.lucene95.HasIndexSlice;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.DocIdSetBuilder;

/**
 * Compares a vector with those of documents as they are stored, several at a time: the processor
 * waits for their memory at once then, and not for one after the other.
 */
final class ExactScores {
  /** Vectors that it pays to ask for: a scan of more would pay for each, and most are there. */
  private static final int MOST_AHEAD = 128;

  private ExactScores() {}

  /**
   * Scores documents as Lucene scores DOT_PRODUCT.
   *
   * @param target {@code float[d]}, of unit length
   * @param docs counted over all segments, ascending
   * @return {@code float[docs.length]}, each (1 + cosine) / 2
   * @throws IllegalStateException when one has no vector
   */
  static float[] of(List<LeafReaderContext> leaves, float[] target, int[] docs) throws IOException {
    float[] scores = new float[docs.length];
    int from = 0;
    for (LeafReaderContext leaf : leaves) {
      int to = Arrays.binarySearch(docs, from, docs.length, leaf.docBase + leaf.reader().maxDoc());
      to = to < 0 ? ~to : to;
      if (to > from) {
        score(leaf, target, docs, from, to, scores);
      }
      from = to;
    }
    return scores;
  }

  private static void score(
      LeafReaderContext leaf, float[] target, int[] docs, int from, int to, float[] scores)
      throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(PaperDocument.EMBEDDING);
    int scored = from;
    if (vectors != null) {
      var some = new DocIdSetBuilder(leaf.reader().maxDoc());
      DocIdSetBuilder.BulkAdder adder = some.grow(to - from);
      for (int i = from; i < to; i++) {
        adder.add(docs[i] - leaf.docBase);
      }
      prefetch(leaf, vectors, docs, from, to);
      VectorScorer.Bulk bulk = vectors.scorer(target).bulk(some.build().iterator());
      var buffer = new DocAndFloatFeatureBuffer();
      do {
        bulk.nextDocsAndScores(leaf.reader().maxDoc(), null, buffer);
        System.arraycopy(buffer.features, 0, scores, scored, buffer.size);
        scored += buffer.size;
      } while (buffer.size > 0);
    }
    if (scored < to) {
      throw new IllegalStateException("a document of the index has no vector");
    }
  }

  /**
   * Has the system read a few vectors from the disk, all at once, where they are not in memory, and
   * in one piece where they lie together.
   */
  private static void prefetch(
      LeafReaderContext leaf, FloatVectorValues vectors, int[] docs, int from, int to)
      throws IOException {
    IndexInput file = vectors instanceof HasIndexSlice mapped ? mapped.getSlice() : null;
    if (file == null || to - from > MOST_AHEAD) {
      return;
    }
    long bytes = vectors.getVectorByteLength();
    KnnVectorValues.DocIndexIterator rows = vectors.iterator();
    long begin = 0;
    long end = 0;
    for (int i = from; i < to; i++) {
      int doc = docs[i] - leaf.docBase;
      if (rows.advance(doc) == doc) {
        long row = rows.index() * bytes;
        if (row != end) {
          prefetch(file, begin, end);
          begin = row;
        }
        end = row + bytes;
      }
    }
    prefetch(file, begin, end);
  }

  private static void prefetch(IndexInput file, long begin, long end) throws IOException {
    if (end > begin) {
      file.prefetch(begin, end - begin);
    }
  }
}
