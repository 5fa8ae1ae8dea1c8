package io.akin.http.map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.atlas.Topic;
import io.akin.landscape.Landscape;
import io.akin.landscape.PaperFacts;
import java.io.IOException;

/** The names on a map: those of topics, each at its place, and of the categories. */
final class Labels {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Labels() {}

  static byte[] encode(Landscape landscape, Grid grid, PaperFacts facts) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", landscape.version());
    ArrayNode topics = node.putArray("topics");
    for (Topic topic : landscape.atlas().topics()) {
      topics
          .addObject()
          .put("name", topic.name())
          .put("slug", topic.slug())
          .put("level", topic.level())
          .put("parent", topic.parent().orElse(-1))
          .put("papers", topic.papers())
          .put("x", grid.x(topic.x()))
          .put("y", grid.y(topic.y()));
    }
    ArrayNode categories = node.putArray("categories");
    facts.categories().forEach(categories::add);
    return JSON.writeValueAsBytes(node);
  }
}
