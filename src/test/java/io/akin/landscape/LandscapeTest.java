package io.akin.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;
import io.akin.http.SiteAtlas;
import io.akin.http.TestServer;
import io.akin.index.PaperIndex;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An atlas beside a real index. */
class LandscapeTest {
  private static final int PAPERS = 20;

  @TempDir private Path folder;
  private Atlas atlas;

  @BeforeEach
  void fill() throws IOException {
    List<Paper> papers = new ArrayList<>();
    for (int i = 0; i < PAPERS; i++) {
      papers.add(
          Paper.titled("Kite " + i)
              .ids(List.of(id(i)))
              .published(PublicationDate.parse(i == 0 ? "2020" : "2023-%02d".formatted(i % 12 + 1)))
              .categories(List.of(i % 3 == 0 ? "cs.LG" : "cs.CL"))
              .build());
    }
    TestServer.fill(folder, papers);
    atlas = SiteAtlas.of(folder);
  }

  private static PaperId id(int i) {
    return PaperId.parse("2301.%05d".formatted(i + 1)).orElseThrow();
  }

  private static void remove(Path folder, PaperId id) throws IOException {
    try (LuceneIndexWriter writer =
        LuceneIndexWriter.openExisting(folder, "test", InstantSource.system())) {
      writer.remove(List.of(writer.find(List.of(id)).getFirst()));
      writer.commit();
    }
  }

  @Test
  void equalAtlasesHaveOneVersionAndOthersAnother() throws IOException {
    String version = new Landscape(atlas).version();

    assertEquals(version, new Landscape(SiteAtlas.of(folder)).version());
    assertNotEquals(version, new Landscape(new SiteAtlas("other ").over(folder)).version());
    assertTrue(version.matches("[0-9a-f]{16}"), version);
  }

  @Test
  void topicsAreWalkedAsATree() {
    Landscape landscape = new Landscape(atlas);

    assertEquals(List.of(0, 1), landscape.roots());
    assertEquals(List.of(2, 3), landscape.children(0));
    assertEquals(List.of(0, 2, 3, 1, 4), landscape.withinLevels(5));
    assertEquals(List.of(0, 1), landscape.withinLevels(4));
    assertEquals(List.of(0), landscape.withinLevels(1));
  }

  @Test
  void aSlugThatIsNotThereLeadsToThoseThatLookLikeIt() {
    Landscape landscape = new Landscape(atlas);

    assertEquals(OptionalInt.empty(), landscape.find("kite-string"));
    assertEquals(
        "kites-strings",
        landscape.nearest("kite-string", 2).stream().map(Topic::slug).findFirst().orElseThrow());
    assertEquals(List.of(), landscape.nearest("zq", 2));
  }

  @Test
  void factsAreThoseOfThePaperAtEachRow() throws IOException {
    try (PaperIndex index = LuceneIndex.open(folder)) {
      PaperFacts facts = PaperFacts.read(new Landscape(atlas), index);

      for (int i = 0; i < PAPERS; i++) {
        int row = atlas.row(id(i)).orElseThrow();
        assertTrue(facts.isPresent(row));
        assertEquals(
            i == 0 ? Optional.empty() : Optional.of(YearMonth.of(2023, i % 12 + 1)),
            facts.month(row));
        assertEquals(
            i % 3 == 0 ? "cs.LG" : "cs.CL",
            facts.categories().get(facts.category(row).orElseThrow()));
      }
      assertEquals(List.of("cs.CL", "cs.LG"), facts.categories());
    }
  }

  @Test
  void theNewestPapersOfATopicAreThoseOfItsPartsToo() throws IOException {
    try (PaperIndex index = LuceneIndex.open(folder)) {
      Landscapes landscapes =
          new Landscapes(() -> Optional.of(atlas), index, InstantSource.system());
      Landscape landscape = landscapes.current().orElseThrow();
      List<Paper> newest = landscapes.newest(landscape, landscape.topic(0), 0, PAPERS);

      assertEquals(landscape.topic(0).papers(), newest.size());
      List<PublicationDate> dates =
          newest.stream().map(paper -> paper.published().orElseThrow()).toList();
      assertEquals(
          dates.stream().sorted((a, b) -> b.firstDay().compareTo(a.firstDay())).toList(), dates);
      assertEquals(newest.subList(2, 4), landscapes.newest(landscape, landscape.topic(0), 2, 2));
    }
  }

  @Test
  void aPaperThatHasLeftTheIndexIsLeftOutAtOnceAndOfTheFactsLater() throws Exception {
    AtomicLong seconds = new AtomicLong();
    try (PaperIndex index = LuceneIndex.open(folder)) {
      Landscapes landscapes =
          new Landscapes(
              () -> Optional.of(atlas),
              index,
              () -> Instant.ofEpochSecond(seconds.incrementAndGet()));
      Landscape landscape = landscapes.current().orElseThrow();
      int row = atlas.row(id(7)).orElseThrow();
      PaperFacts before = landscapes.facts(landscape);
      assertTrue(before.isPresent(row));

      remove(folder, id(7));
      while (index.find(id(7)).isPresent()) { // a view may be some milliseconds old
        Thread.onSpinWait();
      }

      assertEquals(List.of(), landscapes.papers(landscape, List.of(row)));
      assertSame(before, landscapes.facts(landscape)); // too soon to read all again
      seconds.addAndGet(10_000);
      PaperFacts after = landscapes.facts(landscape);
      while (after == before) { // another thread reads
        Thread.onSpinWait();
        after = landscapes.facts(landscape);
      }
      assertFalse(after.isPresent(row));
    }
  }

  @Test
  void whereThereIsNoAtlasThereIsNoLandscape() throws IOException {
    try (PaperIndex index = LuceneIndex.open(folder)) {
      Landscapes none = new Landscapes(Optional::empty, index, InstantSource.system());

      assertEquals(Optional.empty(), none.current());
      assertEquals("", none.version());
    }
  }
}
