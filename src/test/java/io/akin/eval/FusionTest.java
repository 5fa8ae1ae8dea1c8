package io.akin.eval;

import static io.akin.eval.RankingTest.ranking;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final Run ONE = new Run(Map.of("q", ranking("a", 0.9, "b", 0.8, "c", 0.1)));
  private static final Run TWO =
      new Run(Map.of("q", ranking("c", 7, "b", 6), "r", ranking("x", 1)));

  @Test
  void ranksAreFusedAndScoresForgotten() {
    Ranking fused = Fusion.reciprocalRank(List.of(ONE, TWO)).ranking("q").orElseThrow();

    assertEquals(
        List.of(
            new Ranking.Scored("c", 1 / 63.0 + 1 / 61.0),
            new Ranking.Scored("b", 1 / 62.0 + 1 / 62.0),
            new Ranking.Scored("a", 1 / 61.0)),
        fused.documents());
  }

  @Test
  void theBestScoreOfAllRunsCounts() {
    Ranking best = Fusion.bestOf(List.of(ONE, TWO)).ranking("q").orElseThrow();

    assertEquals(ranking("c", 7, "b", 6, "a", 0.9), best);
  }

  @Test
  void aQueryOfOneRunIsAnsweredFromIt() {
    assertEquals(
        List.of("x"), Fusion.reciprocalRank(List.of(ONE, TWO)).ranking("r").orElseThrow().ids());
  }

  @Test
  void theOrderOfTheRunsDoesNotMatter() {
    Run three = new Run(Map.of("q", ranking("b", 3, "x", 2, "a", 1)));

    assertEquals(
        Fusion.reciprocalRank(List.of(ONE, TWO, three)),
        Fusion.reciprocalRank(List.of(three, TWO, ONE)));
  }
}
