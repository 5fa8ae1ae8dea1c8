package io.akin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    assertEquals(List.of(new Entry(arxiv, List.of(stored))), merged(List.of(stored), arxiv));
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
            new Entry(link.mergedWith(arxiv.paper()).mergedWith(doi.paper()), List.of(arxiv, doi))),
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
  void aCopyOfACopyCountsTheStoredPaperOnce() {
    IndexedPaper stored = stored(paper("Kites"));
    Paper arxiv = paper("Kites", ONE);

    assertEquals(
        List.of(new Entry(arxiv, List.of(stored))),
        merged(List.of(stored), paper("Kites"), arxiv, arxiv));
  }

  private static List<Entry> merged(List<IndexedPaper> stored, Paper... read) {
    MergeBatch batch = new MergeBatch(stored);
    for (Paper paper : read) {
      batch.add(paper);
    }
    return List.copyOf(batch.entries());
  }

  private static Entry read(Paper paper) {
    return new Entry(paper, List.of());
  }

  private static IndexedPaper stored(Paper paper) {
    return new IndexedPaper(paper, Embedding.ofUnit(new float[] {1, 0}), "hash");
  }

  private static Paper paper(String title, PaperId... ids) {
    return Paper.titled(title).ids(List.of(ids)).build();
  }
}
