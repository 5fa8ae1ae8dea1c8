package io.akin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.PaperFilter;
import io.akin.paper.Text;
import io.akin.recommend.Request;
import io.akin.recommend.Seed;
import io.akin.recommend.json.Fields;
import io.akin.recommend.json.RequestJson;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a request, checked: the keys of the JSON form, each a parameter. */
public final class Query {
  private static final Set<String> TEXTS = Set.of("mode", "sort", "group_by", "cursor");
  private static final Set<String> NUMBERS = Set.of("min_score", "diversity");
  private static final Set<String> WHOLE = Set.of("limit", "half_life_days");
  private static final Set<String> LISTS =
      Set.of(
          "categories",
          "authors",
          "organisation",
          "venue",
          "keywords",
          "language",
          "source",
          "ids",
          "exclude_ids");
  private static final Set<String> OTHERS =
      Set.of(
          "q", "k", "explain", "fields", "has_code", "published_from", "published_to", "negative");

  /** The parameters that say which papers may be found. */
  public static final Set<String> FILTERS =
      Stream.concat(LISTS.stream(), Stream.of("has_code", "published_from", "published_to"))
          .collect(Collectors.toUnmodifiableSet());

  private Query() {}

  /** A request for papers like the one that the path names. */
  public static Request related(Context context) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putArray("positive").add(reference(context));
    return request(context, node);
  }

  /** A request for papers for the text that {@code q} gives. */
  public static Request search(Context context) {
    String text = text(context);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putArray("positive").addObject().put("text", text);
    return request(context, node);
  }

  /**
   * A request for papers like some that parameters of the address's own name.
   *
   * @param papers references of them
   * @param texts what they should be about as well
   * @param own names of the parameters that the caller has read
   * @param limit papers wanted where no parameter says it
   */
  public static Request like(
      Context context, List<String> papers, List<String> texts, Set<String> own, int limit) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    parameters.put("limit", List.of(Integer.toString(limit)));
    parameters.putAll(context.queryParamMap());
    parameters.keySet().removeAll(own);
    return request(papers, texts, parameters);
  }

  /**
   * The filter that parameters describe, where they describe nothing else.
   *
   * @param own names of the parameters that the caller has read
   */
  public static PaperFilter filter(Context context, Set<String> own) {
    ObjectNode filter = JsonNodeFactory.instance.objectNode();
    context
        .queryParamMap()
        .forEach(
            (key, values) -> {
              if (FILTERS.contains(key)) {
                put(filter, filter, key, values);
              } else if (!own.contains(key)) {
                throw unknown(key, Stream.concat(FILTERS.stream(), own.stream()));
              }
            });
    try {
      return RequestJson.filter(filter);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** The problem that an address knows no parameter of that name. */
  public static ProblemException unknown(String key, Stream<String> known) {
    return ProblemException.badRequest(
        "the parameter '%s' is unknown; known are %s"
            .formatted(Text.shortened(key), known.sorted().collect(Collectors.joining(", "))));
  }

  /** The text that {@code q} gives. */
  public static String text(Context context) {
    String text = context.queryParam("q");
    if (text == null || text.isBlank() || text.strip().length() > Seed.OfText.MAX_TEXT) {
      throw ProblemException.badRequest(
          "q must be a text of 1 to %d characters, as in /api/v1/search?q=vision+transformers"
              .formatted(Seed.OfText.MAX_TEXT));
    }
    return text;
  }

  /** A request in JSON. */
  public static Request body(Context context) {
    try {
      // Whatever charset the client names: JSON is UTF-8 on the wire.
      return RequestJson.read(new String(context.bodyAsBytes(), UTF_8));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A request for papers like some.
   *
   * @param papers references of papers
   * @param texts what they should be about
   * @param parameters all others, by their names
   */
  public static Request request(
      List<String> papers, List<String> texts, Map<String, List<String>> parameters) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode positives = node.putArray("positive");
    addAll(positives, papers);
    texts.forEach(text -> positives.addObject().put("text", text));
    return request(parameters, node);
  }

  private static Request request(Context context, ObjectNode node) {
    return request(context.queryParamMap(), node);
  }

  private static Request request(Map<String, List<String>> parameters, ObjectNode node) {
    ObjectNode filter = node.putObject("filter");
    parameters.forEach((key, values) -> put(node, filter, key, values));
    try {
      return RequestJson.read(node);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static void put(ObjectNode node, ObjectNode filter, String key, List<String> values) {
    if (values.isEmpty()) {
      throw ProblemException.badRequest(
          "the parameter '%s' is not properly encoded: write a percent sign as %%25"
              .formatted(Text.shortened(key)));
    }
    String value = values.getLast();
    if (TEXTS.contains(key)) {
      node.put(key, value);
    } else if (NUMBERS.contains(key)) {
      node.put(key, number(key, value));
    } else if (WHOLE.contains(key)) {
      node.put(key, whole(key, value));
    } else if (LISTS.contains(key)) {
      addAll(filter.putArray(key), values);
    } else if (!OTHERS.contains(key)) {
      throw unknown(key, Stream.of(TEXTS, NUMBERS, WHOLE, LISTS, OTHERS).flatMap(Set::stream));
    } else {
      switch (key) {
        case "k" -> node.put("limit", k(value));
        case "explain" -> putReasons(node, value);
        case "has_code" -> filter.put(key, truth(key, value));
        case "negative" -> addAll(node.putArray(key), values);
        case "published_from" -> filter.withObjectProperty("published").put("gte", value);
        case "published_to" -> filter.withObjectProperty("published").put("lte", value);
        case "fields" -> {
          if (wantsReasons(values) && !node.path("explain").isTextual()) {
            node.put("explain", true);
          }
        }
        default -> {} // q has been read
      }
    }
  }

  /** Which facts of papers are asked for. */
  public static Fields fields(Context context) {
    try {
      return Fields.of(context.queryParams("fields"));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static void putReasons(ObjectNode node, String value) {
    switch (value) {
      case "brief" -> node.put("explain", value);
      case "true", "1", "" -> node.put("explain", true);
      case "false", "0" -> {} // a field may ask for them
      default -> throw malformed("explain", "true or false, or brief", value);
    }
  }

  private static boolean wantsReasons(List<String> fields) {
    return fields.stream().anyMatch(names -> List.of(names.split(",", -1)).contains("why"));
  }

  private static void addAll(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static int k(String text) {
    try {
      return Request.requireLimit(Integer.parseInt(text));
    } catch (IllegalArgumentException e) { // NumberFormatException is one of these
      throw ProblemException.badRequest(
          "k must be a whole number from 1 to %d, got '%s'"
              .formatted(Request.MAX_LIMIT, Text.shortened(text)));
    }
  }

  private static int whole(String key, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw malformed(key, "a whole number", text);
    }
  }

  private static double number(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw malformed(key, "a number", text);
    }
  }

  private static boolean truth(String key, String text) {
    return switch (text) {
      case "true", "1", "" -> true;
      case "false", "0" -> false;
      default -> throw malformed(key, "true or false", text);
    };
  }

  private static ProblemException malformed(String key, String wanted, String text) {
    return ProblemException.badRequest(
        "%s must be %s, got '%s'".formatted(key, wanted, Text.shortened(text)));
  }

  /** The paper that the path names as {@code id}. */
  public static String reference(Context context) {
    String reference = context.pathParam("id");
    if (reference.isBlank() || reference.length() > Seed.OfPaper.MAX_REFERENCE) {
      throw ProblemException.badRequest(
          "a paper is named by an identifier or its title, of at most %d characters"
              .formatted(Seed.OfPaper.MAX_REFERENCE));
    }
    return reference;
  }
}
