package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.embedding.Embedding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnnQueryTest {
  private static final Embedding VECTOR = Embedding.ofUnit(new float[] {1, 0});

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aQueryThatCannotBeAnsweredIsRefused(int k) {
    var refused = assertThrows(IllegalArgumentException.class, () -> new KnnQuery(VECTOR, k));

    assertEquals("need 1 <= k, got " + k, refused.getMessage());
  }
}
