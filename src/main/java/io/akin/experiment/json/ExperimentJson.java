package io.akin.experiment.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.experiment.Method;
import io.akin.index.PaperFilter;
import io.akin.paper.Text;
import io.akin.recommend.Request;
import io.akin.recommend.json.RequestJson;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An experiment as it is asked for: a request for papers, whose {@code positive} may be missing,
 * and how they are to be put into groups.
 *
 * <pre>
 * {"positive": ["arxiv:2306.00978"], "filter": {"published": {"gte": "2024"}}, "limit": 500,
 *  "method": "kmeans", "clusters": 8, "seed": 0}
 * {"filter": {"categories": ["cs.CL"]}, "method": "hdbscan", "min_cluster_size": 10, "noise": "keep"}
 * </pre>
 *
 * @param papers what the papers should be like; empty for the newest that pass the filter
 * @param limit papers wanted, 1 to {@value Request#MAX_LIMIT}
 */
public record ExperimentJson(
    Optional<Request> papers, PaperFilter filter, int limit, Method method, long seed) {
  private static final int USUAL_LIMIT = 500;

  /** Keys of a request that say something of the papers like others. */
  private static final Set<String> OF_LISTS =
      Set.of(
          "negative",
          "mode",
          "min_score",
          "diversity",
          "half_life_days",
          "sort",
          "group_by",
          "cursor",
          "explain");

  private static final Set<String> METHODS = Set.of("kmeans", "hdbscan");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none, saying what is wrong with which key
   */
  public static ExperimentJson read(String json) {
    JsonNode tree = RequestJson.tree(json);
    if (!(tree instanceof ObjectNode node)) {
      throw new IllegalArgumentException(
          "the request must be an object, got " + Text.shortened(tree.toString()));
    }
    Method method = method(node);
    JsonNode seed = node.path("seed");
    if (!seed.isMissingNode() && !seed.canConvertToLong()) {
      throw new IllegalArgumentException(
          "'seed' must be a whole number, got " + Text.shortened(seed.toString()));
    }
    node.remove(Set.of("method", "clusters", "min_cluster_size", "noise", "seed"));
    if (!node.has("limit")) {
      node.put("limit", USUAL_LIMIT);
    }
    if (node.path("positive").isEmpty() && !node.path("positive").isTextual()) {
      PaperFilter filter =
          node.has("filter") ? RequestJson.filter(node.get("filter")) : PaperFilter.ALL;
      int limit = Request.requireLimit(whole("limit", node.get("limit")));
      node.remove(Set.of("positive", "filter", "limit"));
      if (!node.isEmpty()) {
        String key = node.fieldNames().next();
        throw new IllegalArgumentException(
            (OF_LISTS.contains(key) ? "'%s' needs a 'positive'" : "'%s' is unknown")
                    .formatted(Text.shortened(key))
                + "; without a 'positive' there are filter, limit, method, clusters,"
                + " min_cluster_size, noise and seed");
      }
      return new ExperimentJson(Optional.empty(), filter, limit, method, seed.asLong());
    }
    Request request = RequestJson.read(node);
    return new ExperimentJson(
        Optional.of(request), request.filter(), request.limit(), method, seed.asLong());
  }

  private static Method method(ObjectNode node) {
    String name = node.path("method").asText("kmeans");
    if (!METHODS.contains(name)) {
      throw new IllegalArgumentException(
          "'method' must be kmeans or hdbscan, got '%s'".formatted(Text.shortened(name)));
    }
    if (name.equals("kmeans")) {
      refuse(node, "min_cluster_size", "hdbscan");
      refuse(node, "noise", "hdbscan");
      return new Method.KMeans(
          node.has("clusters")
              ? OptionalInt.of(whole("clusters", node.get("clusters")))
              : OptionalInt.empty());
    }
    refuse(node, "clusters", "kmeans");
    String noise = node.path("noise").asText("keep");
    if (!noise.equals("keep") && !noise.equals("nearest")) {
      throw new IllegalArgumentException(
          "'noise' must be keep or nearest, got '%s'".formatted(Text.shortened(noise)));
    }
    return new Method.Hdbscan(
        whole(
            "min_cluster_size",
            node.has("min_cluster_size")
                ? node.get("min_cluster_size")
                : IntNode.valueOf(Method.Hdbscan.USUAL_SIZE)),
        noise.equals("keep"));
  }

  private static void refuse(ObjectNode node, String key, String belongsTo) {
    if (node.has(key)) {
      throw new IllegalArgumentException(
          "'%s' belongs to \"method\": \"%s\"".formatted(key, belongsTo));
    }
  }

  private static int whole(String key, JsonNode value) {
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw new IllegalArgumentException(
          "'%s' must be a whole number, got %s".formatted(key, Text.shortened(value.toString())));
    }
    return value.intValue();
  }
}
