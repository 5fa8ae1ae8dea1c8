package io.akin.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.YearMonth;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final YearMonth MAY = YearMonth.of(2025, 5);

  private static SortedMap<YearMonth, Integer> months(int before, int last) {
    return new TreeMap<>(Map.of(MAY.minusMonths(6), before, MAY, last, MAY.plusMonths(1), 100));
  }

  @Test
  void aTopicGrowsByItsShareOfAllPapers() {
    Growth growth = Growth.of(months(10, 40), months(100, 200), MAY, Growth.MONTHS);

    assertEquals(new Growth(40, 10, 200, 100), growth);
    assertEquals(OptionalDouble.of(2), growth.factor());
  }

  @Test
  void aTopicThatWasNotThereHasNoFactor() {
    assertEquals(
        OptionalDouble.empty(), Growth.of(months(0, 40), months(100, 200), MAY, 6).factor());
  }

  @Test
  void wantsAMonthAtLeast() {
    assertThrows(
        IllegalArgumentException.class, () -> Growth.of(months(1, 1), months(1, 1), MAY, 0));
  }
}
