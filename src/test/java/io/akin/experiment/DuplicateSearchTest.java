package io.akin.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.TextRecipe;
import io.akin.experiment.DuplicateGroup.Reason;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.index.PaperIndexWriter;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateSearchTest {
  private static final HashingEncoder ENCODER = new HashingEncoder("words", 256);
  private static final String KITES =
      "We fly kites on long strings in a steady wind and measure how hard each of them pulls.";
  private static final String BREAD =
      "Dough that rests for a night in the cold rises slowly, and its crust tastes of more.";
  private static final String VIOLIN =
      "Varnish on old violins is thinner than was thought; spruce and maple differ under it.";

  @TempDir private Path folder;

  @Test
  void aPaperUnderANewTitleIsFoundByItsText() throws Exception {
    DuplicateReport report =
        report(
            paper(1, "Kites", KITES),
            paper(2, "Bread", BREAD),
            paper(3, "Pull", KITES + " Later we fly more."));

    DuplicateGroup group = only(report);
    assertEquals(List.of(1, 3), numbers(group));
    assertEquals(Set.of(Reason.TEXT), group.why());
    assertTrue(group.smallestCosine() >= 0.9f, group::toString);
    assertEquals(3, report.papers());
    assertEquals(2, report.grouped());
  }

  @Test
  void papersOfOneTitleAreAGroupHoweverFarApart() throws Exception {
    DuplicateGroup group =
        only(
            report(
                paper(1, "A Report", KITES),
                paper(2, "Another", VIOLIN),
                paper(3, "a report!", BREAD)));

    assertEquals(List.of(1, 3), numbers(group));
    assertEquals(Set.of(Reason.TITLE), group.why());
    assertTrue(group.smallestCosine() < 0.9f, group::toString);
    assertEquals(group.smallestCosine(), group.largestCosine());
  }

  @Test
  void titleAndTextJoinPapersToOneGroupThatTellsBoth() throws Exception {
    DuplicateGroup group =
        only(
            report(
                paper(1, "Kites", KITES),
                paper(2, "The pull of kites", KITES + " Later more."),
                paper(3, "Kites", BREAD)));

    assertEquals(List.of(1, 2, 3), numbers(group));
    assertEquals(List.of(Reason.TITLE, Reason.TEXT), List.copyOf(group.why()));
    assertTrue(group.smallestCosine() < 0.9f, group::toString);
    assertTrue(group.largestCosine() >= 0.9f, group::toString);
  }

  @Test
  void nearVectorsOfOtherWordsAreNotTheSame() throws Exception {
    Embedding same = ENCODER.encode(List.of(KITES)).getFirst();

    DuplicateReport report =
        report(
            new IndexedPaper(paper(1, "Kites", KITES).paper(), same, "1"),
            new IndexedPaper(paper(2, "Bread", BREAD).paper(), same, "2"));

    assertEquals(List.of(), report.groups());
  }

  @Test
  void theLargestGroupIsFirstAndNeitherOrderNorThreadsShow() throws Exception {
    List<IndexedPaper> papers = new ArrayList<>();
    for (int i = 0; i < 40; i++) { // more than have a place among the nearest of one
      papers.add(paper(100 + i, "Kites, part " + i, KITES));
    }
    papers.add(paper(1, "Bread", BREAD));
    papers.add(paper(2, "Crust", BREAD));
    papers.add(paper(3, "Violins", VIOLIN));
    try (PaperIndex index = index(papers)) {
      DuplicateReport first = DuplicateSearch.of(papers, index::view, workers(1));
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
      for (int threads = 1; threads <= 4; threads++) {
        Collections.shuffle(papers, random);
        assertEquals(first, DuplicateSearch.of(papers, index::view, workers(threads)));
      }
      assertEquals(
          List.of(40, 2), first.groups().stream().map(group -> group.papers().size()).toList());
      assertEquals(
          first,
          DuplicateSearch.of(PaperChoice.all(index, PaperFilter.ALL), index::view, workers(2)));
    }
  }

  @Test
  void noPapersAreNoGroups() throws Exception {
    assertEquals(List.of(), report().groups());
    assertEquals(List.of(), report(paper(1, "Alone", KITES)).groups());
  }

  @Test
  void anInterruptEndsTheComparison() throws Exception {
    List<IndexedPaper> papers = List.of(paper(1, "Kites", KITES), paper(2, "Pull", KITES));
    try (PaperIndex index = index(papers)) {
      Progress interrupting =
          (step, _, _) -> {
            if (step.equals("nearest neighbours")) {
              Thread.currentThread().interrupt();
            }
          };

      assertThrows(
          InterruptedException.class,
          () -> DuplicateSearch.of(papers, index::view, new Workers(1, interrupting)));
    }
  }

  private static DuplicateGroup only(DuplicateReport report) {
    assertEquals(1, report.groups().size(), report::toString);
    return report.groups().getFirst();
  }

  private static List<Integer> numbers(DuplicateGroup group) {
    return group.papers().stream()
        .map(paper -> Integer.parseInt(paper.id().text().substring("arxiv:2401.".length())))
        .toList();
  }

  private static Workers workers(int threads) {
    return new Workers(threads, Progress.NONE);
  }

  private static IndexedPaper paper(int number, String title, String text) throws IOException {
    Paper paper =
        Paper.titled(title)
            .ids(List.of(new ArxivId("2401.%05d".formatted(number))))
            .abstractText(text)
            .build();
    return new IndexedPaper(paper, ENCODER.encode(List.of(text)).getFirst(), "hash-" + number);
  }

  private DuplicateReport report(IndexedPaper... papers) throws Exception {
    try (PaperIndex index = index(List.of(papers))) {
      return DuplicateSearch.of(Arrays.asList(papers), index::view, workers(2));
    }
  }

  private PaperIndex index(List<IndexedPaper> papers) throws IOException {
    HnswOptions hnsw = HnswOptions.DEFAULT;
    try (PaperIndexWriter writer =
        LuceneIndexWriter.open(
            folder, new IndexManifest(ENCODER.space(), TextRecipe.TITLE_ABSTRACT.id(), hnsw))) {
      for (IndexedPaper paper : papers) {
        writer.replace(List.of(), paper);
      }
      writer.commit();
    }
    return LuceneIndex.open(folder);
  }
}
