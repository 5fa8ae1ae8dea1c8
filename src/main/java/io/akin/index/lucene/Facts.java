package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.paper.LocalId;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads what ranking needs to know of documents, without their stored fields, which are slower.
 * Documents are best asked for in ascending order: a step back opens the columns of a segment anew.
 * For one thread.
 */
final class Facts {
  private final IndexReader reader;
  private @Nullable Columns columns;

  Facts(IndexReader reader) {
    this.reader = reader;
  }

  /** The identifier the paper is known by. */
  PaperId id(int doc) throws IOException {
    return PaperDocument.id(text(columns(doc).ids, doc));
  }

  /** The hash of its title. */
  LocalId title(int doc) throws IOException {
    return new LocalId(text(columns(doc).titles, doc));
  }

  Optional<LocalDate> published(int doc) throws IOException {
    Columns open = columns(doc);
    return open.days.advanceExact(doc - open.base)
        ? Optional.of(LocalDate.ofEpochDay(open.days.longValue()))
        : Optional.empty();
  }

  OptionalInt upvotes(int doc) throws IOException {
    Columns open = columns(doc);
    return open.votes.advanceExact(doc - open.base)
        ? OptionalInt.of(Math.toIntExact(open.votes.longValue()))
        : OptionalInt.empty();
  }

  Embedding embedding(int doc) throws IOException {
    Columns open = columns(doc);
    if (open.vectors == null) {
      throw missing("vector");
    }
    DocIndexIterator position = open.vectors.iterator();
    if (position.advance(doc - open.base) != doc - open.base) {
      throw missing("vector");
    }
    return Embedding.ofUnit(open.vectors.vectorValue(position.index()));
  }

  private String text(BinaryDocValues values, int doc) throws IOException {
    if (!values.advanceExact(doc - columns(doc).base)) {
      throw missing("identifier");
    }
    return values.binaryValue().utf8ToString();
  }

  private static IllegalStateException missing(String what) {
    return new IllegalStateException("a document of the index has no " + what);
  }

  private Columns columns(int doc) throws IOException {
    Columns open = columns;
    if (open == null || doc < open.last || doc >= open.end) {
      open = new Columns(reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves())));
      columns = open;
    }
    open.last = doc;
    return open;
  }

  /** The columns of a segment, which are read forwards. */
  private static final class Columns {
    private final int base;
    private final int end;
    private final BinaryDocValues ids;
    private final BinaryDocValues titles;
    private final NumericDocValues days;
    private final NumericDocValues votes;
    private final @Nullable FloatVectorValues vectors;
    private int last;

    Columns(LeafReaderContext leaf) throws IOException {
      LeafReader segment = leaf.reader();
      this.base = leaf.docBase;
      this.end = leaf.docBase + segment.maxDoc();
      this.ids = DocValues.getBinary(segment, PaperDocument.ID);
      this.titles = DocValues.getBinary(segment, PaperDocument.TITLE_ID);
      this.days = DocValues.getNumeric(segment, PaperDocument.FIRST_DAY);
      this.votes = DocValues.getNumeric(segment, PaperDocument.VOTES);
      this.vectors = segment.getFloatVectorValues(PaperDocument.EMBEDDING);
    }
  }
}
