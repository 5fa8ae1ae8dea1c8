package io.akin.http.feed;

import io.akin.http.ProblemException;
import io.akin.http.Query;
import io.akin.paper.PaperId;
import io.akin.paper.Text;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a feed is asked for, in one form whatever the order of its parameters.
 *
 * @param parameters all but the limit, by name, their values in order; papers by their identifiers
 *     as far as they are named by one
 * @param limit papers wanted
 */
record Asked(String kind, SortedMap<String, List<String>> parameters, int limit) {
  private static final int USUAL_LIMIT = 30;
  private static final int MAX_LIMIT = 100;
  private static final String LIMIT = "limit";

  private static final Set<String> PAPERS =
      Set.of("paper", "positive", "negative", "ids", "exclude_ids");

  /** Those of which several values count; of others it is the last. */
  private static final Set<String> SEVERAL =
      Set.of(
          "positive",
          "negative",
          "text",
          "ids",
          "exclude_ids",
          "categories",
          "authors",
          "organisation",
          "venue",
          "keywords",
          "language",
          "source");

  /**
   * Reads the parameters; what they say is not checked.
   *
   * @param known names of those there may be beside the limit
   */
  static Asked of(Context context, String kind, Set<String> known) {
    SortedMap<String, List<String>> parameters = new TreeMap<>();
    context
        .queryParamMap()
        .forEach(
            (key, values) -> {
              if (!known.contains(key) && !key.equals(LIMIT)) {
                throw Query.unknown(key, Stream.concat(known.stream(), Stream.of(LIMIT)));
              }
              if (values.isEmpty()) {
                throw ProblemException.badRequest(
                    "the parameter '%s' is not properly encoded: write a percent sign as %%25"
                        .formatted(key));
              }
              if (!key.equals(LIMIT)) {
                parameters.put(key, canonical(key, values));
              }
            });
    return new Asked(kind, parameters, limit(context));
  }

  private static List<String> canonical(String key, List<String> values) {
    List<String> counting = SEVERAL.contains(key) ? values : List.of(values.getLast());
    return counting.stream()
        .map(
            value ->
                PAPERS.contains(key)
                    ? PaperId.parse(value).map(PaperId::text).orElse(value)
                    : value)
        .distinct()
        .sorted()
        .toList();
  }

  private static int limit(Context context) {
    String text = context.queryParam(LIMIT);
    if (text == null) {
      return USUAL_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw ProblemException.badRequest(
        "limit must be a whole number from 1 to %d, got '%s'"
            .formatted(MAX_LIMIT, Text.shortened(text)));
  }

  /** The values of a parameter, none if it was not given. */
  List<String> values(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /** The feed's identifier: its kind and parameters, nothing of the server and not the limit. */
  String id() {
    return "urn:akin:feed:" + with(kind);
  }

  /** An address with the parameters. */
  String with(String path) {
    return address(path, encoded());
  }

  /** An address with the parameters, and the limit where it is not the usual. */
  String withLimit(String path) {
    Stream<String> limited = limit == USUAL_LIMIT ? Stream.empty() : Stream.of(LIMIT + "=" + limit);
    return address(path, Stream.concat(encoded(), limited));
  }

  private Stream<String> encoded() {
    return parameters.entrySet().stream()
        .flatMap(
            parameter ->
                parameter.getValue().stream()
                    .map(value -> parameter.getKey() + "=" + Entry.encoded(value)));
  }

  private static String address(String path, Stream<String> parameters) {
    String query = parameters.collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** The parameters for people, such as {@code categories cs.CL, cs.LG; has_code true}. */
  String words() {
    return parameters.entrySet().stream().map(Asked::words).collect(Collectors.joining("; "));
  }

  private static String words(Map.Entry<String, List<String>> parameter) {
    return parameter.getKey() + " " + String.join(", ", parameter.getValue());
  }
}
