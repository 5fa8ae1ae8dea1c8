package io.akin.corpus.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.corpus.LineReader;
import io.akin.paper.Text;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of one record, within bounds. What breaks a bound is passed over and remembered
 * as the record's {@link #fault}, so that the parser stands behind the record all the same. Not
 * thread-safe.
 */
final class RecordTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_CHARACTERS = LineReader.MAX_LINE_BYTES;

  /** Keys of long lists that no form of a record has a use for. */
  private static final Set<String> PASSED_OVER =
      Set.of(
          "vector",
          "embedding",
          "citations",
          "reference",
          "references",
          "referenced_works",
          "related_works",
          "counts_by_year");

  /**
   * Makes parsers. Names are not interned: in an inverted index every word of an abstract is one.
   */
  static final JsonFactory PARSERS =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MAX_CHARACTERS).build())
          .build();

  private final JsonParser json;
  private final Utf8Reader source;
  private final long start;
  private final ObjectNode record = NODES.objectNode();
  private @Nullable String fault;

  /** A record of which the parser has read the opening brace. */
  RecordTree(JsonParser json, Utf8Reader source) {
    this.json = json;
    this.source = source;
    this.start = source.count();
  }

  /** Reads up to the closing brace. */
  RecordTree readToEnd() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      put(key);
    }
    return this;
  }

  /** Reads the value at which the parser stands. */
  void put(String key) throws IOException {
    if (PASSED_OVER.contains(key)) {
      json.skipChildren();
    } else {
      putIn(record, key, 1);
    }
  }

  /** The record; not all of it where there is a fault. */
  ObjectNode record() {
    return record;
  }

  /** Why the record cannot be taken. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  private void putIn(ObjectNode node, String key, int depth) throws IOException {
    JsonNode value = value(depth);
    if (node.replace(key, value) != null) {
      fail("key '%s' stands twice".formatted(Text.shortened(key)));
    }
  }

  private JsonNode value(int depth) throws IOException {
    if (source.count() - start > MAX_CHARACTERS) {
      fail(
          String.format(
              Locale.ROOT, "record is too long, the limit is %,d characters", MAX_CHARACTERS));
    }
    JsonToken token = json.currentToken();
    if (token.isStructStart() && depth >= MAX_DEPTH) {
      fail("nested deeper than %d levels".formatted(MAX_DEPTH));
    }
    if (fault != null) {
      json.skipChildren();
      return NODES.nullNode();
    }
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> NODES.textNode(text());
      case VALUE_NUMBER_INT -> wholeNumber();
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(json.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(int depth) throws IOException {
    ObjectNode node = NODES.objectNode();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      putIn(node, key, depth);
    }
    return node;
  }

  private ArrayNode array(int depth) throws IOException {
    ArrayNode node = NODES.arrayNode();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonNode value = value(depth);
      if (fault == null) {
        node.add(value);
      }
    }
    return node;
  }

  private String text() throws IOException {
    String text = json.getText();
    if (source.sawMalformed() && text.indexOf(Utf8Reader.MALFORMED) >= 0) {
      fail("record is not UTF-8 text");
    }
    return text;
  }

  private JsonNode wholeNumber() throws IOException {
    return switch (json.getNumberType()) {
      case INT -> NODES.numberNode(json.getIntValue());
      case LONG -> NODES.numberNode(json.getLongValue());
      default -> NODES.numberNode(json.getBigIntegerValue());
    };
  }

  private void fail(String reason) {
    if (fault == null) {
      fault = reason;
    }
  }
}
