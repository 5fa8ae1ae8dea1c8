package io.akin.http.site;

import io.akin.atlas.Topic;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many papers of a topic there are of each month, or year, for people to see.
 *
 * @param first month, or the first month of the first year
 * @param months in a step: 1, or 12
 * @param counts from the first on, one for each step
 */
public record Growth(YearMonth first, int months, List<Integer> counts) {
  private static final int YEAR = 12;

  /** Longer histories are told by the year: single papers far apart are no growth. */
  private static final int MOST_MONTHS = 10 * YEAR;

  static final int HEIGHT = 24;

  public Growth {
    counts = List.copyOf(counts);
  }

  /** The months of a period. */
  static Growth of(Topic topic, YearMonth first, YearMonth last) {
    List<Integer> counts = new ArrayList<>();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      counts.add(topic.months().getOrDefault(month, 0));
    }
    return new Growth(first, 1, counts);
  }

  /**
   * The whole history of a topic up to a month, by the month or, where it is long, by the year,
   * without what lies far before most of it: the first hundredth of its papers may be left out.
   */
  static Growth whole(Topic topic, YearMonth last) {
    SortedMap<YearMonth, Integer> known = topic.months().headMap(last.plusMonths(1));
    int all = known.values().stream().mapToInt(count -> count).sum();
    int before = 0;
    for (var month : known.entrySet()) {
      before += month.getValue();
      if (before * 100L >= all) {
        Growth growth = of(topic, month.getKey(), last);
        return growth.counts.size() > MOST_MONTHS ? growth.byYear() : growth;
      }
    }
    return new Growth(last, 1, List.of(0));
  }

  private Growth byYear() {
    return new Growth(YearMonth.of(first.getYear(), 1), YEAR, List.copyOf(years().values()));
  }

  /** What a page shows of it, made once for many pages. */
  Chart chart() {
    return new Chart(path(), width(), words(), change());
  }

  /**
   * A small chart.
   *
   * @param path of the SVG
   * @param words that say the same
   * @param change of the last year against the one before, or empty
   */
  public record Chart(String path, int width, String words, String change) {}

  /**
   * The line of a chart as the path of an SVG that is one wide for each step and {@value #HEIGHT}
   * high.
   */
  public String path() {
    int most = Math.max(1, most());
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < counts.size(); i++) {
      double y = HEIGHT - 1 - (HEIGHT - 2.0) * counts.get(i) / most;
      path.append(i == 0 ? 'M' : 'L').append(i).append(' ').append(Math.round(10 * y) / 10.0);
    }
    return path.toString();
  }

  /** How wide the chart is. */
  public int width() {
    return Math.max(1, counts.size() - 1);
  }

  public int most() {
    return counts.stream().mapToInt(count -> count).max().orElse(0);
  }

  /** The chart in words. */
  public String words() {
    int most = most();
    return String.format(
        Locale.ROOT,
        "Papers per %s from %s to %s, at most %,d, in %s",
        months == 1 ? "month" : "year",
        step(0),
        step(counts.size() - 1),
        most,
        step(counts.indexOf(most)));
  }

  private String step(int number) {
    YearMonth month = first.plusMonths((long) number * months);
    return months == 1 ? month.toString() : Integer.toString(month.getYear());
  }

  /** The last year against the one before, such as {@code +34%}; empty where one has no paper. */
  public String change() {
    int last = sum(1);
    int before = sum(2) - last;
    if (last == 0 || before == 0) {
      return "";
    }
    long percent = Math.round(100.0 * last / before - 100);
    return String.format(Locale.ROOT, "%s%d%%", percent < 0 ? "\u2212" : "+", Math.abs(percent));
  }

  /** How many papers there are of the last so many years. */
  private int sum(int years) {
    int from = Math.max(0, counts.size() - years * YEAR / months);
    return IntStream.range(from, counts.size()).map(counts::get).sum();
  }

  /** How many papers there are of each year. */
  public SortedMap<Integer, Integer> years() {
    SortedMap<Integer, Integer> years = new TreeMap<>();
    for (int i = 0; i < counts.size(); i++) {
      years.merge(first.plusMonths((long) i * months).getYear(), counts.get(i), Integer::sum);
    }
    return years;
  }
}
