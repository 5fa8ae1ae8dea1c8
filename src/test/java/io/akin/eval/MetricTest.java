package io.akin.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MetricTest {
  private static final Map<String, Integer> JUDGMENTS = Map.of("a", 3, "b", 1, "c", 0, "d", 2);
  private static final List<String> RANKED = List.of("unjudged", "a", "c", "d");

  private static double measured(Metric metric, int threshold, Discount discount) {
    return metric.of(Judged.of(RANKED, JUDGMENTS, threshold, discount));
  }

  /** (3 / log2 3) / (3 + 2 / log2 3 + 1 / 2), and 2 / log2 5 more at rank 4. */
  @Test
  void ndcgIsTheDiscountedGainBesideTheBestPossible() {
    assertEquals(0.397489, measured(new Metric.NdcgAt(3), 1, Discount.TREC), 1e-6);
    assertEquals(0.578375, measured(new Metric.NdcgAt(4), 1, Discount.TREC), 1e-6);
    assertEquals(0.578375, measured(new Metric.NdcgAt(100), 1, Discount.TREC), 1e-6);
  }

  /** 3 / (3 + 2 + 1 / log2 3). */
  @Test
  void theDiscountOfCsfcubeLeavesTheFirstTwoRanksAlone() {
    assertEquals(0.532772, measured(new Metric.NdcgAt(3), 1, Discount.CSFCUBE), 1e-6);
  }

  /**
   * Half of four judged documents: nDCG@2, the unjudged one counting as a rank and not a judgment.
   */
  @Test
  void ndcgOfAPercentageLooksAtThatShareOfTheJudged() {
    assertEquals(0.444123, measured(new Metric.NdcgPercent(50), 1, Discount.TREC), 1e-6);
    assertEquals(0.444123, measured(new Metric.NdcgPercent(74), 1, Discount.TREC), 1e-6);
    assertEquals(0, measured(new Metric.NdcgPercent(24), 1, Discount.TREC));
  }

  /** Found at ranks 2 and 4, one of three never. */
  @Test
  void averagePrecisionCountsWhatIsNeverFound() {
    assertEquals(
        (1 / 2.0 + 2 / 4.0) / 3, measured(new Metric.AveragePrecision(), 1, Discount.TREC));
    assertEquals(
        (1 / 2.0 + 2 / 4.0) / 2, measured(new Metric.AveragePrecision(), 2, Discount.TREC));
  }

  @Test
  void recallIsTheShareOfTheRelevantThatWasFound() {
    assertEquals(0, measured(new Metric.RecallAt(1), 1, Discount.TREC));
    assertEquals(1 / 3.0, measured(new Metric.RecallAt(3), 1, Discount.TREC));
    assertEquals(2 / 3.0, measured(new Metric.RecallAt(100), 1, Discount.TREC));
    assertEquals(1, measured(new Metric.RecallAt(4), 2, Discount.TREC));
  }

  @Test
  void theReciprocalRankIsThatOfTheFirstRelevant() {
    assertEquals(1 / 2.0, measured(new Metric.ReciprocalRank(), 1, Discount.TREC));
    assertEquals(
        0,
        new Metric.ReciprocalRank()
            .of(Judged.of(List.of("c", "unjudged"), JUDGMENTS, 1, Discount.TREC)));
  }

  @Test
  void aNegativeGradeIsNoGain() {
    Judged judged = Judged.of(List.of("x", "y"), Map.of("x", -2, "y", 1), 1, Discount.CSFCUBE);

    assertEquals(1, new Metric.NdcgAt(2).of(judged));
  }

  @Property
  void liftingABetterDocumentNeverLowersAMetric(
      @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 3) Integer> grades,
      @ForAll @IntRange(max = 28) int place,
      @ForAll @IntRange(min = 1, max = 30) int k,
      @ForAll Discount discount) {
    Map<String, Integer> judgments = new LinkedHashMap<>();
    grades.forEach(grade -> judgments.put("d" + judgments.size(), grade));
    judgments.put("never found", 1);
    List<String> ranked = new ArrayList<>(judgments.keySet());
    ranked.remove("never found");
    List<String> lifted = new ArrayList<>(ranked);
    int upper = place % (ranked.size() - 1);
    if (grades.get(upper) < grades.get(upper + 1)) {
      Collections.swap(lifted, upper, upper + 1);
    }
    List<String> best = new ArrayList<>(ranked);
    best.sort(Comparator.comparing((String id) -> judgments.getOrDefault(id, 0)).reversed());

    for (Metric metric :
        List.of(
            new Metric.NdcgAt(k),
            new Metric.NdcgPercent(k),
            new Metric.RecallAt(k),
            new Metric.AveragePrecision(),
            new Metric.ReciprocalRank())) {
      double before = metric.of(Judged.of(ranked, judgments, 1, discount));
      double after = metric.of(Judged.of(lifted, judgments, 1, discount));
      double most = metric.of(Judged.of(best, judgments, 1, discount));
      assertTrue(0 <= before, metric::name);
      assertTrue(before <= after + 1e-12, metric::name);
      assertTrue(after <= most + 1e-12, metric::name);
      assertTrue(most <= 1 + 1e-12, metric::name);
    }
  }

  @Test
  void aMetricOfTheFirstNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Metric.NdcgAt(0));
    assertThrows(IllegalArgumentException.class, () -> new Metric.RecallAt(-1));
  }
}
