package io.akin.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * The standard streams of a command. Results go to {@code out}; all else goes to {@code err}, so
 * that a machine reading the results reads nothing but them.
 *
 * @param terminal whether a person watches {@code err}
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Writes a document on one line. */
  void json(JsonNode node) {
    out.println(node);
  }

  /** Writes a document piece by piece; closing it leaves the stream open. */
  JsonGenerator jsonStream() throws IOException {
    return new JsonFactory(JSON)
        .createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        // A document that a failure cut short must not look whole.
        .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
  }
}
