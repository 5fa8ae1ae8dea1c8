package io.akin.http.site;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How long a listing is. */
enum Span {
  DAY("date", "uuuu-MM-dd", "d MMMM uuuu"),
  WEEK("week", "YYYY-'W'ww", "'week' w 'of' YYYY"),
  MONTH("month", "uuuu-MM", "MMMM uuuu");

  private final String segment;
  private final DateTimeFormatter inAddress;
  private final DateTimeFormatter forPeople;

  Span(String segment, String inAddress, String forPeople) {
    Locale locale = Locale.UK; // whose weeks are those of ISO 8601
    this.segment = segment;
    this.inAddress = DateTimeFormatter.ofPattern(inAddress, locale);
    this.forPeople = DateTimeFormatter.ofPattern(forPeople, locale);
  }

  /** What templates call it. */
  String section() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The page of the listing that a day is in. */
  String address(LocalDate day) {
    return "/papers/" + segment + "/" + inAddress.format(day);
  }

  /** What people call it. */
  String title(LocalDate day) {
    return forPeople.format(day);
  }

  Card.NamedLink link(LocalDate day) {
    return new Card.NamedLink(title(day), address(day));
  }
}
