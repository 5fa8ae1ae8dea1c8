package io.akin.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * A page with a map of the papers that works from a file and loads nothing. Its frame, style and
 * script are the resources {@code map.html}, {@code map.css} and {@code map.js} beside this class;
 * the data stand in a block of JSON that browsers do not run:
 *
 * <pre>
 * {"topics": [{"name": "kites", "level": 0, "parent": -1, "papers": 9, "x": 0.5, "y": 1}, ...],
 *  "papers": [[x, y, topic, "title", year or 0, "url" or ""], ...]}
 * </pre>
 *
 * <p>The page's policy allows this script and this style alone, by their hashes.
 */
final class HtmlMap {
  /** More would take a browser long to open; 100,000 papers are about 16 MB. */
  static final int MAX_PAPERS = 200_000;

  private static final String STYLE = "{{style}}";
  private static final String SCRIPT = "{{script}}";
  private static final String DATA = "{{data}}";
  private static final JsonFactory JSON = new JsonFactory();

  private HtmlMap() {}

  static Optional<String> refusal(Rows rows) {
    if (rows.atlas().isEmpty()) {
      return Optional.of("there is no map of these papers yet; 'akin cluster' makes one");
    }
    return rows.size() > MAX_PAPERS
        ? Optional.of(
            "a page holds up to %,d papers, and these are %,d; take parquet, which Embedding Atlas opens"
                .formatted(MAX_PAPERS, rows.size()))
        : Optional.empty();
  }

  static void write(Rows rows, boolean vectors, OutputStream out) throws IOException {
    Atlas atlas = rows.atlas().orElseThrow();
    String style = resource("map.css");
    String script = resource("map.js");
    String page =
        resource("map.html")
            .replace("{{style-hash}}", hash(style))
            .replace("{{script-hash}}", hash(script))
            .replace(STYLE, style)
            .replace(SCRIPT, script);
    int data = page.indexOf(DATA);
    out.write(page.substring(0, data).getBytes(UTF_8));
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.setCharacterEscapes(new NoMarkup());
      write(rows, atlas, json);
    }
    out.write(page.substring(data + DATA.length()).getBytes(UTF_8));
  }

  private static void write(Rows rows, Atlas atlas, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("topics");
    for (Topic topic : atlas.topics()) {
      json.writeStartObject();
      json.writeStringField("name", topic.name());
      json.writeNumberField("level", topic.level());
      json.writeNumberField("parent", topic.parent().orElse(Atlas.NOISE));
      json.writeNumberField("papers", topic.papers());
      json.writeNumberField("x", topic.x());
      json.writeNumberField("y", topic.y());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("papers");
    rows.forEach(
        row -> {
          if (row.place().isPresent()) {
            write(row, row.place().get(), json);
          }
        });
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Row row, Row.Place place, JsonGenerator json) throws IOException {
    json.writeStartArray();
    json.writeNumber(place.x());
    json.writeNumber(place.y());
    json.writeNumber(place.topic());
    json.writeString(row.paper().title());
    json.writeNumber(row.paper().published().map(date -> date.year()).orElse(0));
    json.writeString(row.url().orElse(""));
    json.writeEndArray();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlMap.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the program: " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
