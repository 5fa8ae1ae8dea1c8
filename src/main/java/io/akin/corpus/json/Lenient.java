package io.akin.corpus.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of other people's records: what is not of the kind it should be counts as absent. */
final class Lenient {
  private Lenient() {}

  /** Text or a number under the key, or the first of several; null when there is none. */
  static @Nullable String text(JsonNode node, String key) {
    return text(node.path(key));
  }

  /** Text or a number, or the first of several; null when it is neither. */
  static @Nullable String text(JsonNode value) {
    JsonNode one = value.isArray() ? value.path(0) : value;
    return one.isTextual() ? one.textValue() : one.isNumber() ? one.asText() : null;
  }

  /** The first of the keys that has a text which is not blank; null when none has. */
  static @Nullable String firstText(JsonNode node, String... keys) {
    for (String key : keys) {
      String text = text(node, key);
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  /** The elements of the array under the key; none when it is no array. */
  static Iterable<JsonNode> elements(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isArray() ? value : List.of();
  }
}
