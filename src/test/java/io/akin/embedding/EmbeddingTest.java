package io.akin.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {
  @Test
  void normalisingKeepsTheDirectionAndMakesTheLengthOne() {
    Embedding embedding = Embedding.normalised(new float[] {3, 4});

    assertEquals(0.6, embedding.toArray()[0], 1e-7);
    assertEquals(0.8, embedding.toArray()[1], 1e-7);
    assertEquals(1, embedding.cosine(embedding), 1e-6);
  }

  @Test
  void theArraysThatGoInAndComeOutAreCopies() {
    float[] components = {0, 1};
    Embedding embedding = Embedding.ofUnit(components);

    components[0] = 9;
    embedding.toArray()[1] = 9;

    assertEquals(Embedding.ofUnit(new float[] {0, 1}), embedding);
  }

  @Test
  void aVectorThatIsNotOfLengthOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Embedding.ofUnit(new float[] {1, 1}));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
  void aVectorWithoutADirectionIsRefused(float component) {
    assertThrows(
        IllegalArgumentException.class, () -> Embedding.normalised(new float[] {component, 0}));
  }

  @Test
  void vectorsOfDifferentDimensionsAreNotCompared() {
    Embedding two = Embedding.ofUnit(new float[] {1, 0});
    Embedding three = Embedding.ofUnit(new float[] {1, 0, 0});

    assertThrows(IllegalArgumentException.class, () -> two.cosine(three));
  }

  @Test
  void equalityIsByComponents() {
    Embedding embedding = Embedding.ofUnit(new float[] {1, 0});

    assertEquals(Embedding.ofUnit(new float[] {1, 0}), embedding);
    assertEquals(Embedding.ofUnit(new float[] {1, 0}).hashCode(), embedding.hashCode());
    assertNotEquals(Embedding.ofUnit(new float[] {0, 1}), embedding);
  }
}
