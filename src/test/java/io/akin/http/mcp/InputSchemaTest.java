package io.akin.http.mcp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.akin.http.ProblemException;
import io.akin.recommend.Mode;
import io.akin.recommend.Request;
import io.akin.recommend.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked is what assistants are told. */
class InputSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static final String LONG = "x".repeat(2_001);

  /** Values of every kind, at the limits and beyond them. */
  private static final List<String> VALUES =
      List.of(
          "0",
          "1",
          "50",
          "51",
          "-1",
          "2.0",
          "2.5",
          "1e20",
          "true",
          "'true'",
          "''",
          "'dense'",
          "'DENSE'",
          "'2024'",
          "'😀'",
          "'" + LONG + "'",
          "'" + "😀".repeat(2_000) + "'",
          "'" + "x".repeat(20_000) + "'",
          "'" + "x".repeat(20_001) + "'",
          "[]",
          "['a']",
          "['']",
          "[1]",
          "[null]",
          "['" + LONG + "']",
          "[" + "'a',".repeat(49) + "'a']",
          "[" + "'a',".repeat(50) + "'a']",
          "{}");

  private static JsonNode tools() throws IOException {
    return JSON.readTree(InputSchemaTest.class.getResourceAsStream("/mcp/tools.json"));
  }

  private static JsonNode schema(String tool) throws IOException {
    for (JsonNode definition : tools()) {
      if (definition.get("name").textValue().equals(tool)) {
        return definition.get("inputSchema");
      }
    }
    throw new AssertionError(tool);
  }

  private static boolean accepts(InputSchema schema, JsonNode arguments) {
    try {
      schema.check(arguments);
      return true;
    } catch (ProblemException _) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"search_papers", "related_papers", "recommend_papers", "read_paper"})
  void judgesAsAValidatorOfJsonSchemaDoes(String tool) throws IOException {
    JsonNode node = schema(tool);
    Schema reference = REGISTRY.getSchema(node.toString());
    List<String> names = new ArrayList<>(List.of("unknown"));
    node.get("properties").fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      for (String value : VALUES) {
        for (String required : List.of("", "'query':'a','paper':'a',")) {
          var arguments = JSON.createObjectNode();
          if (!required.isEmpty()) {
            node.path("required").forEach(key -> arguments.put(key.textValue(), "a"));
          }
          arguments.set(name, JSON.readTree(value.replace('\'', '"')));

          assertEquals(
              reference.validate(arguments.toString(), InputFormat.JSON).isEmpty(),
              accepts(new InputSchema(node), arguments),
              () -> tool + " " + name + " " + value.substring(0, Math.min(30, value.length())));
        }
      }
    }
  }

  @Test
  void theLimitsAreThoseOfTheEngine() throws IOException {
    JsonNode search = schema("search_papers").get("properties");
    JsonNode recommend = schema("recommend_papers").get("properties");

    assertEquals(Seed.OfText.MAX_TEXT, search.at("/query/maxLength").intValue());
    assertEquals(
        Seed.OfPaper.MAX_REFERENCE,
        schema("read_paper").at("/properties/paper/maxLength").intValue());
    assertEquals(
        Request.MAX_SEEDS,
        recommend.at("/like_papers/maxItems").intValue()
            + recommend.at("/like_texts/maxItems").intValue());
    assertDoesNotThrow(() -> Request.requireLimit(search.at("/limit/maximum").intValue()));
    Set<String> modes = new TreeSet<>();
    search.at("/mode/enum").forEach(mode -> modes.add(mode.textValue()));
    assertEquals(
        new TreeSet<>(
            Arrays.stream(Mode.values())
                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                .toList()),
        modes);
  }
}
