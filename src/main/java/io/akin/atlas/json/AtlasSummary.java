package io.akin.atlas.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;

/** Tells of an atlas to programs: papers by identifier and topics by slug, never by number. */
public final class AtlasSummary {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AtlasSummary() {}

  /** All but the papers' own rows. */
  public static ObjectNode write(Atlas atlas) {
    ObjectNode node = JSON.objectNode();
    node.put("digest", atlas.digest());
    node.set("provenance", AtlasJson.provenance(atlas.provenance()));
    node.put("papers", atlas.size());
    node.put("noise", atlas.noise());
    ArrayNode topics = node.putArray("topics");
    for (int topic = 0; topic < atlas.topics().size(); topic++) {
      topics.add(topic(atlas, topic));
    }
    return node;
  }

  /** A topic. */
  public static ObjectNode topic(Atlas atlas, int number) {
    Topic topic = atlas.topics().get(number);
    ObjectNode node = JSON.objectNode();
    node.put("slug", topic.slug());
    node.put("name", topic.name());
    node.put("level", topic.level());
    node.put("parent", topic.parent().isEmpty() ? null : slug(atlas, topic.parent().getAsInt()));
    node.put("papers", topic.papers());
    ArrayNode phrases = node.putArray("phrases");
    topic.phrases().forEach(phrases::add);
    ArrayNode representatives = node.putArray("representatives");
    topic.representatives().forEach(row -> representatives.add(id(atlas, row)));
    node.put("x", topic.x());
    node.put("y", topic.y());
    ObjectNode months = node.putObject("months");
    topic.months().forEach((month, papers) -> months.put(month.toString(), papers));
    ArrayNode bridges = node.putArray("bridges");
    for (Topic.Bridge bridge : topic.bridges()) {
      bridges
          .addObject()
          .put("id", id(atlas, bridge.row()))
          .put("topic", slug(atlas, bridge.topic()));
    }
    return node;
  }

  /** A paper's place: its finest topic, or null for noise, how much it is in it, and x and y. */
  public static ObjectNode place(Atlas atlas, int row) {
    ObjectNode node = JSON.objectNode();
    node.put("id", id(atlas, row));
    int topic = atlas.topic(row);
    node.put("topic", topic == Atlas.NOISE ? null : slug(atlas, topic));
    node.put("membership", atlas.membership(row));
    node.put("x", atlas.x(row));
    node.put("y", atlas.y(row));
    return node;
  }

  private static String id(Atlas atlas, int row) {
    return atlas.papers().get(row).text();
  }

  private static String slug(Atlas atlas, int topic) {
    return atlas.topics().get(topic).slug();
  }
}
