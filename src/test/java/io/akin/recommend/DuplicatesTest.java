package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {
  private static final List<Paper> OTHERS = Library.clustered(60, new Random(1));
  private static final String TEXT = OTHERS.getFirst().abstractText();

  @TempDir private Path folder;

  private static Paper paper(PaperId id, String title, String text) {
    return Paper.titled(title).ids(List.of(id)).abstractText(text).build();
  }

  private Library with(Paper... more) throws IOException {
    List<Paper> all = new ArrayList<>(OTHERS);
    all.addAll(List.of(more));
    return Library.of(folder, all);
  }

  @Test
  void noPaperWithTheTitleOfASeedIsAHit() throws IOException {
    Paper twin =
        paper(
            new Doi("10.1000/1"),
            OTHERS.getFirst().title().toUpperCase(Locale.ROOT) + "!",
            "Else.");
    try (Library library = with(twin)) {
      Recommendations answer = library.answer(Request.likePaper("2101.00000").limit(100));

      assertFalse(Library.papers(answer).contains(twin));
      assertEquals(List.of(twin), answer.hidden());
    }
  }

  @Test
  void noPaperWithNearlyTheTextOfASeedIsAHit() throws IOException {
    Paper article =
        paper(new Doi("10.1000/2"), "The journal version", TEXT + " A last remark follows.");
    try (Library library = with(article)) {
      Recommendations answer = library.answer(Request.likePaper("2101.00000").limit(100));

      assertFalse(Library.papers(answer).contains(article));
      assertEquals(List.of(article), answer.hidden());
    }
  }

  @Test
  void noPaperThatIsNearlyANegativeIsAHit() throws IOException {
    Paper article = paper(new Doi("10.1000/2"), "The journal version", TEXT);
    try (Library library = with(article)) {
      Request.Builder request =
          Request.likePaper("2101.00012")
              .negatives(List.of(Library.paper("2101.00000")))
              .limit(100);

      Recommendations answer = library.answer(request);

      assertFalse(Library.papers(answer).contains(article));
      assertFalse(Library.papers(answer).contains(OTHERS.getFirst()));
    }
  }

  @Test
  void aSeedIsNoHitWhicheverOfItsIdentifiersNamesIt() throws IOException {
    Paper seed =
        Paper.titled("Two names")
            .ids(List.of(new ArxivId("2101.77777"), new Doi("10.1000/two")))
            .abstractText(TEXT)
            .build();
    try (Library library = Library.of(folder, seed, OTHERS.get(1))) {
      for (String name : List.of("2101.77777", "10.1000/two", "two names")) {
        Recommendations answer = library.answer(Request.likePaper(name));

        assertEquals(List.of(OTHERS.get(1)), Library.papers(answer));
        assertEquals(List.of(), answer.hidden());
      }
    }
  }

  @Test
  void aHitIsShownOnceWithItsDuplicatesBehindIt() throws IOException {
    Paper article = paper(new Doi("10.1000/2"), "The journal version", TEXT);
    Paper titled = paper(new Doi("10.1000/3"), OTHERS.getFirst().title(), "Something else.");
    try (Library library = with(article, titled)) {
      List<Recommendation> hits = library.answer(Request.likePaper("2101.00012").limit(100)).hits();

      List<Recommendation> those =
          hits.stream()
              .filter(hit -> Set.of(article, titled, OTHERS.getFirst()).contains(hit.paper()))
              .toList();
      assertEquals(1, those.size(), those::toString);
      List<Paper> all = new ArrayList<>(those.getFirst().duplicates());
      all.add(those.getFirst().paper());
      assertEquals(Set.of(article, titled, OTHERS.getFirst()), Set.copyOf(all));
    }
  }

  @Test
  void papersOfOneSubjectAreNoDuplicates() throws IOException {
    try (Library library = with()) {
      Recommendations answer = library.answer(Request.likePaper("2101.00000").limit(100));

      assertEquals(OTHERS.size() - 1, answer.hits().size());
      assertEquals(List.of(), answer.hidden());
    }
  }

  @Test
  void manyPapersOfOneTitleAreOne() throws IOException {
    List<Paper> editorials =
        IntStream.range(0, 30)
            .mapToObj(i -> paper(new ArxivId("2102.%05d".formatted(i)), "Editorial", "No. " + i))
            .toList();
    try (Library library = with(editorials.toArray(Paper[]::new))) {
      Recommendations fromOne = library.answer(Request.likePaper("2102.00007").limit(100));
      Recommendations fromText = library.answer(Request.likeText("editorial").limit(100));

      assertTrue(Library.papers(fromOne).stream().noneMatch(editorials::contains));
      assertEquals(29, fromOne.hidden().size());
      assertEquals("Editorial", fromText.hits().getFirst().paper().title());
      assertEquals(29, fromText.hits().getFirst().duplicates().size());
    }
  }
}
