package io.akin.corpus.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader.Sink;
import io.akin.corpus.Location;
import java.io.IOException;
import java.io.InputStream;

/**
 * Arrays of records, objects that wrap them, and records, one behind the other, each handed over
 * when it has been read. Not thread-safe.
 */
final class JsonDocument {
  private final Utf8Reader source;
  private final String file;
  private final Sink sink;

  JsonDocument(InputStream in, String file, Sink sink) {
    this.source = new Utf8Reader(in);
    this.file = file;
    this.sink = sink;
  }

  void read() throws IOException {
    try (JsonParser json = RecordTree.PARSERS.createParser(source)) {
      try {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          if (token == JsonToken.START_ARRAY) {
            json.nextToken();
            readElements(json, true);
          } else {
            readElement(json, true);
          }
        }
      } catch (JacksonException e) {
        throw new CorpusException(
            ("%s is not JSON from here on: %s. What stands before it has been read; mend it, and add"
                    + " the file again")
                .formatted(
                    new Location(file, json.currentLocation().getLineNr()), RecordForms.reason(e)));
      }
    }
  }

  /** Reads an array from its first element, or its end, on. */
  private void readElements(JsonParser json, boolean mayWrap) throws IOException {
    while (json.currentToken() != JsonToken.END_ARRAY) {
      readElement(json, mayWrap);
      json.nextToken();
    }
  }

  private void readElement(JsonParser json, boolean mayWrap) throws IOException {
    Location location = new Location(file, json.currentTokenLocation().getLineNr());
    if (json.currentToken() == JsonToken.START_OBJECT) {
      readObject(json, mayWrap, location);
    } else {
      sink.accept(RecordForms.rejectedAs(json.currentToken(), location));
      json.skipChildren();
    }
  }

  /**
   * Reads a record, or the records that an object wraps.
   *
   * @param mayWrap whether the object is not wrapped itself
   */
  private void readObject(JsonParser json, boolean mayWrap, Location location) throws IOException {
    RecordTree tree = new RecordTree(json, source);
    boolean wraps = false;
    boolean wrapsNothing = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (mayWrap && value == JsonToken.START_ARRAY && Framing.isWrapper(key)) {
        JsonToken first = json.nextToken();
        wrapsNothing |= first == JsonToken.END_ARRAY;
        if (first == JsonToken.START_OBJECT || first == JsonToken.VALUE_NULL) {
          wraps = true;
          readElements(json, false);
        } else {
          skipElements(json);
        }
      } else if (wraps) {
        json.skipChildren();
      } else {
        tree.put(key);
      }
    }
    if (!wraps && !(wrapsNothing && !tree.record().has("title"))) {
      sink.accept(RecordForms.read(tree, location));
    }
  }

  private static void skipElements(JsonParser json) throws IOException {
    while (json.currentToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      json.nextToken();
    }
  }
}
