package io.akin.encoder.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from a {@code tokenizer.json} whether it is the one of an uncased BERT. */
final class WordPieceFile {
  /** Keeps no table of names: nearly all of them are tokens, each of which occurs once. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build());

  private static final int NO_NUMBER = -1;
  private static final Set<String> PARTS =
      Set.of("truncation", "added_tokens", "normalizer", "pre_tokenizer", "post_processor");

  private final Map<String, JsonNode> parts = new HashMap<>();
  private final Map<String, JsonNode> model = new HashMap<>();
  private final Map<String, Integer> vocabulary = new HashMap<>();

  private WordPieceFile() {}

  /**
   * Reads a tokenizer.
   *
   * @return empty when it is another tokenizer, or has anything in it that is not known here
   * @throws IOException when the file cannot be read, or is not JSON
   */
  static Optional<WordPiece> read(Path file, int maxTokens) throws IOException {
    WordPieceFile read = new WordPieceFile();
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      parser.nextToken();
      read.readParts(parser);
      if (parser.nextToken() != null) {
        return Optional.empty();
      }
    }
    return read.wordPiece(maxTokens);
  }

  private void readParts(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("model")) {
        readModel(parser);
      } else if (PARTS.contains(name)) {
        parts.put(name, JSON.readTree(parser));
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readModel(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("vocab") && parser.isExpectedStartObjectToken() && mayBeWordPiece()) {
        readVocabulary(parser);
      } else if (parser.currentToken().isScalarValue()) {
        model.put(name, JSON.readTree(parser));
      } else {
        parser.skipChildren(); // of other tokenizers, tens of megabytes of pieces and merges
      }
    }
  }

  private boolean mayBeWordPiece() {
    return !model.containsKey("type") || text("type").equals("WordPiece");
  }

  /** By far the longest part: a token and its number, some 30,000 times. */
  private void readVocabulary(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String token = parser.currentName();
      vocabulary.put(token, parser.nextIntValue(NO_NUMBER));
    }
  }

  private Optional<WordPiece> wordPiece(int maxTokens) {
    JsonNode normalizer = part("normalizer");
    boolean uncased =
        isOfType(normalizer, "BertNormalizer")
            && normalizer.path("clean_text").asBoolean()
            && normalizer.path("lowercase").asBoolean()
            && normalizer.path("strip_accents").asBoolean(true)
            && isOfType(part("pre_tokenizer"), "BertPreTokenizer")
            && !part("truncation").path("direction").asText().equals("Left");
    Optional<WordPiece.Vocabulary> words = words();
    Optional<WordPiece.Frame> frame = frame();
    return uncased && words.isPresent() && frame.isPresent() && frame.get().size() < maxTokens
        ? Optional.of(new WordPiece(words.get(), frame.get(), maxTokens))
        : Optional.empty();
  }

  private JsonNode part(String name) {
    return parts.getOrDefault(name, JSON.missingNode());
  }

  private static boolean isOfType(JsonNode node, String type) {
    return node.path("type").asText().equals(type);
  }

  private Optional<WordPiece.Vocabulary> words() {
    String type = text("type");
    String prefix = text("continuing_subword_prefix");
    @Nullable Integer unknown = vocabulary.get(text("unk_token"));
    JsonNode length = model.getOrDefault("max_input_chars_per_word", JSON.missingNode());
    int maxWordLength = length.isInt() ? length.intValue() : 0;
    boolean known =
        type.equals("WordPiece")
            && !prefix.isEmpty()
            && maxWordLength > 0
            && !vocabulary.containsValue(NO_NUMBER);
    return known && unknown != null
        ? Optional.of(new WordPiece.Vocabulary(vocabulary, prefix, unknown, maxWordLength))
        : Optional.empty();
  }

  private String text(String name) {
    return model.getOrDefault(name, JSON.missingNode()).asText();
  }

  private Optional<WordPiece.Frame> frame() {
    List<String> names = new ArrayList<>();
    for (JsonNode token : part("added_tokens")) {
      String name = token.path("content").asText();
      if (name.isEmpty() || token.path("normalized").asBoolean(true)) {
        return Optional.empty(); // would be looked for in what the text becomes
      }
      names.add(name);
    }
    JsonNode processor = part("post_processor");
    return switch (processor.path("type").asText()) {
      case "TemplateProcessing" -> ofTemplate(names, processor);
      case "BertProcessing", "RobertaProcessing" -> ofTwo(names, processor);
      default -> Optional.empty();
    };
  }

  /** Two tokens, each {@code [text, number]}. */
  private static Optional<WordPiece.Frame> ofTwo(List<String> names, JsonNode processor) {
    JsonNode first = processor.path("cls").path(1);
    JsonNode last = processor.path("sep").path(1);
    return first.isInt() && last.isInt()
        ? Optional.of(
            new WordPiece.Frame(names, List.of(first.intValue()), List.of(last.intValue())))
        : Optional.empty();
  }

  /** Any number of tokens on both sides of the text, which is called A. */
  private static Optional<WordPiece.Frame> ofTemplate(List<String> names, JsonNode processor) {
    List<Integer> before = new ArrayList<>();
    List<Integer> behind = new ArrayList<>();
    int texts = 0;
    for (JsonNode piece : processor.path("single")) {
      String token = piece.path("SpecialToken").path("id").asText();
      if (piece.path("Sequence").path("id").asText().equals("A")) {
        texts++;
      } else {
        JsonNode ids = processor.path("special_tokens").path(token).path("ids");
        if (ids.isEmpty()) {
          return Optional.empty();
        }
        for (JsonNode id : ids) {
          if (!id.isInt()) {
            return Optional.empty();
          }
          (texts == 0 ? before : behind).add(id.intValue());
        }
      }
    }
    return texts == 1 ? Optional.of(new WordPiece.Frame(names, before, behind)) : Optional.empty();
  }
}
