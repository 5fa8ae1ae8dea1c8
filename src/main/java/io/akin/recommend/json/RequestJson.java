package io.akin.recommend.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akin.index.Condition;
import io.akin.index.PaperFilter;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.Text;
import io.akin.recommend.Mode;
import io.akin.recommend.Order;
import io.akin.recommend.Reasons;
import io.akin.recommend.Request;
import io.akin.recommend.Seed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads requests. Every key is known or an error, so that a slip of the pen is no silent default:
 *
 * <pre>
 * {"positive": [{"id": "arxiv:2306.00978", "weight": 2}, {"text": "..."}],
 *  "negative": [{"id": "doi:10.1234/ex.7"}],
 *  "mode": "hybrid", "limit": 10, "cursor": null, "explain": true,
 *  "diversity": 0.3, "half_life_days": 365, "min_score": 0.2,
 *  "sort": "relevance", "group_by": "cluster",
 *  "filter": {"published": {"gte": "2024-01-01", "lte": "2024-12"}, "featured": {"gte": "2024"},
 *             "categories": ["cs.CL"], "authors": [], "organisation": [], "venue": [],
 *             "keywords": [], "has_code": true, "source": ["arxiv"], "ids": [],
 *             "exclude_ids": ["arxiv:2412.00001"]}}
 * </pre>
 *
 * A seed may be a string, which names a paper. A value of a filter may stand alone for a list of
 * one. {@code "explain"} may be {@code "brief"}; see {@link Reasons}.
 */
public final class RequestJson {
  private static final int MAX_DEPTH = 10;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Set<String> KEYS =
      Set.of(
          "positive",
          "negative",
          "mode",
          "filter",
          "min_score",
          "diversity",
          "half_life_days",
          "sort",
          "group_by",
          "limit",
          "cursor",
          "explain");

  private static final Set<String> FILTERS =
      Set.of(
          "published",
          "featured",
          "categories",
          "authors",
          "organisation",
          "venue",
          "keywords",
          "has_code",
          "language",
          "source",
          "ids",
          "exclude_ids");

  private RequestJson() {}

  /**
   * Reads a request from JSON.
   *
   * @throws IllegalArgumentException when it is none, saying what is wrong with which key
   */
  public static Request read(String json) {
    return read(tree(json));
  }

  /**
   * Reads the tree of a request.
   *
   * @throws IllegalArgumentException when it is not JSON
   */
  public static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (MismatchedInputException e) { // its message names classes
      throw new IllegalArgumentException("the request is not JSON: more follows behind its end", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the request is not JSON: " + Text.shortened(e.getOriginalMessage()), e);
    }
  }

  /** Reads a request from a JSON tree. */
  public static Request read(JsonNode node) {
    requireObject("the request", node);
    requireKeys("the request", node, KEYS);
    Request.Builder request =
        Request.like(seeds(node, "positive")).negatives(seeds(node, "negative"));
    ifPresent(node, "mode", value -> request.mode(choice("mode", value, Mode.class)));
    ifPresent(node, "filter", value -> request.filter(filter(value)));
    ifPresent(node, "min_score", value -> request.minScore(number("min_score", value)));
    ifPresent(node, "diversity", value -> request.diversity(number("diversity", value)));
    ifPresent(
        node, "half_life_days", value -> request.halfLifeDays(whole("half_life_days", value)));
    ifPresent(node, "sort", value -> request.order(choice("sort", value, Order.class)));
    ifPresent(node, "group_by", value -> request.grouped(grouped(value)));
    ifPresent(node, "limit", value -> request.limit(whole("limit", value)));
    ifPresent(node, "cursor", value -> request.cursor(text("cursor", value)));
    ifPresent(node, "explain", value -> request.reasons(reasons(value)));
    return request.build();
  }

  private static List<Seed> seeds(JsonNode request, String key) {
    List<Seed> seeds = new ArrayList<>();
    for (JsonNode seed : list(request.path(key))) {
      if (seed.isTextual()) {
        seeds.add(new Seed.OfPaper(seed.textValue(), 1));
        continue;
      }
      requireObject("each of '" + key + "'", seed);
      requireKeys("a seed of '" + key + "'", seed, Set.of("id", "text", "weight"));
      double weight = isGiven(seed.path("weight")) ? number("weight", seed.get("weight")) : 1;
      boolean paper = isGiven(seed.path("id"));
      if (paper == isGiven(seed.path("text"))) {
        throw new IllegalArgumentException(
            "each of '%s' has either an \"id\" or a \"text\"".formatted(key));
      }
      seeds.add(
          paper
              ? new Seed.OfPaper(text("id", seed.get("id")), weight)
              : new Seed.OfText(text("text", seed.get("text")), weight));
    }
    return seeds;
  }

  /**
   * Reads a filter from what the key {@code filter} has.
   *
   * @throws IllegalArgumentException when it is none, saying what is wrong with which key
   */
  public static PaperFilter filter(JsonNode node) {
    requireObject("'filter'", node);
    requireKeys("'filter'", node, FILTERS);
    List<Condition> conditions = new ArrayList<>();
    addPeriod(conditions, node, "published", Condition.Published::new);
    addPeriod(conditions, node, "featured", Condition.Featured::new);
    addNames(conditions, node, "categories", Condition.InCategory::new);
    addNames(conditions, node, "authors", Condition.ByAuthor::new);
    addNames(conditions, node, "organisation", Condition.FromOrganisation::new);
    addNames(conditions, node, "venue", Condition.AtVenue::new);
    addNames(conditions, node, "keywords", Condition.WithKeyword::new);
    ifPresent(
        node, "has_code", value -> conditions.add(new Condition.HasCode(truth("has_code", value))));
    addNames(conditions, node, "language", Condition.InLanguage::new);
    addNames(conditions, node, "source", Condition.FromSource::new);
    addNames(conditions, node, "ids", names -> new Condition.Among(ids("ids", names)));
    addNames(
        conditions, node, "exclude_ids", names -> new Condition.Without(ids("exclude_ids", names)));
    return new PaperFilter(conditions);
  }

  /** An empty list asks for nothing, as a form does whose field was left empty. */
  private static void addNames(
      List<Condition> conditions,
      JsonNode filter,
      String key,
      Function<List<String>, Condition> condition) {
    List<String> names = list(filter.path(key)).stream().map(name -> text(key, name)).toList();
    if (!names.isEmpty()) {
      conditions.add(condition.apply(names));
    }
  }

  private static List<PaperId> ids(String key, List<String> names) {
    return names.stream()
        .map(
            name ->
                PaperId.parse(name)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "'%s' must be identifiers of papers, got '%s'"
                                    .formatted(key, Text.shortened(name)))))
        .toList();
  }

  private static void addPeriod(
      List<Condition> conditions,
      JsonNode filter,
      String key,
      BiFunction<Optional<LocalDate>, Optional<LocalDate>, Condition> condition) {
    ifPresent(
        filter,
        key,
        period -> {
          requireObject("'%s'".formatted(key), period);
          requireKeys("'%s'".formatted(key), period, Set.of("gte", "lte"));
          conditions.add(
              condition.apply(
                  date(key, period, "gte").map(PublicationDate::firstDay),
                  date(key, period, "lte").map(PublicationDate::lastDay)));
        });
  }

  private static Optional<PublicationDate> date(String key, JsonNode period, String bound) {
    return Optional.of(period.path(bound))
        .filter(RequestJson::isGiven)
        .map(
            value -> {
              String text = text(bound, value);
              try {
                return PublicationDate.parse(text);
              } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    "'%s' of '%s': %s".formatted(bound, key, e.getMessage()), e);
              }
            });
  }

  private static boolean grouped(JsonNode value) {
    if (!text("group_by", value).equals("cluster")) {
      throw new IllegalArgumentException("'group_by' can be \"cluster\" alone");
    }
    return true;
  }

  private static Reasons reasons(JsonNode value) {
    if (value.isTextual() && value.textValue().equals("brief")) {
      return Reasons.BRIEF;
    }
    return require(value.isBoolean(), "explain", "true or false, or \"brief\"", value)
            .booleanValue()
        ? Reasons.FULL
        : Reasons.NONE;
  }

  private interface Use {
    void of(JsonNode value);
  }

  private static void ifPresent(JsonNode node, String key, Use use) {
    if (isGiven(node.path(key))) {
      use.of(node.get(key));
    }
  }

  private static boolean isGiven(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  /** The members of a list, or a value that stands alone for one. */
  private static List<JsonNode> list(JsonNode value) {
    if (!isGiven(value)) {
      return List.of();
    }
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).toList()
        : List.of(value);
  }

  private static <E extends Enum<E>> E choice(String key, JsonNode value, Class<E> type) {
    String name = text(key, value).toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' must be one of %s, got '%s'"
                        .formatted(
                            key,
                            Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                            Text.shortened(value.asText()))));
  }

  private static String text(String key, JsonNode value) {
    return require(value.isTextual(), key, "a string", value).textValue();
  }

  private static double number(String key, JsonNode value) {
    return require(value.isNumber(), key, "a number", value).doubleValue();
  }

  private static int whole(String key, JsonNode value) {
    return require(
            value.canConvertToExactIntegral() && value.canConvertToInt(),
            key,
            "a whole number",
            value)
        .intValue();
  }

  private static boolean truth(String key, JsonNode value) {
    return require(value.isBoolean(), key, "true or false", value).booleanValue();
  }

  private static JsonNode require(boolean holds, String key, String wanted, JsonNode value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "'%s' must be %s, got %s".formatted(key, wanted, Text.shortened(value.toString())));
    }
    return value;
  }

  private static void requireObject(String what, JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          "%s must be an object, got %s".formatted(what, Text.shortened(node.toString())));
    }
  }

  private static void requireKeys(String what, JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new IllegalArgumentException(
                    "%s has the key '%s', which is unknown; known are %s"
                        .formatted(
                            what,
                            Text.shortened(key),
                            known.stream().sorted().collect(Collectors.joining(", "))));
              }
            });
  }
}
