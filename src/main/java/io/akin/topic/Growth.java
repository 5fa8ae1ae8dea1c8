package io.akin.topic;

import java.time.YearMonth;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * How many papers a topic had of late and in as many months before, beside those of all topics,
 * since a corpus grows as a whole too.
 *
 * @param recent papers of the topic in the last months
 * @param earlier papers of the topic in as many months before
 * @param allRecent papers of all topics in the last months
 * @param allEarlier papers of all topics in as many months before
 */
public record Growth(int recent, int earlier, int allRecent, int allEarlier) {
  /** The months compared, unless one says otherwise. */
  public static final int MONTHS = 6;

  /**
   * Counts.
   *
   * @param topic papers of the topic by month
   * @param all papers of all topics by month
   * @param last the last month that counts
   * @param months how many are compared with as many before, 1 or more
   */
  public static Growth of(
      SortedMap<YearMonth, Integer> topic,
      SortedMap<YearMonth, Integer> all,
      YearMonth last,
      int months) {
    if (months < 1) {
      throw new IllegalArgumentException("want 1 month or more, got " + months);
    }
    YearMonth before = last.minusMonths(months);
    return new Growth(
        sum(topic, last, months),
        sum(topic, before, months),
        sum(all, last, months),
        sum(all, before, months));
  }

  private static int sum(Map<YearMonth, Integer> papers, YearMonth last, int months) {
    int sum = 0;
    for (int i = 0; i < months; i++) {
      sum += papers.getOrDefault(last.minusMonths(i), 0);
    }
    return sum;
  }

  /**
   * The topic's share of all papers of late as a multiple of its share before: above 1 if it grows
   * more than the whole. None where it or the whole had no paper then.
   */
  public OptionalDouble factor() {
    if (earlier == 0 || allRecent == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        ((double) recent / allRecent) / ((double) earlier / Math.max(1, allEarlier)));
  }
}
