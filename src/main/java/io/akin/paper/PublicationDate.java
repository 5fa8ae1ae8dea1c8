package io.akin.paper;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a paper was published, as precisely as its source says: a year, a month or a day.
 *
 * @param year 1000 to 9999
 * @param month 1 to 12, or 0 when unknown
 * @param day 1 to 31 and possible in that month, or 0 when unknown
 */
public record PublicationDate(int year, int month, int day) implements Comparable<PublicationDate> {
  private static final Pattern FORM =
      Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:[T ].*)?)?)?");

  public PublicationDate {
    if (year < 1000 || year > 9999 || month < 0 || day < 0 || (month == 0 && day > 0)) {
      throw new IllegalArgumentException("no such date: %d-%d-%d".formatted(year, month, day));
    }
    try {
      var _ = LocalDate.of(year, Math.max(month, 1), Math.max(day, 1));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no such date: %d-%d-%d".formatted(year, month, day), e);
    }
  }

  public static PublicationDate of(LocalDate date) {
    return new PublicationDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  /**
   * Reads {@code 2024}, {@code 2024-05}, {@code 2024-05-23}, or a day with a time behind it.
   *
   * @throws IllegalArgumentException for any other text, and for a day that does not exist
   */
  public static PublicationDate parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "want a date such as 2024, 2024-05 or 2024-05-23, got " + Text.shortened(text));
    }
    return new PublicationDate(
        Integer.parseInt(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** ISO 8601 of the known precision: {@code 2024}, {@code 2024-05} or {@code 2024-05-23}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(10).append(year);
    for (int part : new int[] {month, day}) {
      if (part > 0) {
        text.append(part < 10 ? "-0" : "-").append(part);
      }
    }
    return text.toString();
  }

  /** The first day it may have been. */
  public LocalDate firstDay() {
    return LocalDate.of(year, Math.max(month, 1), Math.max(day, 1));
  }

  /** The last day it may have been. */
  public LocalDate lastDay() {
    LocalDate first = firstDay();
    return day > 0 ? first : (month > 0 ? first.plusMonths(1) : first.plusYears(1)).minusDays(1);
  }

  /** Orders by time; of two dates that may be the same, the less precise comes first. */
  @Override
  public int compareTo(PublicationDate other) {
    int byYear = Integer.compare(year, other.year);
    int byMonth = byYear != 0 ? byYear : Integer.compare(month, other.month);
    return byMonth != 0 ? byMonth : Integer.compare(day, other.day);
  }

  /** The more precise of two dates; of two equally precise ones the earlier. */
  static Optional<PublicationDate> better(
      Optional<PublicationDate> one, Optional<PublicationDate> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    PublicationDate a = one.get();
    PublicationDate b = other.get();
    int precision = Integer.compare(a.knownParts(), b.knownParts());
    return precision != 0 ? (precision > 0 ? one : other) : (a.compareTo(b) <= 0 ? one : other);
  }

  private int knownParts() {
    return day > 0 ? 3 : month > 0 ? 2 : 1;
  }
}
