package io.akin.corpus.listing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as the page prints it: {@code May 24, 2025}, or {@code May 10} for one of the year in
 * which the page was captured; behind it, perhaps, the number of comments.
 */
record ListingDate(int month, int day, OptionalInt year, OptionalInt comments) {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final Pattern FORM =
      Pattern.compile(
          "(" + String.join("|", MONTHS) + ")[a-z]* (\\d{1,2})(?:, (\\d{4}))?(?: (\\d{1,9}))?");

  static Optional<ListingDate> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int month = MONTHS.indexOf(matcher.group(1)) + 1;
    int day = Integer.parseInt(matcher.group(2));
    OptionalInt year = number(matcher.group(3));
    // 2024 had a 29th of February: without a year, that day is possible.
    boolean exists = day >= 1 && day <= YearMonth.of(year.orElse(2024), month).lengthOfMonth();
    return exists
        ? Optional.of(new ListingDate(month, day, year, number(matcher.group(4))))
        : Optional.empty();
  }

  private static OptionalInt number(String digits) {
    return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
  }

  /** The day meant: with a year as printed, else the last such day up to the given one. */
  LocalDate upTo(LocalDate last) {
    int candidate = year.orElse(last.getYear());
    while (year.isEmpty()
        && (!exists(candidate) || LocalDate.of(candidate, month, day).isAfter(last))) {
      candidate--;
    }
    return LocalDate.of(candidate, month, day);
  }

  private boolean exists(int candidate) {
    return day <= YearMonth.of(candidate, month).lengthOfMonth();
  }
}
