package io.akin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.corpus.Location;
import io.akin.corpus.ReadResult.Read;
import io.akin.embedding.Embedding;
import io.akin.index.IndexedPaper;
import io.akin.ingest.MergeBatch.Entry;
import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeBatchTest {
  private static final ArxivId ONE = new ArxivId("2101.00001");
  private static final ArxivId TWO = new ArxivId("2101.00002");
  private static final Location HERE = new Location("toy.jsonl", 1);
  private static final Doi DOI = new Doi("10.1000/kites");

  @Test
  void papersWithNothingInCommonStayApart() {
    Paper kites = paper("Kites", ONE);
    Paper knots = paper("Knots", TWO);

    assertEquals(List.of(read(kites), read(knots)), merged(List.of(), kites, knots));
  }

  @Test
  void copiesThatWereReadBecomeOne() {
    Paper title = paper("Kites");
    Paper arxiv = paper("KITES!", ONE);

    assertEquals(List.of(read(title.mergedWith(arxiv))), merged(List.of(), title, arxiv));
  }

  @Test
  void aCopyOfAStoredPaperTakesItsPlace() {
    IndexedPaper stored = stored(paper("Kites"));
    Paper arxiv = paper("Kites", ONE);

    assertEquals(
        List.of(new Entry(arxiv, List.of(stored), List.of())), merged(List.of(stored), arxiv));
  }

  @Test
  void storedPapersThatNobodyReadAreLeftAlone() {
    IndexedPaper stored = stored(paper("Knots", TWO));
    Paper kites = paper("Kites", ONE);

    assertEquals(List.of(read(kites)), merged(List.of(stored), kites));
  }

  @Test
  void aPaperThatLinksTwoStoredOnesTakesThePlaceOfBoth() {
    IndexedPaper arxiv = stored(paper("Kites in wind", ONE));
    IndexedPaper doi = stored(paper("Kites in the wind", DOI));
    Paper link = paper("Kites", ONE, DOI);

    assertEquals(
        List.of(
            new Entry(
                link.mergedWith(arxiv.paper()).mergedWith(doi.paper()),
                List.of(arxiv, doi),
                List.of())),
        merged(List.of(arxiv, doi), link));
  }

  @Test
  void copiesAreMergedThroughACopyThatComesLast() {
    Paper arxiv = paper("Kites in wind", ONE);
    Paper doi = paper("Kites in the wind", DOI);
    Paper link = paper("Kites", ONE, DOI);

    assertEquals(
        List.of(read(link.mergedWith(arxiv).mergedWith(doi))), merged(List.of(), arxiv, doi, link));
  }

  @Test
  void oneTitleWithTwoArxivIdentifiersStaysTwoPapers() {
    Paper one = paper("Kites", ONE);
    Paper two = paper("Kites", TWO);

    assertEquals(List.of(read(one), read(two)), merged(List.of(), one, two));
  }

  @Test
  void aPaperKnownByItsTitleMeetsOnlyOneOfTwoNamesakes() {
    Paper one = paper("Kites", ONE);
    Paper two = paper("Kites", TWO);

    assertEquals(List.of(read(two), read(one)), merged(List.of(), one, two, paper("Kites")));
  }

  @Test
  void aCopyThatANamesakeKnowsAlreadyGoesThereAgain() {
    Paper plain = Paper.titled("Kites").abstractText("They fly.").build();
    IndexedPaper one = stored(paper("Kites", ONE));
    IndexedPaper two = stored(paper("Kites", TWO).mergedWith(plain));

    assertEquals(
        List.of(new Entry(two.paper(), List.of(two), List.of())), merged(List.of(one, two), plain));
    assertEquals(
        List.of(new Entry(two.paper(), List.of(two), List.of())), merged(List.of(two, one), plain));
  }

  @Test
  void anEntryKnowsWhereItsCopiesWereRead() {
    MergeBatch batch = new MergeBatch(List.of());
    Read first = new Read(paper("Kites", ONE), new Location("toy.jsonl", 1));
    Read second = new Read(paper("Kites"), new Location("toy.jsonl", 2));
    batch.add(first);
    batch.add(second);

    assertEquals(List.of(first, second), batch.entries().iterator().next().copies());
  }

  @Test
  void aCopyOfACopyCountsTheStoredPaperOnce() {
    IndexedPaper stored = stored(paper("Kites"));
    Paper arxiv = paper("Kites", ONE);

    assertEquals(
        List.of(new Entry(arxiv, List.of(stored), List.of())),
        merged(List.of(stored), paper("Kites"), arxiv, arxiv));
  }

  private static List<Entry> merged(List<IndexedPaper> stored, Paper... read) {
    MergeBatch batch = new MergeBatch(stored);
    for (Paper paper : read) {
      batch.add(new Read(paper, HERE));
    }
    // What was read where is the matter of a test of its own.
    return batch.entries().stream()
        .map(entry -> new Entry(entry.paper(), entry.stored(), List.of()))
        .toList();
  }

  private static Entry read(Paper paper) {
    return new Entry(paper, List.of(), List.of());
  }

  private static IndexedPaper stored(Paper paper) {
    return new IndexedPaper(paper, Embedding.ofUnit(new float[] {1, 0}), "hash");
  }

  private static Paper paper(String title, PaperId... ids) {
    return Paper.titled(title).ids(List.of(ids)).build();
  }
}
