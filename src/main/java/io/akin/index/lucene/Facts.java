package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.paper.LocalId;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;

/** Reads what ranking needs to know of documents, without their stored fields, which are slower. */
final class Facts {
  private final IndexReader reader;

  Facts(IndexReader reader) {
    this.reader = reader;
  }

  /** The identifier the paper is known by. */
  PaperId id(int doc) throws IOException {
    return PaperDocument.id(sorted(doc, PaperDocument.ID));
  }

  /** The hash of its title. */
  LocalId title(int doc) throws IOException {
    return new LocalId(sorted(doc, PaperDocument.TITLE_ID));
  }

  Optional<LocalDate> published(int doc) throws IOException {
    NumericDocValues days = numeric(doc, PaperDocument.FIRST_DAY);
    return days.advanceExact(inLeaf(doc))
        ? Optional.of(LocalDate.ofEpochDay(days.longValue()))
        : Optional.empty();
  }

  OptionalInt upvotes(int doc) throws IOException {
    NumericDocValues votes = numeric(doc, PaperDocument.VOTES);
    return votes.advanceExact(inLeaf(doc))
        ? OptionalInt.of(Math.toIntExact(votes.longValue()))
        : OptionalInt.empty();
  }

  Embedding embedding(int doc) throws IOException {
    FloatVectorValues vectors = leaf(doc).getFloatVectorValues(PaperDocument.EMBEDDING);
    DocIndexIterator position = vectors == null ? null : vectors.iterator();
    if (vectors == null || position == null || position.advance(inLeaf(doc)) != inLeaf(doc)) {
      throw new IllegalStateException("a document of the index has no vector");
    }
    return Embedding.ofUnit(vectors.vectorValue(position.index()));
  }

  private String sorted(int doc, String field) throws IOException {
    SortedDocValues values = DocValues.getSorted(leaf(doc), field);
    if (!values.advanceExact(inLeaf(doc))) {
      throw new IllegalStateException("a document of the index has no field " + field);
    }
    return values.lookupOrd(values.ordValue()).utf8ToString();
  }

  private NumericDocValues numeric(int doc, String field) throws IOException {
    return DocValues.getNumeric(leaf(doc), field);
  }

  private LeafReader leaf(int doc) {
    return context(doc).reader();
  }

  private int inLeaf(int doc) {
    return doc - context(doc).docBase;
  }

  private LeafReaderContext context(int doc) {
    return reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
  }
}
