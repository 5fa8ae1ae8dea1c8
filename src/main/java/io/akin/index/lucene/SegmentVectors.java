package io.akin.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/** The vectors of a segment by document, in any order. For one thread. */
final class SegmentVectors {
  private static final int NONE = -1;

  private final int base;
  private final @Nullable FloatVectorValues values;
  private final int[] places;

  SegmentVectors(LeafReaderContext leaf) throws IOException {
    base = leaf.docBase;
    values = leaf.reader().getFloatVectorValues(PaperDocument.EMBEDDING);
    places = new int[leaf.reader().maxDoc()];
    Arrays.fill(places, NONE);
    if (values != null) {
      DocIndexIterator docs = values.iterator();
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
        places[doc] = docs.index();
      }
    }
  }

  /** The vector of a document, counted over all segments; the next one takes its place. */
  float[] vector(int doc) throws IOException {
    int place = places[doc - base];
    if (values == null || place == NONE) {
      throw new IllegalStateException("a document of the index has no vector");
    }
    return values.vectorValue(place);
  }
}
