package io.akin.http.textembeddings;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.embed.Cut;
import io.akin.embed.EmbedRequest;
import io.akin.embed.Embedder;
import io.akin.encoder.Role;
import io.akin.paper.Text;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What a request says of its texts. {@code normalize} is not among it: embeddings always have unit
 * length.
 */
record EmbedOptions(Role role, Cut cut, OptionalInt dimension) {

  /**
   * Reads the options of a request.
   *
   * @throws InferenceError when one is wrong
   */
  static EmbedOptions read(JsonNode node, Embedder embedder) throws IOException {
    return new EmbedOptions(
        role(node.path("prompt_name")),
        cut(node.path("truncate"), node.path("truncation_direction")),
        dimension(node.path("dimensions"), embedder));
  }

  EmbedRequest of(List<String> texts) {
    return new EmbedRequest(texts, role, cut, dimension);
  }

  /** The names that models give their prompts. */
  private static Role role(JsonNode name) {
    if (isAbsent(name)) {
      return Role.DOCUMENT;
    }
    return switch (name.asText()) {
      case "query", "search_query" -> Role.QUERY;
      case "document", "passage", "corpus", "search_document" -> Role.DOCUMENT;
      default ->
          throw InferenceError.invalid(
              "prompt name `%s` not found; there are `query` and `document`"
                  .formatted(Text.shortened(name.asText())));
    };
  }

  private static Cut cut(JsonNode truncate, JsonNode direction) {
    if (!isAbsent(truncate) && !truncate.isBoolean()) {
      throw InferenceError.invalid("`truncate` must be true or false");
    }
    Cut cut =
        switch (isAbsent(direction) ? "right" : direction.asText().toLowerCase(Locale.ROOT)) {
          case "right" -> Cut.END;
          case "left" -> Cut.BEGINNING;
          default ->
              throw InferenceError.invalid("`truncation_direction` must be `Left` or `Right`");
        };
    return truncate.asBoolean(true) ? cut : Cut.NEVER;
  }

  private static OptionalInt dimension(JsonNode node, Embedder embedder) throws IOException {
    if (isAbsent(node)) {
      return OptionalInt.empty();
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || !embedder.dimensions().contains(node.intValue())) {
      throw InferenceError.invalid(
          "`dimensions` must be one of %s, got %s"
              .formatted(embedder.dimensions(), Text.shortened(node.toString())));
    }
    return OptionalInt.of(node.intValue());
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
