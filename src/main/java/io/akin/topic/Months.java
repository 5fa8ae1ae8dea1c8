package io.akin.topic;

import io.akin.paper.Paper;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many papers are of each month. */
public final class Months {
  private Months() {}

  /** Of the papers at some rows; those whose date is not as precise are in no month. */
  public static SortedMap<YearMonth, Integer> of(List<Paper> papers, int[] rows) {
    SortedMap<YearMonth, Integer> months = new TreeMap<>();
    for (int row : rows) {
      papers
          .get(row)
          .published()
          .filter(date -> date.month() > 0)
          .map(date -> YearMonth.of(date.year(), date.month()))
          .ifPresent(month -> months.merge(month, 1, Integer::sum));
    }
    return months;
  }
}
