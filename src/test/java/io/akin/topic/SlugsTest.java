package io.akin.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SlugsTest {
  @Test
  void lettersLoseTheirMarks() {
    assertEquals("schrodinger-bridges-3d", new Slugs().slug("Schrödinger bridges, 3D"));
  }

  @Test
  void takenOnesAreNumberedWithinTheLimit() {
    Slugs slugs = new Slugs();
    String name = "reinforcement learning from human feedback with language models and rewards";
    String first = slugs.slug(name);
    String second = slugs.slug(name);

    assertEquals("reinforcement-learning-from-human-feedback-with-language", first);
    assertEquals(first + "-2", second);
    assertTrue(second.length() <= 60, second);
  }

  @Test
  void namesWithoutLatinLettersHaveTheirOwn() {
    assertNotEquals(new Slugs().slug("機械翻訳"), new Slugs().slug("深層学習"));
    assertEquals(new Slugs().slug("機械翻訳"), new Slugs().slug("機械翻訳"));
  }
}
