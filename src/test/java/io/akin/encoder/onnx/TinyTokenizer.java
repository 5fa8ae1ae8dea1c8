package io.akin.encoder.onnx;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The {@code tokenizer.json} of tiny tokenizers, one of each family of models. */
final class TinyTokenizer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TinyTokenizer() {}

  /**
   * As BERT's: [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, then "a" 4, "kite" 5, "flies" 6, "high" 7. Like
   * MiniLM's it cuts and pads by itself, which must not happen.
   */
  static String wordPiece() {
    List<String> words = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "kite", "flies", "high");
    return json(
        words.subList(0, 4),
        Map.of(
            "type",
            "BertNormalizer",
            "clean_text",
            true,
            "handle_chinese_chars",
            true,
            "lowercase",
            true),
        Map.of("type", "BertPreTokenizer"),
        Map.of("type", "BertProcessing", "cls", List.of("[CLS]", 2), "sep", List.of("[SEP]", 3)),
        Map.of(
            "type",
            "WordPiece",
            "unk_token",
            "[UNK]",
            "continuing_subword_prefix",
            "##",
            "max_input_chars_per_word",
            100,
            "vocab",
            numbered(words)),
        Map.of("direction", "Right", "max_length", 4, "strategy", "LongestFirst", "stride", 0),
        Map.of(
            "strategy",
            Map.of("Fixed", 8),
            "direction",
            "Right",
            "pad_id",
            0,
            "pad_type_id",
            0,
            "pad_token",
            "[PAD]"));
  }

  /** As RoBERTa's: {@code <s>} 0, {@code <pad>} 1, {@code </s>} 2, then 256 bytes, none merged. */
  static String byteLevel() {
    List<String> words = new ArrayList<>(List.of("<s>", "<pad>", "</s>"));
    bytes().forEach(words::add);
    return json(
        words.subList(0, 3),
        null,
        Map.of(
            "type",
            "ByteLevel",
            "add_prefix_space",
            false,
            "trim_offsets",
            true,
            "use_regex",
            true),
        Map.of(
            "type",
            "RobertaProcessing",
            "cls",
            List.of("<s>", 0),
            "sep",
            List.of("</s>", 2),
            "trim_offsets",
            true,
            "add_prefix_space",
            false),
        Map.of("type", "BPE", "vocab", numbered(words), "merges", List.of()),
        null,
        null);
  }

  /** As a decoder's: bytes from 1 on and nothing around them, so that no text has no token. */
  static String bare() {
    List<String> words = new ArrayList<>(List.of("<pad>"));
    bytes().forEach(words::add);
    return json(
        words.subList(0, 1),
        null,
        Map.of(
            "type",
            "ByteLevel",
            "add_prefix_space",
            false,
            "trim_offsets",
            true,
            "use_regex",
            true),
        null,
        Map.of("type", "BPE", "vocab", numbered(words), "merges", List.of()),
        null,
        null);
  }

  /** As XLM-R's: {@code <s>} 0, {@code <pad>} 1, {@code </s>} 2, {@code <unk>} 3, then pieces. */
  static String unigram() {
    List<String> special = List.of("<s>", "<pad>", "</s>", "<unk>");
    List<List<Object>> pieces = new ArrayList<>();
    special.forEach(token -> pieces.add(List.of(token, 0.0)));
    pieces.add(List.of("▁kite", -1.0));
    pieces.add(List.of("▁", -2.0));
    pieces.add(List.of("s", -3.0));
    return json(
        special,
        Map.of("type", "NFKC"),
        Map.of("type", "Metaspace", "replacement", "▁", "prepend_scheme", "always", "split", true),
        Map.of(
            "type",
            "RobertaProcessing",
            "cls",
            List.of("<s>", 0),
            "sep",
            List.of("</s>", 2),
            "trim_offsets",
            true,
            "add_prefix_space",
            false),
        Map.of("type", "Unigram", "unk_id", 3, "vocab", pieces),
        null,
        null);
  }

  private static Map<String, Integer> numbered(List<String> words) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    words.forEach(word -> numbers.put(word, numbers.size()));
    return numbers;
  }

  /** The characters that stand for bytes in GPT-2's byte-level vocabulary, in the bytes' order. */
  private static List<String> bytes() {
    int[] moved = {256};
    return IntStream.range(0, 256)
        .map(b -> (b >= '!' && b <= '~') || (b >= 0xA1 && b != 0xAD) ? b : moved[0]++)
        .mapToObj(Character::toString)
        .toList();
  }

  private static String json(
      List<String> special,
      @Nullable Object normalizer,
      Object preTokenizer,
      @Nullable Object postProcessor,
      Object model,
      @Nullable Object truncation,
      @Nullable Object padding) {
    List<Map<String, Object>> added = new ArrayList<>();
    for (String token : special) {
      added.add(
          Map.of(
              "id",
              added.size(),
              "content",
              token,
              "single_word",
              false,
              "lstrip",
              false,
              "rstrip",
              false,
              "normalized",
              false,
              "special",
              true));
    }
    Map<String, @Nullable Object> file = new LinkedHashMap<>();
    file.put("version", "1.0");
    file.put("truncation", truncation);
    file.put("padding", padding);
    file.put("added_tokens", added);
    file.put("normalizer", normalizer);
    file.put("pre_tokenizer", preTokenizer);
    file.put("post_processor", postProcessor);
    file.put("decoder", null);
    file.put("model", model);
    return JSON.valueToTree(file).toString();
  }
}
