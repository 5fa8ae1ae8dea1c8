package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.index.CheckReport;
import io.akin.index.CheckReport.Fault;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.paper.LocalId;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a commit is what was written and what a writer of this program writes: first the
 * checksum of every file, then Lucene's own check of every segment, then every paper. A step whose
 * ground is bad is not taken. Costs a few readings of the whole index.
 */
final class IndexCheck {
  /** Faults listed; the others are counted. */
  private static final int MAX_FAULTS = 100;

  private final PinnedCommit commit;
  private final List<Fault> faults = new ArrayList<>();
  private long faultCount;

  private IndexCheck(PinnedCommit commit) {
    this.commit = commit;
  }

  static CheckReport of(PinnedCommit commit) throws IOException {
    return new IndexCheck(commit).run();
  }

  /** The report on a generation of which no commit can be read. */
  static CheckReport unreadable(String where, String what) {
    return new CheckReport(0, 0, 0, 0, 1, List.of(new Fault(where, what)));
  }

  private CheckReport run() throws IOException {
    Optional<IndexManifest> manifest = manifest();
    checkFiles();
    int papers = 0;
    if (faultCount == 0 || (faultCount == 1 && manifest.isEmpty())) {
      long before = faultCount;
      checkSegments();
      if (faultCount == before) {
        try (DirectoryReader reader = DirectoryReader.open(commit)) {
          papers = reader.numDocs();
          for (LeafReaderContext leaf : reader.leaves()) {
            checkPapers(leaf.reader(), manifest);
          }
          checkKeysAreDistinct(reader);
        }
      }
    }
    return new CheckReport(
        papers, commit.segments(), commit.listAll().length, commit.bytes(), faultCount, faults);
  }

  private void fault(String where, String what) {
    faultCount++;
    if (faults.size() < MAX_FAULTS) {
      faults.add(new Fault(where, what));
    }
  }

  private Optional<IndexManifest> manifest() {
    try {
      return Optional.of(IndexManifest.fromMap(commit.userData()));
    } catch (IllegalArgumentException e) {
      fault("manifest", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void checkFiles() {
    for (String name : commit.listAll()) {
      try {
        commit.verify(name);
      } catch (IOException e) {
        fault(commit.generation().getFileName() + "/" + name, String.valueOf(e.getMessage()));
      }
    }
  }

  private void checkSegments() throws IOException {
    try (CheckIndex check =
        new CheckIndex(commit, commit.obtainLock(IndexWriter.WRITE_LOCK_NAME))) {
      check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_INTEGRITY_CHECKS);
      CheckIndex.Status status = check.checkIndex();
      for (CheckIndex.Status.SegmentInfoStatus segment : status.segmentInfos) {
        if (segment.error != null) {
          Throwable cause = segment.error.getCause();
          fault("segment " + segment.name, String.valueOf(cause == null ? segment.error : cause));
        }
      }
      if (!status.clean && faultCount == 0) {
        fault("segments", "the list of segments is not consistent");
      }
    }
  }

  private void checkPapers(LeafReader reader, Optional<IndexManifest> manifest) throws IOException {
    Bits live = reader.getLiveDocs();
    Segment segment = new Segment(reader);
    for (int doc = 0; doc < reader.maxDoc(); doc++) {
      if (live == null || live.get(doc)) {
        checkPaper(segment, doc, manifest);
      }
    }
  }

  private void checkPaper(Segment segment, int doc, Optional<IndexManifest> manifest) {
    String where = "document " + doc + " of " + segment.reader;
    try {
      Document document = segment.stored.document(doc);
      PaperId id = PaperDocument.paper(document).id();
      where = id.text();
      IndexedPaper paper = PaperDocument.indexed(document, segment.embedding(doc));
      int dimension = paper.embedding().dimension();
      if (manifest.isPresent() && manifest.get().space().dimension() != dimension) {
        fault(where, "its vector has %d components".formatted(dimension));
      }
      if (paper.contentHash().isBlank()) {
        fault(where, "its hash of the text is empty");
      }
      if (segment.keys[doc] != hash(PaperDocument.key(paper.paper()))) {
        fault(where, "it is not found by the key of its identifiers");
      }
      long ids = 0;
      for (PaperId each : paper.paper().ids()) {
        ids += hash(new BytesRef(each.text()));
      }
      if (segment.ids[doc] != ids) {
        fault(where, "it is not found by exactly its identifiers");
      }
      if (!has(segment.known, doc, new BytesRef(id.text()))
          || !has(segment.ordered, doc, PaperDocument.order(id))) {
        fault(where, "it is sorted by another identifier than its own");
      }
      String title = LocalId.ofTitle(paper.paper().title()).value();
      if (!has(segment.titles, doc, new BytesRef(title))) {
        fault(where, "it has the hash of another title");
      }
      if (!segment.lengths.advanceExact(doc)
          || segment.lengths.longValue() != PaperDocument.length(paper.paper())) {
        fault(where, "it has another number of words than its text");
      }
    } catch (IOException | RuntimeException e) { // a check outlives whatever it meets
      fault(where, String.valueOf(e.getMessage()));
    }
  }

  private static boolean has(SortedDocValues values, int doc, BytesRef value) throws IOException {
    return values.advanceExact(doc) && values.lookupOrd(values.ordValue()).equals(value);
  }

  /** What is read of one segment, in the order of its documents. */
  private static final class Segment {
    private final LeafReader reader;
    private final StoredFields stored;
    private final long[] keys;
    private final long[] ids;
    private final SortedDocValues known;
    private final SortedDocValues ordered;
    private final SortedDocValues titles;
    private final NumericDocValues lengths;
    private final @Nullable FloatVectorValues vectors;
    private final @Nullable DocIndexIterator position;

    Segment(LeafReader reader) throws IOException {
      this.reader = reader;
      this.stored = reader.storedFields();
      this.keys = termSums(reader, PaperDocument.KEY);
      this.ids = termSums(reader, PaperDocument.IDS);
      this.known = DocValues.getSorted(reader, PaperDocument.ID);
      this.ordered = DocValues.getSorted(reader, PaperDocument.ID_ORDER);
      this.titles = DocValues.getSorted(reader, PaperDocument.TITLE_ID);
      this.lengths = DocValues.getNumeric(reader, PaperDocument.LENGTH);
      this.vectors = reader.getFloatVectorValues(PaperDocument.EMBEDDING);
      this.position = vectors == null ? null : vectors.iterator();
    }

    /** The vector of a document, which must come after that of the last call. */
    Embedding embedding(int doc) throws IOException {
      if (vectors == null || position == null) {
        throw new IllegalStateException("it has no vector");
      }
      if (position.docID() < doc) {
        var _ = position.advance(doc);
      }
      if (position.docID() != doc) {
        throw new IllegalStateException("it has no vector");
      }
      return Embedding.ofUnit(vectors.vectorValue(position.index()));
    }
  }

  /** For each document the sum of its terms' hashes: where the sums are equal, the terms are. */
  private static long[] termSums(LeafReader reader, String field) throws IOException {
    long[] sums = new long[reader.maxDoc()];
    TermsEnum terms = Terms.getTerms(reader, field).iterator();
    PostingsEnum postings = null;
    for (BytesRef term = terms.next(); term != null; term = terms.next()) {
      long hash = hash(term);
      postings = terms.postings(postings, PostingsEnum.NONE);
      while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        sums[postings.docID()] += hash;
      }
    }
    return sums;
  }

  private static long hash(BytesRef term) {
    return StringHelper.murmurhash3_x64_128(term)[0];
  }

  private void checkKeysAreDistinct(DirectoryReader reader) throws IOException {
    Bits live = MultiBits.getLiveDocs(reader);
    Terms keys = MultiTerms.getTerms(reader, PaperDocument.KEY);
    if (keys == null) {
      return;
    }
    TermsEnum terms = keys.iterator();
    PostingsEnum postings = null;
    while (terms.next() != null) {
      postings = terms.postings(postings, PostingsEnum.NONE);
      boolean found = false;
      while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        int doc = postings.docID();
        if (live == null || live.get(doc)) {
          if (found) {
            Document document = reader.storedFields().document(doc);
            fault(PaperDocument.paper(document).id().text(), "the index has it twice");
          }
          found = true;
        }
      }
    }
  }
}
