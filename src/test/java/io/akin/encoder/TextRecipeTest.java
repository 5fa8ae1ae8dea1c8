package io.akin.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.embedding.Embedding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextRecipeTest {
  private static final PaperText KITES = new PaperText("On Kites", "They fly.");
  private static final PaperText KNOTS = new PaperText("Knots", "");
  private static final HashingEncoder ENCODER = new HashingEncoder("toy", 16);

  @ParameterizedTest
  @EnumSource
  void joinsTitleAndAbstract(TextRecipe recipe) {
    assertEquals("On Kites. They fly.", recipe.text(KITES));
  }

  @ParameterizedTest
  @EnumSource
  void aPaperWithoutAnAbstractIsItsTitle(TextRecipe recipe) throws EncodeException {
    assertEquals("Knots", recipe.text(KNOTS));
    assertEquals(
        ENCODER.encode(List.of("Knots")), recipe.encode(List.of(KNOTS), ENCODER, Priority.LOAD));
  }

  @Test
  void aPaperIsEncodedByItsTextAndItsTitleOnceMore() throws EncodeException {
    List<Embedding> parts = ENCODER.encode(List.of("On Kites. They fly.", "On Kites", "Knots"));
    Embedding plain = parts.get(0);
    List<PaperText> papers = List.of(KNOTS, KITES, KNOTS);

    assertEquals(
        List.of(parts.get(2), plain, parts.get(2)),
        TextRecipe.TITLE_ABSTRACT.encode(papers, ENCODER, Priority.LOAD));
    assertEquals(
        List.of(parts.get(2), plain.plus(0.2, parts.get(1)), parts.get(2)),
        TextRecipe.TITLE_WEIGHTED.encode(papers, ENCODER, Priority.LOAD));
    assertEquals(List.of(), TextRecipe.TITLE_WEIGHTED.encode(List.of(), ENCODER, Priority.LOAD));
  }

  @Test
  void aRecipeIsFoundByItsStoredName() {
    for (TextRecipe recipe : TextRecipe.values()) {
      assertEquals(recipe, TextRecipe.ofId(recipe.id()));
    }
    assertThrows(IllegalArgumentException.class, () -> TextRecipe.ofId("no such recipe"));
  }
}
