package io.akin.recommend.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnalysedTextTest {
  private static final AnalysedText TEXT = WordTokens.of("Kites fly. Boats of paper float.");

  @Test
  void aPartHasItsWordsAtItsOwnOffsets() {
    AnalysedText part = TEXT.part(11, 32).orElseThrow();

    assertEquals("Boats of paper float.", part.text());
    assertEquals(WordTokens.of("Boats of paper float."), part);
  }

  @Test
  void thereIsNoPartThatCutsAWord() {
    assertEquals(Optional.empty(), TEXT.part(2, 10));
    assertEquals(Optional.empty(), TEXT.part(0, 7));
    assertEquals("Kites fly", TEXT.part(0, 9).orElseThrow().text());
  }

  @Test
  void wordsStandInTheOrderOfTheText() {
    List<Token> swapped = TEXT.tokens().reversed();

    assertThrows(IllegalArgumentException.class, () -> new AnalysedText(TEXT.text(), swapped));
  }
}
