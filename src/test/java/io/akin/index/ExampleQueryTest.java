package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleQueryTest {
  private static final Example WORDS = new Example("", "kites", Optional.empty(), 1);

  @ParameterizedTest
  @CsvSource({"0, 0.5, 1", "1, -0.1, 1", "1, 1.1, 1", "1, NaN, 1", "1, 1, 0"})
  void aQueryThatCannotBeAnsweredIsRefused(int examples, double share, int size) {
    List<Example> some = List.of(WORDS).subList(0, examples);

    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ExampleQuery(some, share, PaperFilter.ALL, size));
    assertTrue(refused.toString().contains("need an example, size >= 1"), refused.toString());
  }

  @Test
  void anExampleWithoutAnEmbeddingHasWordsAlone() {
    assertEquals(1, new ExampleQuery(List.of(WORDS), 1, PaperFilter.ALL, 1).examples().size());
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ExampleQuery(List.of(WORDS), 0.99, PaperFilter.ALL, 1));
    assertEquals("an example has no embedding, and its meaning counts", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aWeightThatIsNoNumberIsRefused(double weight) {
    assertThrows(
        IllegalArgumentException.class, () -> new Example("", "kites", Optional.empty(), weight));
  }
}
