package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.embedding.Embedding;
import io.akin.index.Hit;
import io.akin.index.IndexedPaper;
import io.akin.index.KnnQuery;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Papers in several segments, some of them deleted. Lucene merges small segments when it commits,
 * so that the other suites, whose indexes are small, meet neither.
 */
class SnapshotTest {
  private static final IndexedPaper NORTH = indexed("2101.00001", 0, 1);
  private static final IndexedPaper GONE = indexed("2101.00002", 0.6f, 0.8f);
  private static final IndexedPaper EAST = indexed("2101.00003", 1, 0);
  private static final IndexedPaper SOUTH = indexed("2101.00004", 0, -1);

  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private IndexWriter writer;
  private DirectoryReader reader;
  private Snapshot snapshot;

  @BeforeEach
  void openAnIndexOfThreeSegmentsAndTwoDeletions() throws IOException {
    writer =
        new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE));
    add(SOUTH, GONE, EAST);
    writer.deleteDocuments(new Term(PaperDocument.IDS, GONE.paper().id().text()));
    add(indexed("2101.00005", 0, 1), NORTH);
    writer.deleteDocuments(new Term(PaperDocument.IDS, "arxiv:2101.00005"));
    add(indexed("2101.00006", -1, 0));
    reader = DirectoryReader.open(writer);
    assertEquals(3, reader.leaves().size());
    assertEquals(2, reader.numDeletedDocs());
    snapshot = new Snapshot(new IndexSearcher(reader));
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    writer.close();
    directory.close();
  }

  @Test
  void countsLivingPapers() {
    assertEquals(4, snapshot.size());
  }

  @Test
  void findsLivingPapersInEverySegment() throws IOException {
    List<PaperId> ids = new ArrayList<>(NORTH.paper().ids());
    ids.addAll(GONE.paper().ids());
    ids.addAll(SOUTH.paper().ids());
    ids.addAll(EAST.paper().ids());

    assertEquals(List.of(NORTH, EAST, SOUTH), snapshot.find(ids));
    assertEquals(List.of(), snapshot.find(GONE.paper().ids()));
  }

  @Test
  void scansLivingPapersInTheOrderOfIdentifiers() throws IOException {
    List<IndexedPaper> papers = new ArrayList<>();
    snapshot.scan(papers::add);

    assertEquals(List.of(NORTH, EAST, SOUTH, indexed("2101.00006", -1, 0)), papers);
  }

  @Test
  void theNearestAreLivingPapersOfAllSegments() throws IOException {
    List<Hit> hits = snapshot.nearest(new KnnQuery(GONE.embedding(), 3), 0.1);

    assertEquals(
        List.of(NORTH.paper(), EAST.paper(), indexed("2101.00006", -1, 0).paper()),
        hits.stream().map(Hit::paper).toList());
    assertEquals(0.8f, hits.getFirst().cosine(), 1e-6f);
  }

  @Test
  void nothingIsNearWhereNoPaperLives() throws IOException {
    writer.deleteAll();
    try (DirectoryReader none = DirectoryReader.open(writer)) {
      Snapshot empty = new Snapshot(new IndexSearcher(none));

      assertEquals(
          List.of(), empty.nearest(new KnnQuery(Embedding.normalised(new float[] {1, 1}), 3), 0.1));
    }
  }

  @Test
  void searchesLivingPapersAlone() throws IOException {
    var titled = new TermQuery(new Term(PaperDocument.TITLE, "paper"));

    assertEquals(4, snapshot.search(titled, 10).size());
  }

  /** Adds a segment. */
  private void add(IndexedPaper... papers) throws IOException {
    for (IndexedPaper paper : papers) {
      writer.addDocument(PaperDocument.of(paper));
    }
    writer.flush();
  }

  private static IndexedPaper indexed(String arxivId, float... unit) {
    Paper paper = Paper.titled("Paper " + arxivId).ids(List.of(new ArxivId(arxivId))).build();
    return new IndexedPaper(paper, Embedding.ofUnit(unit), "hash");
  }
}
