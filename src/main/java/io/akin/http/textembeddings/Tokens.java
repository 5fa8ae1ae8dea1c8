package io.akin.http.textembeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embed.Embedder;
import io.akin.embed.json.InputException;
import io.akin.embed.json.Inputs;
import io.akin.encoder.Role;
import io.akin.encoder.Token;
import java.io.IOException;
import java.util.List;

/** Texts to tokens and back. Thread-safe. */
final class Tokens {
  /** Of a request: an answer is some seventy times as long as a text of single letters. */
  private static final int MOST_TOKENS = 100_000;

  private final Embedder embedder;

  Tokens(Embedder embedder) {
    this.embedder = embedder;
  }

  /** The tokens of each text, with their places in code points. */
  ArrayNode tokenize(ObjectNode request) throws IOException {
    Inputs inputs = Body.inputs(request.get("inputs"), embedder);
    Role role = EmbedOptions.read(request, embedder).role();
    boolean special = Body.truth(request.path("add_special_tokens"), true, "add_special_tokens");
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    int count = 0;
    for (String text : inputs.texts()) {
      String whole = embedder.prompt(role) + text;
      List<Token> tokens = embedder.tokens(whole);
      count += tokens.size();
      if (count > MOST_TOKENS) {
        throw InferenceError.invalid(
            "the texts of a request may have %,d tokens together".formatted(MOST_TOKENS));
      }
      put(answer.addArray(), whole, tokens, special);
    }
    return answer;
  }

  private static void put(ArrayNode answer, String text, List<Token> tokens, boolean special) {
    int index = 0;
    int codePoints = 0;
    for (Token token : tokens) {
      if (token.special() && !special) {
        continue;
      }
      ObjectNode node = answer.addObject().put("id", token.id());
      if (token.special()) {
        node.put("text", token.text()).put("special", true).putNull("start").putNull("stop");
      } else {
        if (token.start() < index) { // tokens of one character may share it
          codePoints -= text.codePointCount(token.start(), index);
        } else {
          codePoints += text.codePointCount(index, token.start());
        }
        int length = text.codePointCount(token.start(), token.end());
        node.put("text", text.substring(token.start(), token.end()))
            .put("special", false)
            .put("start", codePoints)
            .put("stop", codePoints + length);
        index = token.end();
        codePoints += length;
      }
    }
  }

  /** The text of each list of tokens. */
  ArrayNode decode(ObjectNode request) throws IOException {
    JsonNode lists = request.path("ids");
    boolean special = !Body.truth(request.path("skip_special_tokens"), true, "skip_special_tokens");
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    try {
      if (!lists.path(0).isArray()) {
        return answer.add(embedder.text(Inputs.ids(lists), special));
      }
      Body.requireBatch(lists);
      for (JsonNode list : lists) {
        answer.add(embedder.text(Inputs.ids(list), special));
      }
      return answer;
    } catch (InputException e) {
      throw Body.of(e);
    } catch (IllegalArgumentException e) {
      throw InferenceError.of(InferenceError.Type.TOKENIZER, String.valueOf(e.getMessage()));
    }
  }
}
