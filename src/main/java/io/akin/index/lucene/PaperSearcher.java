package io.akin.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;

/** Searches one point in time, and knows how common words are then. Thread-safe. */
final class PaperSearcher extends IndexSearcher {
  private final Statistics statistics;

  PaperSearcher(IndexReader reader) throws IOException {
    super(reader);
    this.statistics = Statistics.of(reader);
  }

  Statistics statistics() {
    return statistics;
  }
}
