package io.akin.index.lucene;

import io.akin.paper.Paper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;

/**
 * Searches one point in time, knows how common words are then, and remembers what was read last.
 * Thread-safe.
 */
final class PaperSearcher extends IndexSearcher {
  /** Papers that are remembered, some 6 MB. */
  private static final int PAPERS = 2_000;

  private final Recent<Integer, Paper> papers = new Recent<>(PAPERS);
  private final Statistics statistics;
  private final List<SegmentWords> words;
  private final TextWords texts;

  PaperSearcher(IndexReader reader) throws IOException {
    this(reader, new KnownWords());
  }

  PaperSearcher(IndexReader reader, KnownWords known) throws IOException {
    super(reader);
    this.statistics = Statistics.of(reader);
    this.words = known.of(reader);
    this.texts = new TextWords(statistics);
  }

  Statistics statistics() {
    return statistics;
  }

  /** The words of the texts that requests are about. */
  TextWords texts() {
    return texts;
  }

  /** The paper of a document. */
  Paper paper(int doc) throws IOException {
    Optional<Paper> known = papers.find(doc);
    if (known.isPresent()) {
      return known.get();
    }
    Paper read = PaperDocument.paper(storedFields().document(doc));
    papers.keep(doc, read);
    return read;
  }

  /** The words of a segment of the reader. */
  SegmentWords words(LeafReaderContext leaf) {
    return words.get(leaf.ord);
  }
}
