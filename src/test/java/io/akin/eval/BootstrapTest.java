package io.akin.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static QueryScores scores(int queries, IntToDoubleFunction value) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < queries; i++) {
      values.put("q" + i, value.applyAsDouble(i));
    }
    return new QueryScores("map", values, Map.of());
  }

  @Test
  void theSameSeedGivesTheSameIntervalAndAnotherOneAnother() {
    QueryScores scores = scores(30, i -> i / 30.0);

    assertEquals(new Bootstrap(5).figure(scores), new Bootstrap(5).figure(scores));
    assertNotEquals(new Bootstrap(5).figure(scores), new Bootstrap(6).figure(scores));
  }

  /** 1.96 standard errors of a fair coin thrown 400 times are 0.049. */
  @Test
  void theIntervalHasTheWidthThatTheorySays() {
    Estimate estimate = new Bootstrap(1).figure(scores(400, i -> i % 2));

    assertEquals(0.5, estimate.value());
    assertEquals(0.451, estimate.low(), 0.004);
    assertEquals(0.549, estimate.high(), 0.004);
  }

  /** Percentile intervals are a little too narrow for thirty skewed values; 95% is the aim. */
  @Test
  void aboutNineteenOfTwentyIntervalsHoldTheTruth() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    int held = 0;
    for (int i = 0; i < 300; i++) {
      Estimate estimate =
          new Bootstrap(500, i).figure(scores(30, _ -> Math.pow(random.nextDouble(), 2)));
      held += estimate.low() <= 1 / 3.0 && 1 / 3.0 <= estimate.high() ? 1 : 0;
    }

    assertTrue(held >= 270 && held <= 295, "of 300 intervals, %d hold the truth".formatted(held));
  }

  @Test
  void aSmallButSteadyGainIsToldFromNothing() {
    QueryScores baseline = scores(100, i -> i / 100.0);
    QueryScores better = scores(100, i -> i / 100.0 + (i % 2 == 0 ? 0.01 : 0.02));

    Estimate difference = new Bootstrap(1).difference(better, baseline);

    assertEquals(0.015, difference.value(), 1e-9);
    assertTrue(difference.low() > 0.013 && difference.high() < 0.017, difference.toString());
    assertTrue(new Bootstrap(1).figure(better).low() < baseline.figure());
  }

  /** Were queries drawn across folds, a resample would hold more of one fold than of the other. */
  @Test
  void queriesAreDrawnAnewWithinTheirFold() {
    QueryScores scores =
        new QueryScores(
            "map",
            Map.of("a", 0.0, "b", 1.0, "c", 1.0, "d", 1.0),
            Map.of("one", List.of("a"), "two", List.of("b", "c", "d")));

    assertEquals(new Estimate(0.5, 0.5, 0.5), new Bootstrap(1).figure(scores));
    assertEquals(0.75, scores.mean());
  }

  @Test
  void differentQueriesAreNotCompared() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Bootstrap(1).difference(scores(3, i -> i), scores(4, i -> i)));
  }
}
