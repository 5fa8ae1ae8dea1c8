package io.akin.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  private static Period days(String first, String last) {
    return new Period(LocalDate.parse(first), LocalDate.parse(last));
  }

  @Test
  void aDayIsItsOwnPeriod() {
    assertEquals(days("2024-02-29", "2024-02-29"), Period.day("2024-02-29"));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-W01, 2024-12-30, 2025-01-05",
    "2020-W53, 2020-12-28, 2021-01-03",
    "2021-W01, 2021-01-04, 2021-01-10",
    "2026-W22, 2026-05-25, 2026-05-31"
  })
  void aWeekBeginsOnMondayAndTheFirstHasTheFourthOfJanuary(String week, String first, String last) {
    assertEquals(days(first, last), Period.week(week));
  }

  @ParameterizedTest
  @CsvSource({"2024-02, 2024-02-01, 2024-02-29", "2025-12, 2025-12-01, 2025-12-31"})
  void aMonthEndsOnItsLastDay(String month, String first, String last) {
    assertEquals(days(first, last), Period.month(month));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-02-30",
        "2025-1-2",
        "2025-01",
        "0000-01-01",
        "today",
        "",
        "2025-01-02T00:00"
      })
  void whatIsNoDayIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Period.day(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-W00", "2025-W53", "2021-W99", "2025-W1", "2025-01", "W01", ""})
  void whatIsNoWeekIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Period.week(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-13", "2025-00", "2025-1", "2025-01-02", "2025", ""})
  void whatIsNoMonthIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Period.month(text));
  }
}
