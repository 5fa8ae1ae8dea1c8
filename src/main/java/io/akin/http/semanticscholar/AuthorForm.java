package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.paper.Author;
import java.util.Map;
import java.util.Set;

/** An author as clients expect one. Akin knows the names of authors, and nothing else of them. */
final class AuthorForm {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What there would be to know of an author. */
  private static final Map<String, JsonNode> UNKNOWN =
      Map.of(
          "affiliations", JSON.arrayNode(),
          "citationCount", JSON.nullNode(),
          "externalIds", JSON.nullNode(),
          "hIndex", JSON.nullNode(),
          "homepage", JSON.nullNode(),
          "paperCount", JSON.nullNode(),
          "url", JSON.nullNode(),
          "papers", JSON.arrayNode(),
          "authorId", JSON.nullNode(),
          "name", JSON.nullNode());

  private AuthorForm() {}

  static Set<String> names() {
    return UNKNOWN.keySet();
  }

  /** The author, with identifier and name whatever is asked for. */
  static ObjectNode write(Author author, Fields fields) {
    ObjectNode node = JSON.objectNode();
    node.putNull("authorId");
    node.put("name", author.name());
    UNKNOWN.forEach(
        (name, nothing) -> {
          if (fields.has(name) && !node.has(name)) {
            node.set(name, nothing);
          }
        });
    return node;
  }
}
