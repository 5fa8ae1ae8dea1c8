package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnnQueryTest {
  private static final Embedding VECTOR = Embedding.ofUnit(new float[] {1, 0});

  @Test
  void howManyCandidatesItTakesIsTheIndexToSay() {
    assertEquals(OptionalInt.empty(), new KnnQuery(VECTOR, 10).candidates());
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "-1, 10", "10, 9"})
  void aQueryThatCannotBeAnsweredIsRefused(int k, int candidates) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> new KnnQuery(VECTOR, k, candidates));

    assertTrue(refused.toString().contains("k=" + k), refused.toString());
  }

  @Test
  void asManyCandidatesAsHitsAreEnough() {
    assertEquals(OptionalInt.of(7), new KnnQuery(VECTOR, 7, 7).candidates());
  }
}
