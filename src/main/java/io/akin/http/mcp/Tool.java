package io.akin.http.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Something that an assistant may ask. Thread-safe. */
interface Tool {
  /**
   * Answers.
   *
   * @param arguments that keep to the schema of its input
   */
  Answer answer(JsonNode arguments) throws IOException;

  /**
   * An answer in two forms.
   *
   * @param text Markdown, for the model
   * @param structured the same in full, for programs
   */
  record Answer(String text, ObjectNode structured) {}
}
