package io.akin.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextRecipeTest {
  @Test
  void joinsTitleAndAbstract() {
    assertEquals("On Kites. They fly.", TextRecipe.TITLE_ABSTRACT.text("On Kites", "They fly."));
  }

  @Test
  void aPaperWithoutAnAbstractIsItsTitle() {
    assertEquals("On Kites", TextRecipe.TITLE_ABSTRACT.text("On Kites", ""));
  }

  @Test
  void aRecipeIsFoundByItsStoredName() {
    for (TextRecipe recipe : TextRecipe.values()) {
      assertEquals(recipe, TextRecipe.ofId(recipe.id()));
    }
    assertThrows(IllegalArgumentException.class, () -> TextRecipe.ofId("no such recipe"));
  }
}
