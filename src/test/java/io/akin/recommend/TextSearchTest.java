package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.encoder.HashingEncoder;
import io.akin.encoder.TextRecipe;
import io.akin.index.FlatIndex;
import io.akin.index.Hit;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.SpaceMismatchException;
import io.akin.paper.Paper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSearchTest {
  private static final HashingEncoder ENCODER = new HashingEncoder("toy", 128);
  private static final IndexedPaper KITES = indexed("Kites in a steady wind");
  private static final IndexedPaper KNOTS = indexed("Tables of prime knots");
  private static final FlatIndex INDEX =
      new FlatIndex(
          new IndexManifest(ENCODER.space(), TextRecipe.TITLE_ABSTRACT.id(), HnswOptions.DEFAULT),
          List.of(KITES, KNOTS));

  private TextSearch search;

  @BeforeEach
  void open() throws IOException {
    search = new TextSearch(INDEX, ENCODER);
  }

  @Test
  void theNearestPaperComesFirst() throws IOException {
    List<Hit> hits = search.search("a knot and its prime", 2);

    assertEquals(List.of(KNOTS.paper(), KITES.paper()), hits.stream().map(Hit::paper).toList());
    assertTrue(hits.getFirst().cosine() > hits.getLast().cosine(), hits::toString);
  }

  @Test
  void aPapersOwnTextFindsItWithACosineOfOne() throws IOException {
    Hit hit = search.search("Kites in a steady wind", 1).getFirst();

    assertEquals(KITES.paper(), hit.paper());
    assertEquals(1, hit.cosine(), 1e-6);
  }

  @Test
  void thereAreAsManyHitsAsAskedFor() throws IOException {
    assertEquals(1, search.search("kites", 1).size());
    assertEquals(2, search.search("kites", Recommender.MAX_K).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, Recommender.MAX_K + 1})
  void aNumberOfPapersOutOfItsRangeIsRefused(int k) {
    var refused = assertThrows(IllegalArgumentException.class, () -> search.search("kites", k));

    assertTrue(refused.toString().contains("from 1 to 1000, got " + k), refused::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void aTextWithoutCharactersIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> search.search(text, 1));
  }

  @Test
  void theLongestTextIsAnsweredAndALongerOneRefused() throws IOException {
    String longest = "k".repeat(TextSearch.MAX_TEXT);
    assertEquals(1, search.search(longest, 1).size());

    var refused =
        assertThrows(IllegalArgumentException.class, () -> search.search(longest + "k", 1));
    assertTrue(refused.toString().contains("1 to 20000 characters, got 20001"), refused::toString);
  }

  @Test
  void whiteSpaceAroundATextDoesNotMakeItTooLong() throws IOException {
    String text = "kites" + " ".repeat(TextSearch.MAX_TEXT);

    assertEquals(search.search("kites", 2), search.search(text, 2));
  }

  @Test
  void anEncoderOfAnotherSpaceIsRefused() {
    HashingEncoder other = new HashingEncoder("other", 128);

    var refused = assertThrows(SpaceMismatchException.class, () -> new TextSearch(INDEX, other));

    assertTrue(refused.toString().contains("toy@"), refused::toString);
    assertTrue(refused.toString().contains("other@"), refused::toString);
  }

  private static IndexedPaper indexed(String title) {
    return new IndexedPaper(
        Paper.titled(title).build(), ENCODER.encode(List.of(title)).getFirst(), "hash");
  }
}
