package io.akin.http.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.embed.Cut;
import io.akin.embed.EmbedRequest;
import io.akin.embed.Embedder;
import io.akin.embed.json.InputException;
import io.akin.embed.json.Inputs;
import io.akin.embed.json.RequestBody;
import io.akin.encoder.Role;
import io.akin.paper.Text;
import java.io.IOException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for embeddings. What clients send beside, such as {@code user}, is passed over.
 *
 * @param model as the client calls it
 * @param base64 whether vectors are to be the base64 of little-endian float32, which the official
 *     clients ask for unless they are told otherwise
 */
record EmbeddingsRequest(String model, EmbedRequest texts, boolean base64) {
  private static final int MOST_INPUTS = 2_048;

  /**
   * Reads a request.
   *
   * @throws OpenAiError when it is none
   */
  static EmbeddingsRequest read(byte[] body, Models models, Embedder embedder) throws IOException {
    JsonNode node = object(body);
    JsonNode model = node.path("model");
    if (!model.isTextual() || model.textValue().isBlank()) {
      throw OpenAiError.of("model", "you must provide a model parameter");
    }
    models.require(model.textValue());
    boolean base64 = base64(node.get("encoding_format"));
    OptionalInt dimension = dimension(node.get("dimensions"), embedder);
    Role role = role(node.get("input_type"));
    return new EmbeddingsRequest(
        model.textValue(),
        new EmbedRequest(inputs(node.get("input"), embedder).texts(), role, Cut.END, dimension),
        base64);
  }

  private static JsonNode object(byte[] body) {
    try {
      return RequestBody.read(body);
    } catch (InputException e) {
      throw OpenAiError.malformed(e.detail());
    }
  }

  private static Inputs inputs(@Nullable JsonNode node, Embedder embedder) throws IOException {
    try {
      return Inputs.read(node, MOST_INPUTS, embedder);
    } catch (InputException e) {
      throw OpenAiError.of("input", e.detail());
    }
  }

  private static boolean base64(@Nullable JsonNode node) {
    String format = node == null || node.isNull() ? "float" : node.asText();
    return switch (format) {
      case "float" -> false;
      case "base64" -> true;
      default ->
          throw OpenAiError.of(
              "encoding_format",
              "encoding_format must be 'float' or 'base64', got '%s'"
                  .formatted(Text.shortened(format)));
    };
  }

  private static OptionalInt dimension(@Nullable JsonNode node, Embedder embedder)
      throws IOException {
    if (node == null || node.isNull()) {
      return OptionalInt.empty();
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || !embedder.dimensions().contains(node.intValue())) {
      throw OpenAiError.of(
          "dimensions",
          "the embeddings of this model may have %s dimensions, got %s"
              .formatted(embedder.dimensions(), Text.shortened(node.toString())));
    }
    return OptionalInt.of(node.intValue());
  }

  /** OpenAI's models know no roles; other services with its interface call them so. */
  private static Role role(@Nullable JsonNode node) {
    String type = node == null || node.isNull() ? "document" : node.asText();
    return switch (type) {
      case "query" -> Role.QUERY;
      case "document", "passage" -> Role.DOCUMENT;
      default ->
          throw OpenAiError.of(
              "input_type",
              "input_type must be 'query' or 'document', got '%s'".formatted(Text.shortened(type)));
    };
  }
}
