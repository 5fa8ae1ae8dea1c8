package io.akin.listing;

import io.akin.paper.Text;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days in a row, both ends among them.
 *
 * @param first not after {@code last}
 */
public record Period(LocalDate first, LocalDate last) {
  private static final Pattern DAY = Pattern.compile("([1-9]\\d{3})-(\\d{2})-(\\d{2})");
  private static final Pattern WEEK = Pattern.compile("([1-9]\\d{3})-W(\\d{2})");
  private static final Pattern MONTH = Pattern.compile("([1-9]\\d{3})-(\\d{2})");

  public Period {
    if (first.isAfter(last)) {
      throw new IllegalArgumentException(
          "the period ends before it begins: %s to %s".formatted(first, last));
    }
  }

  /** The days up to one, so many in all. */
  public static Period daysUpTo(LocalDate last, int days) {
    return new Period(last.minusDays(days - 1L), last);
  }

  /**
   * A day, as {@code 2025-01-02}.
   *
   * @throws IllegalArgumentException when the text is not so written, or there is no such day
   */
  public static Period day(String text) {
    Matcher matcher = DAY.matcher(text);
    try {
      if (matcher.matches()) {
        LocalDate day = LocalDate.of(part(matcher, 1), part(matcher, 2), part(matcher, 3));
        return new Period(day, day);
      }
    } catch (DateTimeException _) {
      // said below
    }
    throw unreadable("a day such as 2025-01-02", text);
  }

  /**
   * A week by ISO 8601, Monday to Sunday, as {@code 2025-W01}.
   *
   * @throws IllegalArgumentException when the text is not so written, or there is no such week
   */
  public static Period week(String text) {
    Matcher matcher = WEEK.matcher(text);
    if (matcher.matches()) {
      int week = part(matcher, 2);
      // The fourth of January is always in the first week.
      LocalDate inFirst = LocalDate.of(part(matcher, 1), 1, 4);
      LocalDate monday = inFirst.with(DayOfWeek.MONDAY).plusWeeks(week - 1L);
      if (week > 0 && monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == week) {
        return new Period(monday, monday.plusDays(6));
      }
    }
    throw unreadable("a week such as 2025-W01", text);
  }

  /**
   * A month, as {@code 2025-01}.
   *
   * @throws IllegalArgumentException when the text is not so written, or there is no such month
   */
  public static Period month(String text) {
    Matcher matcher = MONTH.matcher(text);
    try {
      if (matcher.matches()) {
        YearMonth month = YearMonth.of(part(matcher, 1), part(matcher, 2));
        return new Period(month.atDay(1), month.atEndOfMonth());
      }
    } catch (DateTimeException _) {
      // said below
    }
    throw unreadable("a month such as 2025-01", text);
  }

  private static int part(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static IllegalArgumentException unreadable(String wanted, String text) {
    return new IllegalArgumentException(
        "want %s, got '%s'".formatted(wanted, Text.shortened(text)));
  }
}
