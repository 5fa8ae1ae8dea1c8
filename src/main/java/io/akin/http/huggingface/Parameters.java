package io.akin.http.huggingface;

import io.akin.http.ProblemException;
import io.akin.listing.Period;
import io.akin.paper.Text;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The parameters of the service's lists, checked. Those that are not known are passed over. */
final class Parameters {
  private static final int MAX_QUERY = 250;

  private Parameters() {}

  /** How many papers are wanted. */
  static int limit(Context context, int usual, int most) {
    return number(context, "limit", usual, 1, most);
  }

  /** The number of the page, from 0. */
  static int page(Context context) {
    return number(context, "p", 0, 0, Integer.MAX_VALUE);
  }

  private static int number(Context context, String name, int usual, int least, int most) {
    Optional<String> text = text(context, name);
    try {
      int number = text.map(Integer::parseInt).orElse(usual);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw ProblemException.badRequest(
        "%s must be a whole number from %d%s, got '%s'"
            .formatted(
                name,
                least,
                most == Integer.MAX_VALUE ? "" : " to " + most,
                Text.shortened(text.orElse(""))));
  }

  /** The day, the week or the month that is asked for. */
  static Optional<Period> period(Context context) {
    List<Period> periods = new ArrayList<>();
    text(context, "date").map(text -> read("date", Period::day, text)).ifPresent(periods::add);
    text(context, "week").map(text -> read("week", Period::week, text)).ifPresent(periods::add);
    text(context, "month").map(text -> read("month", Period::month, text)).ifPresent(periods::add);
    if (periods.size() > 1) {
      throw ProblemException.badRequest("ask for one of date, week and month");
    }
    return periods.stream().findFirst();
  }

  private static Period read(String name, Function<String, Period> reader, String text) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(name + ": " + e.getMessage());
    }
  }

  /** Whether the most wanted are to come first, rather than the latest. */
  static boolean trending(Context context) {
    String sort = text(context, "sort").orElse("publishedAt");
    return switch (sort) {
      case "publishedAt" -> false;
      case "trending" -> true;
      default ->
          throw ProblemException.badRequest(
              "sort must be publishedAt or trending, got '%s'".formatted(Text.shortened(sort)));
    };
  }

  /** What is searched for. */
  static Optional<String> query(Context context) {
    Optional<String> query = text(context, "q");
    if (query.orElse("").length() > MAX_QUERY) {
      throw ProblemException.badRequest("q must have at most %d characters".formatted(MAX_QUERY));
    }
    return query;
  }

  /** A parameter that is not blank. */
  static Optional<String> text(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isBlank());
  }
}
