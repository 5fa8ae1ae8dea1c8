package io.akin.index.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;

/**
 * Keeps the words of segments as long as the segments are open, so that a reader that is opened
 * anew knows those of the segments that have not changed. Thread-safe.
 */
final class KnownWords {
  private final Map<IndexReader.CacheKey, SegmentWords> segments = new WeakHashMap<>();

  /** The words of each segment of a reader. */
  synchronized List<SegmentWords> of(IndexReader reader) {
    List<SegmentWords> words = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      IndexReader.CacheHelper segment = leaf.reader().getCoreCacheHelper();
      int docs = leaf.reader().maxDoc();
      words.add(
          segment == null
              ? new SegmentWords(docs)
              : segments.computeIfAbsent(segment.getKey(), _ -> new SegmentWords(docs)));
    }
    return List.copyOf(words);
  }
}
