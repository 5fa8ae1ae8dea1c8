package io.akin.recommend;

import static io.akin.recommend.Library.found;
import static io.akin.recommend.Library.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.index.Condition;
import io.akin.index.PaperFilter;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Outcome.StaleCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
  private static final List<Paper> PAPERS = Library.clustered(300, new Random(2));

  @TempDir private Path folder;
  private Library library;

  @BeforeEach
  void open() throws IOException {
    library = Library.of(folder.resolve("index"), PAPERS);
  }

  @AfterEach
  void close() throws IOException {
    library.close();
  }

  private static Request.Builder request() {
    return Request.likePaper("2101.00000").diversity(0.2).grouped(true);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10, 40})
  void thePagesAreTheFirstTwoHundredOfTheList(int limit) throws IOException {
    List<String> whole = ids(library.answer(request().limit(40)));
    List<Recommendation> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Request.Builder next = request().limit(limit);
      cursor.ifPresent(next::cursor);
      Recommendations page = library.answer(next);
      assertTrue(page.hits().size() <= limit);
      all.addAll(page.hits());
      cursor = page.nextCursor();
    } while (cursor.isPresent());

    List<String> ids = all.stream().map(hit -> hit.paper().id().text()).toList();
    assertEquals(200, ids.size());
    assertEquals(200, Set.copyOf(ids).size());
    assertEquals(whole, ids.subList(0, 40));
    assertTrue(all.stream().allMatch(hit -> hit.group().isPresent()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 20, 21, 40})
  void aListThatIsKnownGivesThePageOfANewOne(int limit) throws IOException {
    Request asked = request().halfLifeDays(300).explained(true).limit(limit).build();
    Recommendations made = found(library.recommender(Library.TODAY).recommend(asked));
    Recommender remembering = library.recommender(Library.TODAY);
    var _ = remembering.recommend(request().halfLifeDays(300).limit(3).build());

    Recommendations known = found(remembering.recommend(asked));

    assertEquals(made.hits(), known.hits());
    assertEquals(made.nextCursor(), known.nextCursor());
    assertEquals(made.made().exact(), known.made().exact());
  }

  @Test
  void pagesAreDisjointAndCompleteWhilePapersComeAndGo() throws IOException {
    List<String> frozen = library.pages(request());
    Recommendations page = library.answer(request());
    List<String> seen = new ArrayList<>(ids(page));
    Set<String> removed = new TreeSet<>();
    for (int i = 0; page.nextCursor().isPresent(); i++) {
      String coming = frozen.get(Math.min(199, seen.size() + removed.size() + 15));
      if (!seen.contains(coming) && removed.add(coming)) {
        library.remove(List.of(PaperId.parse(coming).orElseThrow()));
      }
      // As near to the seed as can be without being its duplicate, so that it would come first.
      library.add(
          List.of(
              Paper.titled("Newcomer " + i)
                  .ids(List.of(new ArxivId("2202.%05d".formatted(i))))
                  .abstractText(PAPERS.getFirst().title().repeat(2))
                  .build()));
      library.reopen();

      page = library.answer(request().cursor(page.nextCursor().get()));
      seen.addAll(ids(page));
    }

    List<String> expected = new ArrayList<>(frozen);
    expected.removeAll(removed);
    assertTrue(removed.size() > 5, removed::toString);
    assertEquals(expected, seen);
  }

  @Test
  void aDuplicateTakesThePlaceOfAPaperThatWasRemoved() throws IOException {
    Paper last = PAPERS.get(150);
    Paper twin =
        Paper.titled(last.title())
            .ids(List.of(new ArxivId("2303.00001")))
            .abstractText(last.abstractText())
            .build();
    library.add(List.of(twin));
    library.reopen();
    Request.Builder request =
        Request.likePaper("2101.00000").filter(among(PAPERS.get(1), last, twin)).limit(1);
    Recommendations first = library.answer(request.order(Order.RELEVANCE));
    List<Paper> shown = Library.papers(first);
    String cursor = first.nextCursor().orElseThrow();
    Paper next = Library.papers(library.answer(request.cursor(cursor))).getFirst();
    assertTrue(!shown.contains(next));

    library.remove(List.of(next.ids().getFirst()));
    library.reopen();

    if (next.title().equals(last.title())) {
      Paper instead = next.equals(last) ? twin : last;
      assertEquals(List.of(instead), Library.papers(library.answer(request.cursor(cursor))));
    } else {
      assertInstanceOf(StaleCursor.class, library.ask(request.cursor(cursor).build()));
    }
  }

  private static PaperFilter among(Paper... papers) {
    return new PaperFilter(List.of(new Condition.Among(Stream.of(papers).map(Paper::id).toList())));
  }

  static Stream<UnaryOperator<Request.Builder>> otherRequests() {
    return Stream.of(
        request -> request.negatives(List.of(Library.paper("2101.00001"))),
        request -> request.negatives(List.of(Library.text("else"))),
        request -> request.mode(Mode.DENSE),
        request -> request.diversity(0.3),
        request -> request.minScore(0.1),
        request -> request.halfLifeDays(100),
        request -> request.order(Order.NEWEST),
        request -> request.grouped(false),
        request -> request.filter(among(PAPERS.get(5))));
  }

  @ParameterizedTest
  @MethodSource("otherRequests")
  void aCursorOfAnotherRequestIsStale(UnaryOperator<Request.Builder> other) throws IOException {
    String cursor = library.answer(request()).nextCursor().orElseThrow();

    Outcome outcome = library.ask(other.apply(request()).cursor(cursor).build());

    assertTrue(
        outcome instanceof StaleCursor stale && stale.reason().contains("another request"),
        outcome::toString);
  }

  @Test
  void aCursorOfAnotherSeedOrWeightIsStale() throws IOException {
    Seed one = Library.paper("2101.00000");
    Seed two = Library.paper("2101.00001");
    Seed heavier = new Seed.OfPaper("2101.00001", 1.5);
    String cursor = library.answer(Request.like(List.of(one, two))).nextCursor().orElseThrow();

    assertEquals(10, ids(library.answer(Request.like(List.of(two, one)).cursor(cursor))).size());
    for (List<Seed> others : List.of(List.of(one), List.of(one, heavier))) {
      assertInstanceOf(StaleCursor.class, library.ask(Request.like(others).cursor(cursor).build()));
    }
  }

  @Test
  void aPageMayBeLongerOrExplained() throws IOException {
    List<String> frozen = library.pages(request());
    String cursor = library.answer(request()).nextCursor().orElseThrow();

    Recommendations page = library.answer(request().cursor(cursor).limit(30).explained(true));

    assertEquals(frozen.subList(10, 40), ids(page));
    assertTrue(page.hits().stream().allMatch(hit -> hit.why().isPresent()));
  }

  @Test
  void aCursorOfAnIndexOfAnotherModelIsStale() throws IOException {
    String cursor = library.answer(request()).nextCursor().orElseThrow();
    try (Library other = Library.of(folder.resolve("other"), "other", PAPERS)) {
      assertInstanceOf(StaleCursor.class, other.ask(request().cursor(cursor).build()));
    }
  }

  @Test
  void aCursorWhosePapersAreAllGoneIsStale() throws IOException {
    Recommendations first = library.answer(request());
    library.remove(
        PAPERS.stream()
            .skip(1)
            .filter(paper -> !Library.papers(first).contains(paper))
            .map(Paper::id)
            .toList());
    library.reopen();

    Outcome outcome = library.ask(request().cursor(first.nextCursor().orElseThrow()).build());

    assertTrue(
        outcome instanceof StaleCursor stale && stale.reason().contains("any more"),
        outcome::toString);
  }

  @Test
  void aCursorThatLostAPartIsStale() throws IOException {
    String cursor = library.answer(request()).nextCursor().orElseThrow();

    for (int length = 1; length < cursor.length(); length += 1 + length % 13) {
      assertInstanceOf(
          StaleCursor.class,
          library.ask(request().cursor(cursor.substring(0, length)).build()),
          "cut to " + length);
      char other = cursor.charAt(length) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, length) + other + cursor.substring(length + 1);
      assertInstanceOf(
          StaleCursor.class,
          library.ask(request().cursor(changed).build()),
          "changed at " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "garbage", "%%%", "AAAA", "AAAAAAAAAAAAAAAA", "null", "\u0000"})
  void whatIsNoCursorIsStale(String cursor) throws IOException {
    assertInstanceOf(StaleCursor.class, library.ask(request().cursor(cursor).build()));
  }

  @Test
  void agesAreCountedFromTheDayOfTheFirstPage() throws IOException {
    List<Paper> dated = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Paper paper = PAPERS.get(i);
      dated.add(
          Paper.titled(paper.title())
              .ids(paper.ids())
              .abstractText(paper.abstractText())
              .published(PublicationDate.of(Library.TODAY.minusDays(10L * i)))
              .build());
    }
    try (Library aged = Library.of(folder.resolve("aged"), dated)) {
      Request.Builder request = Request.likePaper("2101.00000").halfLifeDays(30);
      Recommendations first = aged.answer(request);
      Request next = request.cursor(first.nextCursor().orElseThrow()).build();

      Recommendations later = found(aged.ask(next, Library.TODAY.plusYears(3)));

      assertEquals(Library.scores(found(aged.ask(next))), Library.scores(later));
    }
  }
}
