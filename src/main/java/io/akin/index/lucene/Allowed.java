package io.akin.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/**
 * The living papers that pass a filter, by segment.
 *
 * @param count how many
 */
record Allowed(List<FixedBitSet> docs, int count) {

  static Allowed by(Query filter, IndexSearcher searcher) throws IOException {
    Weight weight =
        searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    List<FixedBitSet> docs = new ArrayList<>();
    int count = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      FixedBitSet allowed = new FixedBitSet(leaf.reader().maxDoc());
      if (filter instanceof MatchAllDocsQuery) {
        allowed.set(0, allowed.length());
      } else {
        Scorer scorer = weight.scorer(leaf);
        if (scorer != null) {
          allowed.or(scorer.iterator());
        }
      }
      Bits live = leaf.reader().getLiveDocs();
      if (live != null) {
        keepLiving(allowed, live);
      }
      docs.add(allowed);
      count += allowed.cardinality();
    }
    return new Allowed(docs, count);
  }

  private static void keepLiving(FixedBitSet allowed, Bits live) {
    for (int doc = next(allowed, 0); doc >= 0; doc = next(allowed, doc + 1)) {
      if (!live.get(doc)) {
        allowed.clear(doc);
      }
    }
  }

  /** All of them, ascending. */
  int[] toArray(List<LeafReaderContext> leaves) {
    int[] all = new int[count];
    int place = 0;
    for (LeafReaderContext leaf : leaves) {
      FixedBitSet some = docs.get(leaf.ord);
      for (int doc = next(some, 0); doc >= 0; doc = next(some, doc + 1)) {
        all[place++] = leaf.docBase + doc;
      }
    }
    return all;
  }

  /** The first document at or after a place, or -1. */
  static int next(FixedBitSet docs, int from) {
    int doc = from < docs.length() ? docs.nextSetBit(from) : DocIdSetIterator.NO_MORE_DOCS;
    return doc == DocIdSetIterator.NO_MORE_DOCS ? -1 : doc;
  }
}
