package io.akin.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EmbeddingSpaceTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  @Test
  void modelsOfOneDimensionAreDifferentSpaces() {
    assertNotEquals(
        new EmbeddingSpace("one", A, A, Pooling.MEAN, 384, 256),
        new EmbeddingSpace("one", B, A, Pooling.MEAN, 384, 256));
  }

  @Test
  void theTokenizerAndTheLimitBelongToTheSpace() {
    EmbeddingSpace space = new EmbeddingSpace("one", A, A, Pooling.MEAN, 384, 256);

    assertNotEquals(new EmbeddingSpace("one", A, B, Pooling.MEAN, 384, 256), space);
    assertNotEquals(new EmbeddingSpace("one", A, A, Pooling.MEAN, 384, 128), space);
  }

  @Test
  void printsWhatAPersonComparesSpacesBy() {
    assertEquals(
        "one@aaaaaaaaaaaa (mean, 384 d, 256 tokens)",
        new EmbeddingSpace("one", A, B, Pooling.MEAN, 384, 256).toString());
  }

  @Test
  void aDigestThatIsNotOneIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new EmbeddingSpace("one", "abc", A, Pooling.MEAN, 384, 256));
  }
}
