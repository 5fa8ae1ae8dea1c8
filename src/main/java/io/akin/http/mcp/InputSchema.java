package io.akin.http.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.http.ProblemException;
import io.akin.paper.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks arguments against the part of <a
 * href="https://json-schema.org/draft/2020-12/json-schema-validation">JSON Schema</a> that the
 * tools use, and says what to do better. Null stands for an argument that is left out.
 */
record InputSchema(JsonNode schema) {

  /**
   * Checks the arguments of a call.
   *
   * @throws ProblemException when they do not keep to the schema
   */
  void check(JsonNode arguments) {
    JsonNode properties = schema.path("properties");
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      String name = argument.getKey();
      if (!properties.has(name)) {
        throw ProblemException.badRequest(
            "there is no argument '%s'; there are %s"
                .formatted(Text.shortened(name), String.join(", ", names(properties))));
      }
      if (!argument.getValue().isNull()) {
        check(name, properties.get(name), argument.getValue());
      }
    }
    for (JsonNode name : schema.path("required")) {
      if (!arguments.hasNonNull(name.textValue())) {
        throw ProblemException.badRequest("'%s' is missing".formatted(name.textValue()));
      }
    }
  }

  private static List<String> names(JsonNode properties) {
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void check(String name, JsonNode rule, JsonNode value) {
    switch (rule.get("type").textValue()) {
      case "string" -> checkText(name, rule, value);
      case "integer" -> {
        int least = rule.get("minimum").intValue();
        int most = rule.get("maximum").intValue();
        require(
            value.canConvertToExactIntegral()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most,
            name,
            "a whole number from %,d to %,d".formatted(least, most),
            value);
      }
      case "boolean" -> require(value.isBoolean(), name, "true or false", value);
      case "array" -> {
        int most = rule.get("maxItems").intValue();
        require(
            value.isArray() && value.size() <= most,
            name,
            "a list of at most %,d strings".formatted(most),
            value);
        value.forEach(item -> checkText("each of " + name, rule.get("items"), item));
      }
      default -> throw new IllegalStateException("a rule of another kind: " + rule);
    }
  }

  private static void checkText(String name, JsonNode rule, JsonNode value) {
    if (rule.has("enum")) {
      List<String> choices = new ArrayList<>();
      rule.get("enum").forEach(choice -> choices.add(choice.textValue()));
      require(
          value.isTextual() && choices.contains(value.textValue()),
          name,
          "one of " + String.join(", ", choices),
          value);
      return;
    }
    int most = rule.get("maxLength").intValue();
    String text = value.isTextual() ? value.textValue() : "";
    int length = text.codePointCount(0, text.length());
    require(
        length >= 1 && length <= most,
        name,
        "a string of 1 to %,d characters".formatted(most),
        value);
  }

  private static void require(boolean holds, String name, String wanted, JsonNode value) {
    if (!holds) {
      throw ProblemException.badRequest(
          "%s must be %s, got %s".formatted(name, wanted, Text.shortened(value.toString())));
    }
  }
}
