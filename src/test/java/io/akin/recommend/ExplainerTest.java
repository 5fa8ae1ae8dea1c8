package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import io.akin.recommend.Explanation.Part;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainerTest {
  @TempDir private static Path folder;
  private static List<Paper> papers;
  private static Library library;

  @BeforeAll
  static void fill() throws IOException {
    papers = new ArrayList<>();
    for (Paper paper : Library.clustered(150, new Random(3))) {
      Paper.Builder dated =
          Paper.titled(paper.title()).ids(paper.ids()).abstractText(paper.abstractText());
      if (papers.size() % 4 > 0) {
        dated.published(PublicationDate.of(Library.TODAY.minusDays(papers.size() * 11L)));
      }
      papers.add(dated.build());
    }
    library = Library.of(folder, papers);
  }

  @AfterAll
  static void close() throws IOException {
    library.close();
  }

  private static Request.Builder mixed() {
    return Request.like(
            List.of(
                new Seed.OfPaper("2101.00000", 3),
                Library.paper("2101.00001"),
                new Seed.OfText(papers.get(14).abstractText(), 0.4),
                Library.text("a text of no known word")))
        .negatives(List.of(Library.paper("2101.00002"), Library.text(papers.get(15).title())))
        .halfLifeDays(200)
        .explained(true)
        .limit(50);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void thePartsAndTheAgeAddUpToTheScore(Mode mode) throws IOException {
    Recommendations answer = library.answer(mixed().mode(mode));

    assertEquals(50, answer.hits().size());
    for (Recommendation hit : answer.hits()) {
      Explanation why = hit.why().orElseThrow();
      double sum = why.parts().stream().mapToDouble(Part::amount).sum() + why.recency();
      assertEquals(hit.score(), sum, 1e-9, () -> hit.toString());
      assertEquals(6, why.parts().size());
      assertTrue(why.recency() <= 0);
    }
  }

  @Test
  void briefReasonsAreThoseWithoutSentencesAndEncodeNothing() throws IOException {
    Request.Builder request =
        Request.like(List.of(Library.paper("2101.00000"), Library.paper("2101.00001")))
            .negatives(List.of(Library.paper("2101.00002")))
            .halfLifeDays(200);
    List<Explanation> full = reasons(library.answer(request.explained(true)));
    Recommender withoutEncoder =
        new Recommender(
            library.index(),
            _ -> {
              throw new AssertionError("nothing is to be encoded");
            },
            () -> Library.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant());

    Outcome brief = withoutEncoder.recommend(request.reasons(Reasons.BRIEF).build());

    assertTrue(full.stream().allMatch(why -> why.sentences().isPresent()));
    assertTrue(full.stream().anyMatch(why -> !why.phrases().isEmpty()));
    assertEquals(
        full.stream()
            .map(
                why -> new Explanation(why.parts(), why.recency(), Optional.empty(), why.phrases()))
            .toList(),
        reasons(Library.found(brief)));
  }

  private static List<Explanation> reasons(Recommendations answer) {
    return answer.hits().stream().map(hit -> hit.why().orElseThrow()).toList();
  }

  @Test
  void aLongTextIsCalledByItsBeginningSinceEachPaperRepeatsIt() throws IOException {
    String text = papers.get(14).abstractText().repeat(20);
    Recommendations answer = library.answer(Request.likeText(text).explained(true).limit(1));

    String seed = answer.hits().getFirst().why().orElseThrow().parts().getFirst().seed();
    assertEquals(80, seed.length());
    assertTrue(text.startsWith(seed.substring(0, 77)), seed);
  }

  @Test
  void theFiguresOfEachPartGiveItsAmount() throws IOException {
    Request.Builder request =
        Request.like(List.of(new Seed.OfPaper("2101.00000", 3), Library.paper("2101.00012")))
            .negatives(List.of(Library.paper("2101.00002")))
            .explained(true);

    for (Recommendation hit : library.answer(request).hits()) {
      List<Part> parts = hit.why().orElseThrow().parts();

      double[] weights = {0.75, 0.25, -0.5};
      for (int i = 0; i < 3; i++) {
        Part part = parts.get(i);
        double similarity = 0.45 * part.cosine() + 0.55 * part.lexical();
        assertEquals(weights[i] * similarity, part.amount(), 1e-12);
      }
      assertEquals(
          List.of("arxiv:2101.00000", "arxiv:2101.00012", "arxiv:2101.00002"),
          parts.stream().map(Part::seed).toList());
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theSentencesAreOfAPositiveAndOfTheHit(Mode mode) throws IOException {
    for (Recommendation hit : library.answer(mixed().mode(mode)).hits()) {
      var pair = hit.why().orElseThrow().sentences().orElseThrow();

      assertTrue(text(hit.paper()).contains(pair.ofPaper()), pair::toString);
      String seed =
          switch (pair.seed()) {
            case "arxiv:2101.00000" -> text(papers.get(0));
            case "arxiv:2101.00001" -> text(papers.get(1));
            default -> papers.get(14).abstractText() + "a text of no known word";
          };
      assertTrue(seed.contains(pair.ofSeed()), pair::toString);
      assertTrue(pair.cosine() >= -1 && pair.cosine() <= 1 + 1e-6);
    }
  }

  @Test
  void thePhrasesOccurInTheHitAndItsSeeds() throws IOException {
    Request.Builder request = Request.likePaper("2101.00000").explained(true).limit(8);
    boolean any = false;
    for (Recommendation hit : library.answer(request).hits()) {
      for (String phrase : hit.why().orElseThrow().phrases()) {
        assertTrue(text(hit.paper()).contains(phrase), phrase);
        any = true;
      }
    }
    assertTrue(any);
  }

  @Test
  void reasonsAreGivenOnlyWhereAskedForAndChangeNothingElse() throws IOException {
    Recommendations plain = library.answer(mixed().explained(false));

    assertFalse(plain.hits().stream().anyMatch(hit -> hit.why().isPresent()));
    assertEquals(Library.scores(plain), Library.scores(library.answer(mixed())));
  }

  private static String text(Paper paper) {
    return paper.title() + "\n" + paper.abstractText();
  }
}
