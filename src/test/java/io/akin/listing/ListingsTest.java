package io.akin.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.http.TestServer;
import io.akin.index.ListPosition;
import io.akin.index.PaperIndex;
import io.akin.index.PaperPage;
import io.akin.index.lucene.LuceneIndex;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings over a real index. A paper's title is what the test knows it by. */
class ListingsTest {
  @TempDir private Path folder;

  private static int papers;

  private static Paper.Builder paper(String title) {
    return Paper.titled(title).ids(List.of(new ArxivId("2501.%05d".formatted(++papers))));
  }

  private static Paper featured(String title, String day, int upvotes) {
    return paper(title).featured(PublicationDate.parse(day)).upvotes(upvotes).build();
  }

  private static Paper published(String title, String date, int upvotes) {
    return paper(title).published(PublicationDate.parse(date)).upvotes(upvotes).build();
  }

  private PaperIndex indexOf(Paper... papers) throws IOException {
    TestServer.fill(folder, List.of(papers));
    return LuceneIndex.open(folder);
  }

  private static List<String> titles(PaperPage page) {
    return page.papers().stream().map(Paper::title).toList();
  }

  @Test
  void theLatestComeByTheDayTheyWereFeaturedThenByUpvotes() throws IOException {
    try (PaperIndex index =
        indexOf(
            featured("old", "2025-01-01", 90),
            featured("liked", "2025-01-02", 7),
            featured("new", "2025-01-02", 0),
            published("never featured", "2025-01-03", 99))) {
      Listings listings = new Listings(index);

      assertEquals(
          List.of("liked", "new", "old"), titles(listings.latest(Optional.empty(), 0, 10)));
      assertEquals(List.of("new"), titles(listings.latest(Optional.empty(), 1, 1)));
    }
  }

  @Test
  void aPeriodHasThePapersFeaturedInIt() throws IOException {
    try (PaperIndex index =
        indexOf(
            featured("monday", "2024-12-30", 1),
            featured("sunday", "2025-01-05", 2),
            featured("next", "2025-01-06", 3))) {
      Listings listings = new Listings(index);

      assertEquals(
          List.of("sunday", "monday"),
          titles(listings.latest(Optional.of(Period.week("2025-W01")), 0, 10)));
      assertEquals(
          List.of("next", "sunday"),
          titles(listings.latest(Optional.of(Period.month("2025-01")), 0, 10)));
      assertEquals(
          List.of(), titles(listings.latest(Optional.of(Period.day("2025-01-02")), 0, 10)));
    }
  }

  @Test
  void whatTrendsHasTheMostUpvotesOfTheSevenDaysUpToTheLastWithPapers() throws IOException {
    try (PaperIndex index =
        indexOf(
            featured("too old", "2025-01-01", 900),
            featured("first day", "2025-01-02", 9),
            featured("last day", "2025-01-08", 8),
            published("later", "2025-02-01", 99))) {
      Listings listings = new Listings(index);

      assertEquals(
          List.of("first day", "last day"), titles(listings.trending(Optional.empty(), 0, 10)));
      assertEquals(
          List.of("too old", "first day", "last day"),
          titles(listings.trending(Optional.of(Period.month("2025-01")), 0, 10)));
    }
  }

  @Test
  void whereNothingWasFeaturedPapersAreListedByTheDayOfPublication() throws IOException {
    try (PaperIndex index =
        indexOf(
            published("old", "2024-01-01", 9),
            published("new", "2025-01-03", 0),
            published("liked", "2025-01-02", 5),
            paper("undated").build())) {
      Listings listings = new Listings(index);

      assertEquals(
          List.of("new", "liked", "old", "undated"),
          titles(listings.latest(Optional.empty(), 0, 10)));
      assertEquals(
          List.of("new"), titles(listings.latest(Optional.of(Period.day("2025-01-03")), 0, 10)));
      assertEquals(List.of("liked", "new"), titles(listings.trending(Optional.empty(), 0, 10)));
    }
  }

  @Test
  void pagesOfAllPapersJoinWithoutGap() throws IOException {
    try (PaperIndex index =
        indexOf(
            published("a", "2025-01-03", 0),
            published("b", "2025-01-02", 0),
            featured("c", "2025-01-02", 0))) {
      Listings listings = new Listings(index);

      List<String> all = new ArrayList<>();
      Optional<ListPosition> next = Optional.empty();
      do {
        PaperPage page = listings.published(next, 2);
        all.addAll(titles(page));
        next = page.next();
      } while (next.isPresent());
      assertEquals(List.of("a", "b", "c"), all);
    }
  }

  @Test
  void beyondTheEndThereIsNothingHoweverFar() throws IOException {
    try (PaperIndex index = indexOf(featured("only", "2025-01-01", 1))) {
      Listings listings = new Listings(index);

      assertEquals(List.of(), titles(listings.latest(Optional.empty(), 1, 10)));
      assertEquals(List.of(), titles(listings.trending(Optional.empty(), Long.MAX_VALUE, 10)));
      assertThrows(
          IllegalArgumentException.class,
          () -> listings.published(Optional.of(ListPosition.parse("id,arxiv:2306.00978")), 10));
    }
  }

  @Test
  void anEmptyIndexHasEmptyListings() throws IOException {
    try (PaperIndex index = indexOf()) {
      Listings listings = new Listings(index);

      assertEquals(List.of(), titles(listings.latest(Optional.empty(), 0, 10)));
      assertEquals(List.of(), titles(listings.trending(Optional.empty(), 0, 10)));
      assertEquals(Optional.empty(), listings.around(Period.day("2025-01-01")).newest());
    }
  }
}
