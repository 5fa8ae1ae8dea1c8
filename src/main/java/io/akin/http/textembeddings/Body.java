package io.akin.http.textembeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embed.Embedder;
import io.akin.embed.json.InputException;
import io.akin.embed.json.Inputs;
import io.akin.embed.json.RequestBody;
import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what a client sends. */
final class Body {
  /** Texts of a request. */
  static final int MOST_TEXTS = 32;

  /** As the service has it. */
  private static final int MOST_BYTES = 2_000_000;

  private Body() {}

  /**
   * A request.
   *
   * @throws InferenceError when the body is not an object in JSON
   */
  static ObjectNode read(Context context) {
    byte[] body = context.bodyAsBytes();
    if (body.length > MOST_BYTES) {
      throw InferenceError.invalid("a request has at most %,d bytes".formatted(MOST_BYTES));
    }
    try {
      return RequestBody.read(body);
    } catch (InputException e) {
      throw of(e);
    }
  }

  /**
   * The texts of a request.
   *
   * @throws InferenceError when they are none
   */
  static Inputs inputs(@Nullable JsonNode node, Embedder embedder) throws IOException {
    try {
      return Inputs.read(node, MOST_TEXTS, embedder);
    } catch (InputException e) {
      throw of(e);
    }
  }

  static InferenceError of(InputException e) {
    return switch (e.kind()) {
      case EMPTY -> InferenceError.of(InferenceError.Type.EMPTY, "`inputs` cannot be empty");
      case TOO_MANY, MALFORMED -> InferenceError.invalid(e.detail());
    };
  }

  /**
   * Checks the length of a list.
   *
   * @throws InferenceError when it is too long, or empty
   */
  static void requireBatch(JsonNode list) {
    if (list.isEmpty()) {
      throw InferenceError.of(InferenceError.Type.EMPTY, "`inputs` cannot be empty");
    }
    if (list.size() > MOST_TEXTS) {
      throw InferenceError.invalid(
          "batch size %d > maximum allowed batch size %d".formatted(list.size(), MOST_TEXTS));
    }
  }

  static boolean truth(JsonNode node, boolean usual, String key) {
    if (node.isMissingNode() || node.isNull()) {
      return usual;
    }
    if (!node.isBoolean()) {
      throw InferenceError.invalid("`%s` must be true or false".formatted(key));
    }
    return node.booleanValue();
  }
}
