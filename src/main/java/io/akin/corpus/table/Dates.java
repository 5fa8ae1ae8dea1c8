package io.akin.corpus.table;

import io.akin.paper.PublicationDate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates as tables have them: ISO 8601 with any separator, years as numbers, and English
 * months. A day and a month that are both numbers before the year are in doubt, and not read.
 */
final class Dates {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final String MONTH = "(?<m>\\d{1,2}|[A-Za-z]{3,9})\\.?";
  private static final String NAMED_MONTH = "(?<m>[A-Za-z]{3,9})\\.?";
  private static final String YEAR = "(?<y>\\d{4})";
  private static final String DAY = "(?<d>\\d{1,2})";

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(YEAR + "(?<m>)(?<d>)(?:\\.0)?"),
          Pattern.compile(YEAR + "[-/. ]" + MONTH + "(?<d>)"),
          Pattern.compile(YEAR + "[-/. ]" + MONTH + "[-/. ]" + DAY + "(?:[T ].*)?"),
          Pattern.compile(YEAR + "(?<m>\\d{2})(?<d>\\d{2})"),
          Pattern.compile("(?<m>\\d{1,2})/" + YEAR + "(?<d>)"),
          Pattern.compile(NAMED_MONTH + ",? " + YEAR + "(?<d>)"),
          Pattern.compile(NAMED_MONTH + " " + DAY + "(?:st|nd|rd|th)?,? " + YEAR),
          Pattern.compile(
              "(?:[A-Za-z]{3,9}, )?" + DAY + " " + NAMED_MONTH + ",? " + YEAR + "(?: .*)?"));

  /** Milli-, micro- or nanoseconds of our days, which have 13 digits before the finer ones. */
  private static final Pattern SINCE_1970 = Pattern.compile("\\d{13}(?:\\d{3}){0,2}");

  private Dates() {}

  /** The date in the form that papers have it, or empty when the text is none or in doubt. */
  static Optional<String> parse(String text) {
    String stripped = text.strip();
    if (SINCE_1970.matcher(stripped).matches()) {
      long milliseconds = Long.parseLong(stripped.substring(0, 13));
      return parse(Instant.ofEpochMilli(milliseconds).toString());
    }
    for (Pattern form : FORMS) {
      Matcher matcher = form.matcher(stripped);
      if (matcher.matches()) {
        try {
          int month = month(matcher.group("m"));
          int day = month == 0 ? 0 : number(matcher.group("d"));
          int year = Integer.parseInt(matcher.group("y"));
          return Optional.of(new PublicationDate(year, month, day).toString());
        } catch (IllegalArgumentException _) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static int month(String text) {
    if (text.isEmpty() || Character.isDigit(text.charAt(0))) {
      return number(text);
    }
    int at = MONTHS.indexOf(text.substring(0, 3).toLowerCase(Locale.ROOT));
    if (at < 0 || at % 3 != 0) {
      throw new IllegalArgumentException("no month: " + text);
    }
    return at / 3 + 1;
  }

  private static int number(String digits) {
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
