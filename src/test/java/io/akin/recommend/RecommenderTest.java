package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.encoder.HashingEncoder;
import io.akin.encoder.TextRecipe;
import io.akin.index.FlatIndex;
import io.akin.index.Hit;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.SourceId;
import io.akin.recommend.Outcome.Found;
import io.akin.recommend.Outcome.UnknownPaper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommenderTest {
  private static final HashingEncoder ENCODER = new HashingEncoder("toy", 128);

  private static final Paper KITES =
      paper(
          "Kites in a steady wind",
          new ArxivId("hep-th/9901001"),
          new Doi("10.1000/kites(1);2-#"),
          new SourceId("toy", "K-1"));
  private static final Paper GALES = paper("Kites in a gale", new ArxivId("2101.00002"));
  private static final Paper SAILS = paper("Sails in a steady wind");
  private static final Paper KNOTS = paper("Tables of prime knots", new ArxivId("2101.00003"));

  private final Recommender recommender = over(KITES, GALES, SAILS, KNOTS);

  @Test
  void theNearestPapersComeFirstAndTheSeedIsNotAmongThem() throws IOException {
    List<Hit> hits = found(recommender.related("arxiv:hep-th/9901001", 10)).hits();

    assertEquals(3, hits.size());
    assertEquals(KNOTS, hits.getLast().paper());
    assertTrue(hits.get(0).cosine() >= hits.get(1).cosine(), hits::toString);
    assertFalse(hits.stream().map(Hit::paper).toList().contains(KITES));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void thereAreAsManyHitsAsAskedFor(int k) throws IOException {
    List<Hit> all = found(recommender.related("2101.00002", 10)).hits();

    assertEquals(all.subList(0, k), found(recommender.related("2101.00002", k)).hits());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arxiv:hep-th/9901001",
        "hep-th/9901001v3",
        "https://arxiv.org/abs/hep-th/9901001",
        "10.1000/KITES(1);2-#",
        "https://doi.org/10.1000/kites(1);2-#",
        "toy:K-1",
        "Kites in a steady wind",
        "  KITES, in a steady-wind. ",
        "\\emph{Kites} in a $steady$ wind"
      })
  void aPaperIsFoundByWhateverNamesIt(String reference) throws IOException {
    assertEquals(KITES, found(recommender.related(reference, 1)).seed());
    assertEquals(Optional.of(KITES), recommender.find(reference).map(IndexedPaper::paper));
  }

  @Test
  void aPaperIsFoundByTheIdentifierOfItsTitle() throws IOException {
    assertEquals(SAILS, found(recommender.related(SAILS.id().text(), 1)).seed());
  }

  @Test
  void aTitleThatLooksLikeAnIdentifierIsFound() throws IOException {
    Paper odd = paper("2101.00009");
    Paper colon = paper("kites:explained");

    assertEquals(odd, found(over(odd, KITES).related("2101.00009", 1)).seed());
    assertEquals(colon, found(over(colon, KITES).related("kites:explained", 1)).seed());
  }

  @Test
  void aCopyOfTheSeedsTextIsAHitAndTheSeedIsNot() throws IOException {
    Paper twin = paper(KITES.title(), new ArxivId("2101.00009"));
    Paper other = paper(KITES.title(), new ArxivId("2101.00010"));

    List<Hit> hits = found(over(twin, other, KITES).related("2101.00010", 1)).hits();

    assertEquals(List.of(twin), hits.stream().map(Hit::paper).toList());
  }

  @Test
  void aSeedThatManyTwinsHideBehindIsStillLeftOut() throws IOException {
    Paper[] twins =
        IntStream.range(0, 10)
            .mapToObj(i -> paper("Editorial", new ArxivId("2101.%05d".formatted(i))))
            .toArray(Paper[]::new);

    List<Hit> hits = found(over(twins).related("2101.00009", 3)).hits();

    assertEquals(Arrays.asList(twins).subList(0, 3), hits.stream().map(Hit::paper).toList());
  }

  @Test
  void anIndexOfOnePaperHasNothingRelated() throws IOException {
    assertEquals(new Found(KITES, List.of()), over(KITES).related("toy:K-1", 10));
  }

  @Test
  void anUnknownPaperIsAnsweredWithSimilarTitles() throws IOException {
    var unknown = (UnknownPaper) recommender.related("steady winds and sails", 10);

    assertEquals("steady winds and sails", unknown.reference());
    assertEquals(List.of(SAILS, KITES), unknown.similarTitles());
  }

  @Test
  void atMostThreeSimilarTitlesAreGiven() throws IOException {
    assertEquals(3, recommender.unknown("a steady wind in prime kites").similarTitles().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"arxiv:2101.99999", "doi:10.1000/none", "", "  ", "?"})
  void whatNobodyKnowsHasNoSimilarTitles(String reference) throws IOException {
    assertEquals(new UnknownPaper(reference, List.of()), recommender.related(reference, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Recommender.MAX_K + 1, Integer.MAX_VALUE})
  void aNumberOfPapersOutOfItsRangeIsRefused(int k) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> recommender.related("toy:K-1", k));

    assertTrue(refused.toString().contains("from 1 to 1000, got " + k), refused::toString);
  }

  @Test
  void theLargestNumberOfPapersIsAnswered() throws IOException {
    assertEquals(3, found(recommender.related("toy:K-1", Recommender.MAX_K)).hits().size());
  }

  private static Found found(Outcome outcome) {
    return switch (outcome) {
      case Found found -> found;
      case UnknownPaper unknown -> throw new AssertionError(unknown.toString());
    };
  }

  private static Recommender over(Paper... papers) {
    return new Recommender(
        new FlatIndex(
            new IndexManifest(ENCODER.space(), TextRecipe.TITLE_ABSTRACT.id(), HnswOptions.DEFAULT),
            Arrays.stream(papers)
                .map(
                    paper ->
                        new IndexedPaper(
                            paper, ENCODER.encode(List.of(paper.title())).getFirst(), ""))
                .toList()));
  }

  private static Paper paper(String title, PaperId... ids) {
    return Paper.titled(title).ids(List.of(ids)).build();
  }
}
