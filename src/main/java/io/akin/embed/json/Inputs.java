package io.akin.embed.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.embed.Embedder;
import io.akin.embed.json.InputException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts to encode. Tokens are the model's own, with or without special ones, and become the text
 * that they stand for.
 *
 * @param single whether it was one text and no list
 */
public record Inputs(List<String> texts, boolean single) {
  /** Tokens of a text: more than any model takes. */
  public static final int MAX_TOKENS = 32_768;

  public Inputs {
    texts = List.copyOf(texts);
  }

  /**
   * Reads a text, the numbers of its tokens, or a list of such.
   *
   * @param most texts that there may be
   * @throws InputException when it is anything else
   */
  public static Inputs read(@Nullable JsonNode node, int most, Embedder embedder)
      throws IOException {
    if (node == null || node.isNull()) {
      throw malformed();
    }
    if (node.isTextual()) {
      return new Inputs(List.of(text(node.textValue())), true);
    }
    if (!node.isArray()) {
      throw malformed();
    }
    if (node.isEmpty()) {
      throw empty();
    }
    if (node.get(0).isNumber()) {
      return new Inputs(List.of(text(ids(node), embedder)), true);
    }
    if (node.size() > most) {
      throw new InputException(
          Kind.TOO_MANY,
          "batch size %d > maximum allowed batch size %d".formatted(node.size(), most));
    }
    List<String> texts = new ArrayList<>(node.size());
    for (JsonNode each : node) {
      if (each.isTextual()) {
        texts.add(text(each.textValue()));
      } else if (each.isArray()) {
        texts.add(text(ids(each), embedder));
      } else {
        throw malformed();
      }
    }
    return new Inputs(texts, false);
  }

  private static String text(String text) {
    if (text.isEmpty()) {
      throw empty();
    }
    if (text.length() > Embedder.MAX_CHARACTERS) {
      throw new InputException(
          Kind.MALFORMED,
          "a text has at most %,d characters, got %,d"
              .formatted(Embedder.MAX_CHARACTERS, text.length()));
    }
    return text;
  }

  private static String text(long[] ids, Embedder embedder) throws IOException {
    try {
      return text(embedder.text(ids, false));
    } catch (InputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InputException(
          Kind.MALFORMED, e.getMessage() + ": tokens must be those of this model; or send text");
    }
  }

  /**
   * Reads the numbers of tokens, at least one.
   *
   * @throws InputException when they are anything else
   */
  public static long[] ids(@Nullable JsonNode node) {
    if (node == null || !node.isArray()) {
      throw new InputException(Kind.MALFORMED, "want a list of tokens, each a whole number");
    }
    if (node.isEmpty()) {
      throw empty();
    }
    if (node.size() > MAX_TOKENS) {
      throw new InputException(
          Kind.MALFORMED,
          "a text has at most %,d tokens, got %,d".formatted(MAX_TOKENS, node.size()));
    }
    long[] ids = new long[node.size()];
    for (int i = 0; i < ids.length; i++) {
      if (!node.get(i).isIntegralNumber() || !node.get(i).canConvertToLong()) {
        throw new InputException(Kind.MALFORMED, "tokens must be whole numbers");
      }
      ids[i] = node.get(i).longValue();
    }
    return ids;
  }

  private static InputException empty() {
    return new InputException(Kind.EMPTY, "the input must not be empty");
  }

  private static InputException malformed() {
    return new InputException(
        Kind.MALFORMED, "want a text, a list of texts, a list of tokens, or a list of those");
  }
}
