package io.akin.corpus.bibliography;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as bibliographies write it, as far as it can be told: in numbers with a year first, or
 * with a month by its English name.
 *
 * @param year 1000 to 9999
 * @param month 1 to 12, or 0 when unknown
 * @param day 1 to 31 and possible in that month, or 0 when unknown
 */
record PartialDate(int year, int month, int day) {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Pattern NUMBERS =
      Pattern.compile(
          "\\s*(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?(?!\\d).*", Pattern.DOTALL);
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)([1-9]\\d{3})(?!\\d)");
  private static final Pattern MONTH =
      Pattern.compile("(?i)(?<![a-z])(" + String.join("|", MONTHS) + ")[a-z]*");
  private static final Pattern SMALL_NUMBER = Pattern.compile("(?<!\\d)(\\d{1,2})(?!\\d)");

  /**
   * Reads a date that stands in one text: {@code 2024}, {@code 2024-05-23}, {@code
   * 2024/05/23/Epub}, {@code 23 May 2024}; of a range, where it begins.
   */
  static Optional<PartialDate> parse(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (numbers.matches() && numbers.group(2) != null) {
      return of(numbers.group(1), number(numbers.group(2)), number(numbers.group(3)));
    }
    return of(text, text, "");
  }

  /**
   * Puts a date together.
   *
   * @param year a text with a year in it
   * @param month a name, a number, or a name and a day, {@code 10~may}; may be blank
   * @param day a number; may be blank
   */
  static Optional<PartialDate> of(String year, String month, String day) {
    Matcher years = YEAR.matcher(year);
    if (!years.find()) {
      return Optional.empty();
    }
    int monthNumber = month(month);
    int dayNumber = number(first(SMALL_NUMBER, day.isBlank() && hasName(month) ? month : day));
    return of(years.group(1), monthNumber, dayNumber);
  }

  private static Optional<PartialDate> of(String yearDigits, int month, int day) {
    int year = number(yearDigits);
    if (year < 1000) {
      return Optional.empty();
    }
    if (month < 1 || month > 12) {
      return Optional.of(new PartialDate(year, 0, 0)); // seasons are numbered from 21
    }
    boolean possible = day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth();
    return Optional.of(new PartialDate(year, month, possible ? day : 0));
  }

  private static boolean hasName(String month) {
    return MONTH.matcher(month).find();
  }

  private static int month(String text) {
    Matcher name = MONTH.matcher(text);
    if (name.find()) {
      return MONTHS.indexOf(name.group(1).toLowerCase(Locale.ROOT)) + 1;
    }
    return text.strip().length() <= 2 ? number(first(SMALL_NUMBER, text)) : 0;
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static int number(String digits) {
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** How many of its parts are known, 1 to 3. */
  int precision() {
    return month == 0 ? 1 : day == 0 ? 2 : 3;
  }

  /** ISO 8601 of the known precision. */
  @Override
  public String toString() {
    return switch (precision()) {
      case 1 -> String.format(Locale.ROOT, "%04d", year);
      case 2 -> String.format(Locale.ROOT, "%04d-%02d", year, month);
      default -> String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    };
  }
}
