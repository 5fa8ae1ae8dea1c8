package io.akin.http.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the official Python client makes of an answer, by the same rules: each fact is looked for in
 * one or two places, zero counts as nothing there, and every key that is left over becomes an
 * attribute, in place of one of that name.
 */
final class PythonPaper {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]'Z'");

  private final Map<String, JsonNode> attributes = new TreeMap<>();

  PythonPaper(JsonNode answer) {
    ObjectNode top = answer.deepCopy();
    JsonNode nested = top.remove("paper");
    ObjectNode paper = nested == null ? top.objectNode() : (ObjectNode) nested;
    put("id", either(top, "id", paper, "id"));
    put("authors", either(paper, "authors", top, "authors"));
    put("published_at", either(paper, "publishedAt", top, "publishedAt"));
    put("title", top.remove("title"));
    put("summary", either(paper, "summary", top, "summary"));
    put("upvotes", either(paper, "upvotes", top, "upvotes"));
    put("comments", top.remove("numComments"));
    put("submitted_at", either(top, "publishedAt", top, "submittedOnDailyAt"));
    put("submitted_by", either(top, "submittedBy", top, "submittedOnDailyBy"));
    put("ai_keywords", top.remove("ai_keywords"));
    put("organization", top.remove("organization"));
    put("project_page", top.remove("projectPage"));
    put("github_repo", top.remove("githubRepo"));
    put("linked_models", top.remove("linkedModels"));
    put("linked_datasets", top.remove("linkedDatasets"));
    put("linked_spaces", top.remove("linkedSpaces"));
    top.properties().forEach(key -> put(key.getKey(), key.getValue()));
  }

  private void put(String name, @Nullable JsonNode value) {
    attributes.put(name, Optional.ofNullable(value).orElseGet(MissingNode::getInstance));
  }

  /** Takes one value, and the other where the first is nothing or counts as nothing. */
  private static @Nullable JsonNode either(
      ObjectNode one, String key, ObjectNode other, String otherKey) {
    JsonNode value = one.remove(key);
    boolean nothing =
        value == null
            || value.isNull()
            || (value.isNumber() && value.intValue() == 0)
            || (value.isTextual() && value.textValue().isEmpty())
            || (value.isArray() && value.isEmpty());
    return nothing ? other.remove(otherKey) : value;
  }

  JsonNode get(String attribute) {
    return attributes.getOrDefault(attribute, MissingNode.getInstance());
  }

  String text(String attribute) {
    return get(attribute).asText();
  }

  LocalDateTime time(String attribute) {
    return LocalDateTime.parse(text(attribute), TIME);
  }

  List<String> texts(String attribute) {
    return get(attribute).valueStream().map(JsonNode::asText).toList();
  }
}
