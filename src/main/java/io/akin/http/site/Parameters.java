package io.akin.http.site;

import io.akin.http.ProblemException;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a page's address asks for, by name. People follow links that others have decorated, and send
 * forms whose fields are empty: what is unknown or blank is passed over.
 *
 * @param values those that may be passed on to a request, in a fixed order
 */
record Parameters(SequencedMap<String, List<String>> values) {
  private static final List<String> KNOWN =
      List.of(
          "mode",
          "sort",
          "min_score",
          "diversity",
          "half_life_days",
          "published_from",
          "published_to",
          "categories",
          "authors",
          "organisation",
          "venue",
          "keywords",
          "language",
          "source",
          "has_code",
          "cursor");

  static Parameters of(Context context) {
    SequencedMap<String, List<String>> values = new LinkedHashMap<>();
    for (String name : KNOWN) {
      List<String> given = given(context, name);
      if (!given.isEmpty()) {
        values.put(name, given);
      }
    }
    return new Parameters(values);
  }

  /** What is given under a name, blanks left out. */
  static List<String> given(Context context, String name) {
    return context.queryParams(name).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** The number of a page of a list, which {@code p} gives; the first without it. */
  static int page(Context context) {
    List<String> given = given(context, "p");
    if (given.isEmpty()) {
      return 1;
    }
    try {
      int number = Integer.parseInt(given.getLast());
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw ProblemException.badRequest("p must be the number of a page, 1 or more");
  }

  /** What a request is made of, each paper with brief reasons and some papers unwanted. */
  Map<String, List<String>> request(List<String> negatives) {
    Map<String, List<String>> all = new LinkedHashMap<>(values);
    all.put("explain", List.of("brief"));
    if (!negatives.isEmpty()) {
      all.put("negative", negatives);
    }
    return all;
  }

  /** How many things narrow down or reorder what is shown. */
  int chosen() {
    return values.size() - (values.containsKey("cursor") ? 1 : 0);
  }

  /** For a form: the last value of each name, empty where there is none. */
  Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    KNOWN.forEach(
        name -> form.put(name, values.containsKey(name) ? values.get(name).getLast() : ""));
    return form;
  }

  /** As they stand in an address, each with an ampersand before it; the cursor left out. */
  String suffix() {
    StringBuilder all = new StringBuilder();
    values.forEach(
        (name, given) -> {
          if (!name.equals("cursor")) {
            for (String value : given) {
              all.append('&').append(name).append('=');
              all.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
          }
        });
    return all.toString();
  }
}
