package io.akin.atlas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.atlas.Atlas;
import io.akin.atlas.Provenance;
import io.akin.atlas.Topic;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Writes and reads atlases. What is written is read back as an equal atlas: floats are written with
 * the digits that tell them from all others. Papers are columns, {@code "id": [...], "x": [...]},
 * which keeps the file of a hundred thousand papers small and quick to read.
 */
public final class AtlasJson {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private AtlasJson() {}

  /** Writes an atlas, and leaves the stream open. */
  public static void write(Atlas atlas, OutputStream out) throws IOException {
    JsonFactory factory = JSON.getFactory();
    try (JsonGenerator json =
        factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeStringField("digest", atlas.digest());
      json.writeFieldName("provenance");
      json.writeTree(provenance(atlas.provenance()));
      json.writeFieldName("topics");
      json.writeStartArray();
      for (Topic topic : atlas.topics()) {
        json.writeTree(topic(topic));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("id");
      for (PaperId id : atlas.papers()) {
        json.writeString(id.text());
      }
      json.writeEndArray();
      column(json, "x", atlas.size(), row -> json.writeNumber(atlas.x(row)));
      column(json, "y", atlas.size(), row -> json.writeNumber(atlas.y(row)));
      column(json, "topic", atlas.size(), row -> json.writeNumber(atlas.topic(row)));
      column(json, "membership", atlas.size(), row -> json.writeNumber(atlas.membership(row)));
      json.writeEndObject();
    }
  }

  private interface Cell {
    void write(int row) throws IOException;
  }

  private static void column(JsonGenerator json, String name, int rows, Cell cell)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int row = 0; row < rows; row++) {
      cell.write(row);
    }
    json.writeEndArray();
  }

  /** How an atlas was made. */
  public static ObjectNode provenance(Provenance provenance) {
    ObjectNode node = JSON.createObjectNode();
    node.put("model", provenance.model());
    node.put("corpus", provenance.corpus());
    node.put("seed", provenance.seed());
    ObjectNode parameters = node.putObject("parameters");
    provenance.parameters().forEach(parameters::put);
    return node;
  }

  /** A topic; papers are told by row. */
  public static ObjectNode topic(Topic topic) {
    ObjectNode node = JSON.createObjectNode();
    node.put("slug", topic.slug());
    node.put("name", topic.name());
    node.put("level", topic.level());
    topic.parent().ifPresent(parent -> node.put("parent", parent));
    node.put("papers", topic.papers());
    ArrayNode phrases = node.putArray("phrases");
    topic.phrases().forEach(phrases::add);
    ArrayNode representatives = node.putArray("representatives");
    topic.representatives().forEach(representatives::add);
    node.put("x", topic.x());
    node.put("y", topic.y());
    ObjectNode months = node.putObject("months");
    topic.months().forEach((month, papers) -> months.put(month.toString(), papers));
    ArrayNode bridges = node.putArray("bridges");
    topic.bridges().forEach(bridge -> bridges.addArray().add(bridge.row()).add(bridge.topic()));
    return node;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it is no atlas, or not all of one, saying so
   */
  public static Atlas read(InputStream in) throws IOException {
    try (JsonParser json = JSON.getFactory().createParser(in)) {
      Reading reading = new Reading();
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no atlas");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        reading.field(key, json);
      }
      Atlas atlas = reading.atlas();
      if (!atlas.digest().equals(reading.digest)) {
        throw new IOException("its digest is that of another");
      }
      return atlas;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException("it is no atlas, or not all of one", e);
    }
  }

  /** What has been read so far. */
  private static final class Reading {
    private String digest = "";
    private Provenance provenance = new Provenance("", "", 0, new TreeMap<>());
    private final List<Topic> topics = new ArrayList<>();
    private final List<PaperId> papers = new ArrayList<>();
    private float[] x = {};
    private float[] y = {};
    private float[] topic = {};
    private float[] membership = {};

    void field(String key, JsonParser json) throws IOException {
      switch (key) {
        case "format" -> {
          if (json.getIntValue() != FORMAT) {
            throw new IOException("its format is unknown to this version: " + json.getText());
          }
        }
        case "digest" -> digest = json.getText();
        case "provenance" -> provenance = provenanceOf(json.readValueAsTree());
        case "topics" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            topics.add(topicOf(json.readValueAsTree()));
          }
        }
        case "id" -> {
          while (json.nextToken() == JsonToken.VALUE_STRING) {
            papers.add(id(json.getText()));
          }
        }
        case "x" -> x = numbers(json);
        case "y" -> y = numbers(json);
        case "topic" -> topic = numbers(json);
        case "membership" -> membership = numbers(json);
        default -> json.skipChildren();
      }
    }

    Atlas atlas() {
      int[] topicOf = new int[topic.length];
      Arrays.setAll(topicOf, row -> (int) topic[row]);
      return new Atlas(provenance, papers, x, y, topicOf, membership, topics);
    }
  }

  private static PaperId id(String text) throws IOException {
    return PaperId.parse(text)
        .orElseThrow(() -> new IOException("'%s' is no identifier".formatted(text)));
  }

  private static float[] numbers(JsonParser json) throws IOException {
    float[] numbers = new float[16];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = json.getFloatValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private static Provenance provenanceOf(JsonNode node) {
    TreeMap<String, String> parameters = new TreeMap<>();
    node.path("parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    return new Provenance(
        node.path("model").asText(),
        node.path("corpus").asText(),
        node.path("seed").asLong(),
        parameters);
  }

  private static Topic topicOf(JsonNode node) {
    TreeMap<YearMonth, Integer> months = new TreeMap<>();
    node.path("months")
        .properties()
        .forEach(entry -> months.put(YearMonth.parse(entry.getKey()), entry.getValue().intValue()));
    return new Topic(
        node.path("slug").asText(),
        node.path("name").asText(),
        node.path("level").asInt(),
        node.has("parent") ? OptionalInt.of(node.get("parent").intValue()) : OptionalInt.empty(),
        node.path("papers").asInt(),
        all(node.path("phrases")).stream().map(JsonNode::asText).toList(),
        all(node.path("representatives")).stream().map(JsonNode::intValue).toList(),
        node.path("x").floatValue(),
        node.path("y").floatValue(),
        months,
        all(node.path("bridges")).stream()
            .map(pair -> new Topic.Bridge(pair.path(0).intValue(), pair.path(1).intValue()))
            .toList());
  }

  private static List<JsonNode> all(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }
}
