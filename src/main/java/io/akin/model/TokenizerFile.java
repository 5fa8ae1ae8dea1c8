package io.akin.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What {@code tokenizer.json} says of padding and case. The vocabulary, which makes some of these
 * files tens of megabytes, is passed over.
 *
 * @param padding number of the token it pads with, if it pads
 * @param lowerCases whether it makes letters small before anything else
 * @param addedTokens numbers of the special tokens by their text
 */
record TokenizerFile(OptionalInt padding, boolean lowerCases, Map<String, Integer> addedTokens) {
  private static final ObjectMapper JSON = new ObjectMapper();

  TokenizerFile {
    addedTokens = Map.copyOf(addedTokens);
  }

  static TokenizerFile read(Path path) throws ModelException {
    OptionalInt padding = OptionalInt.empty();
    boolean lowerCases = false;
    Map<String, Integer> added = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(path.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ModelException(path + " is not a JSON object, so it is no tokenizer");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        switch (key) {
          case "padding" -> {
            JsonNode id = JSON.<JsonNode>readTree(parser).path("pad_id");
            padding = id.canConvertToInt() ? OptionalInt.of(id.intValue()) : OptionalInt.empty();
          }
          case "normalizer" -> lowerCases = lowerCases(JSON.readTree(parser));
          case "added_tokens" -> {
            for (JsonNode token : JSON.<JsonNode>readTree(parser)) {
              added.put(token.path("content").asText(), token.path("id").asInt());
            }
          }
          default -> parser.skipChildren();
        }
      }
    } catch (ModelException e) {
      throw e;
    } catch (JacksonException e) {
      throw new ModelException(
          "%s is not JSON, so it is no tokenizer: %s".formatted(path, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s".formatted(path, e), e);
    }
    return new TokenizerFile(padding, lowerCases, added);
  }

  private static boolean lowerCases(JsonNode normalizer) {
    return switch (normalizer.path("type").asText()) {
      case "Lowercase" -> true;
      case "BertNormalizer" -> normalizer.path("lowercase").asBoolean(true);
      case "Sequence" -> {
        for (JsonNode part : normalizer.path("normalizers")) {
          if (lowerCases(part)) {
            yield true;
          }
        }
        yield false;
      }
      default -> false;
    };
  }
}
