package io.akin.http.site;

import io.akin.http.Freshness;
import io.akin.http.ProblemException;
import io.akin.http.page.Templates;
import io.akin.index.FeaturedDays;
import io.akin.index.PaperPage;
import io.akin.listing.Listings;
import io.akin.listing.Period;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The papers of a day, a week or a month, the latest and what readers like now. */
final class ListingPages {
  private static final int PAGE = 20;

  private final Listings listings;
  private final Templates templates;
  private final Freshness freshness;
  private final InstantSource clock;

  ListingPages(Listings listings, Templates templates, Freshness freshness, InstantSource clock) {
    this.listings = listings;
    this.templates = templates;
    this.freshness = freshness;
    this.clock = clock;
  }

  /** A part of a list. */
  private interface Source {
    PaperPage page(long skip, int limit) throws IOException;
  }

  void latest(Context context) throws IOException {
    list(
        context,
        "latest",
        "Latest papers",
        "/papers",
        (skip, limit) -> listings.latest(Optional.empty(), skip, limit));
  }

  void trending(Context context) throws IOException {
    list(
        context,
        "trending",
        "Trending papers",
        "/papers/trending",
        (skip, limit) -> listings.trending(Optional.empty(), skip, limit));
  }

  void day(Context context) throws IOException {
    period(context, Span.DAY, Period::day);
  }

  void week(Context context) throws IOException {
    period(context, Span.WEEK, Period::week);
  }

  void month(Context context) throws IOException {
    period(context, Span.MONTH, Period::month);
  }

  private void period(Context context, Span span, Function<String, Period> reader)
      throws IOException {
    Period period;
    try {
      period = reader.apply(context.pathParam("period"));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
    if (freshness.isKnown(context)) {
      return;
    }
    LocalDate day = period.first();
    FeaturedDays around = listings.around(period);
    Map<String, Object> values = new HashMap<>();
    values.put("section", span.section());
    values.put("before", span.link(before(around, period)));
    values.put("after", after(around, period).map(span::link).map(List::of).orElse(List.of()));
    values.put("tabs", tabs(Optional.of(period)));
    send(
        context,
        values,
        "Papers of " + span.title(day),
        span.address(day),
        (skip, limit) -> listings.latest(Optional.of(period), skip, limit));
  }

  /** The day to go back to: the last with a listing, or where there are none, the day before. */
  private static LocalDate before(FeaturedDays around, Period period) {
    return around.before().orElse(period.first().minusDays(1));
  }

  /** The day to go on to: the next with a listing, or where there are none, the day after. */
  private Optional<LocalDate> after(FeaturedDays around, Period period) {
    if (around.newest().isPresent()) {
      return around.after();
    }
    return Optional.of(period.last().plusDays(1)).filter(day -> !day.isAfter(today()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private void list(Context context, String section, String title, String address, Source source)
      throws IOException {
    if (freshness.isKnown(context)) {
      return;
    }
    Map<String, Object> values = new HashMap<>();
    values.put("section", section);
    values.put("tabs", tabs(Optional.empty()));
    send(context, values, title, address, source);
  }

  private void send(
      Context context, Map<String, Object> values, String title, String address, Source source)
      throws IOException {
    int number = Parameters.page(context);
    PaperPage page;
    try {
      page = source.page((number - 1L) * PAGE, PAGE);
    } catch (Listings.TooFarException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
    values.put("title", title);
    values.put("address", address);
    values.put("papers", Card.all(page.papers()));
    values.put("total", page.total());
    values.put("number", number);
    int pages = (page.total() + PAGE - 1) / PAGE;
    values.put("pages", pages);
    values.put("previous", Math.min(number - 1, pages)); // a page behind the last leads to the last
    values.putIfAbsent("before", new Card.NamedLink("", ""));
    values.putIfAbsent("after", List.of());
    templates.send(context, "listing.peb", values);
  }

  /** The listings by day, week and month that hold a period, or the newest there is. */
  private Map<String, String> tabs(Optional<Period> period) throws IOException {
    LocalDate day =
        period.isPresent() ? period.get().first() : listings.newest().orElseGet(this::today);
    Map<String, String> tabs = new HashMap<>();
    for (Span span : Span.values()) {
      tabs.put(span.section(), span.address(day));
    }
    return tabs;
  }
}
