package io.akin.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.export.Row.Near;
import io.akin.export.Row.Place;
import io.akin.paper.json.PaperJson;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A JSON object a line: the paper, its vector if wanted, and what the atlas says of it under a key
 * that readers of papers pass over.
 */
final class JsonLines {
  private JsonLines() {}

  static void write(Rows rows, boolean vectors, OutputStream out) throws IOException {
    rows.forEach(row -> out.write((object(row, vectors) + "\n").getBytes(UTF_8)));
  }

  private static ObjectNode object(Row row, boolean vectors) {
    ObjectNode node = PaperJson.write(row.paper());
    if (vectors) {
      ArrayNode vector = node.putArray("vector");
      for (float component : row.vector().toArray()) {
        vector.add(component);
      }
    }
    if (row.place().isPresent() || row.near().isPresent()) {
      ObjectNode atlas = node.putObject("atlas");
      row.place().ifPresent(place -> putPlace(atlas, place));
      row.near().ifPresent(near -> putNear(atlas.putObject("neighbors"), near));
    }
    return node;
  }

  private static void putPlace(ObjectNode atlas, Place place) {
    atlas.put("x", place.x()).put("y", place.y()).put("cluster", place.topic());
    place.label().ifPresent(label -> atlas.put("label", label));
    atlas.put("membership", place.membership());
    ArrayNode topics = atlas.putArray("topics");
    place.path().forEach(topic -> topics.add(topic.name()));
  }

  private static void putNear(ObjectNode node, Near near) {
    near.rows().forEach(node.putArray("ids")::add);
    near.distances().forEach(node.putArray("distances")::add);
  }
}
