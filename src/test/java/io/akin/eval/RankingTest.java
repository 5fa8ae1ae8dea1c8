package io.akin.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
  static Ranking ranking(Object... documentsAndScores) {
    return new Ranking(
        Stream.iterate(0, i -> i < documentsAndScores.length, i -> i + 2)
            .map(
                i ->
                    new Ranking.Scored(
                        (String) documentsAndScores[i],
                        ((Number) documentsAndScores[i + 1]).doubleValue()))
            .toList());
  }

  @Test
  void theScoreDecidesAndOfEqualsTheHigherIdentifierIsFirst() {
    assertEquals(
        List.of("c", "b", "a10", "a1", "A", "d"),
        ranking("a1", 1, "d", -1, "b", 1, "A", 1, "a10", 1, "c", 2).ids());
  }

  @Test
  void zeroIsZeroWhicheverItsSign() {
    assertEquals(List.of("b", "a"), ranking("a", 0.0, "b", -0.0).ids());
  }

  /** By code point, as in UTF-8, a kite is above every character of the basic plane. */
  @Test
  void identifiersAreOrderedByCodePoint() {
    assertEquals(
        List.of("x🪁", "x\uFB01", "x風", "x"),
        ranking("x\uFB01", 1, "x", 1, "x🪁", 1, "x風", 1).ids());
  }

  @Test
  void aDocumentIsRankedOnce() {
    var refused = assertThrows(IllegalArgumentException.class, () -> ranking("a", 1, "a", 2));

    assertEquals("a is ranked twice; a document has one score", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aScoreIsAFiniteNumber(double score) {
    assertThrows(IllegalArgumentException.class, () -> new Ranking.Scored("a", score));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\t"})
  void whatARunFileCannotHoldIsRefused(String document) {
    assertThrows(IllegalArgumentException.class, () -> new Ranking.Scored(document, 1));
  }
}
