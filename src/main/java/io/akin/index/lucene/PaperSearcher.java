package io.akin.index.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;

/** Searches one point in time, and knows how common words are then. Thread-safe. */
final class PaperSearcher extends IndexSearcher {
  private final Statistics statistics;
  private final List<SegmentWords> words;

  PaperSearcher(IndexReader reader) throws IOException {
    this(reader, new KnownWords());
  }

  PaperSearcher(IndexReader reader, KnownWords known) throws IOException {
    super(reader);
    this.statistics = Statistics.of(reader);
    this.words = known.of(reader);
  }

  Statistics statistics() {
    return statistics;
  }

  /** The words of a segment of the reader. */
  SegmentWords words(LeafReaderContext leaf) {
    return words.get(leaf.ord);
  }
}
