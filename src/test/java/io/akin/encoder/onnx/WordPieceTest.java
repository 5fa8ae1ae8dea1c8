package io.akin.encoder.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.encoder.onnx.BertCharacters.Kind;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library is the reference: what is not equal to it is wrong. */
class WordPieceTest {
  private static final int MAX_TOKENS = 64;

  @TempDir private Path temporary;

  private static Path file() throws IOException {
    return ModelFolder.open(Path.of("models"), "all-MiniLM-L6-v2").tokenizer();
  }

  private static WordPiece words() throws IOException {
    return WordPieceFile.read(file(), MAX_TOKENS).orElseThrow();
  }

  @Test
  void everyCharacterOfTheTableIsTakenAsTheLibraryTakesIt() throws IOException {
    WordPiece words = words();
    int known = 0;
    try (Tokenizer library = Tokenizer.open(file(), MAX_TOKENS)) {
      for (char c = 0; c < 0xFFFF; c++) {
        if (BertCharacters.form(c).kind() == Kind.UNKNOWN) {
          continue;
        }
        known++;
        String text = "%1$s a%1$sb net%1$s %1$swork %1$s%1$s 1%1$s2".formatted(c);
        assertArrayEquals(
            library.tokensOfLibrary(text),
            words.tokens(text).orElseThrow(),
            "U+%04X %s".formatted((int) c, Character.getName(c)));
      }
    }
    assertTrue(known > 2_000, known + " characters");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void wordsOfAllKindsBecomeWhatTheLibraryMakesOfThem(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    WordPiece words = words();
    try (Tokenizer library = Tokenizer.open(file(), MAX_TOKENS)) {
      for (int i = 0; i < 3_000; i++) {
        String text = text(random);
        Optional<long[]> own = words.tokens(text);
        assertTrue(own.isPresent(), text);
        assertArrayEquals(library.tokensOfLibrary(text), own.get(), text);
      }
    }
  }

  /** Words that exist, that do not, and that nearly do, with all that may stand between them. */
  private static String text(RandomGenerator random) {
    List<String> known =
        List.of(
            "The",
            "transformer",
            "retrieval-augmented",
            "naïve",
            "Ångström",
            "Erdős",
            "GPT-4o",
            "unaffable",
            "x²",
            "α-stable",
            "don't",
            "U.S.",
            "state-of-the-art",
            "[CLS)",
            "##ing",
            "…",
            "“quoted”",
            "β",
            "Жуковский",
            "ß",
            "İstanbul",
            "ΑΣ",
            "e\u0301tude",
            "co\u00ADoperate",
            "a\u200Bb",
            "≠",
            "→",
            "10^{-3}",
            "$\\mathcal{L}_2$",
            "ſ",
            "K");
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(40);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 130 : 14);
          IntStream.range(0, length).forEach(_ -> text.append((char) ('a' + random.nextInt(26))));
        }
        case 1 -> text.append((char) (' ' + random.nextInt(0x7F - ' ')));
        default -> text.append(known.get(random.nextInt(known.size())));
      }
      text.append(List.of("", " ", "  ", "\n", ", ").get(random.nextInt(5)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"世界", "한국어", "🚀", "\ud83d", "हिन्दी", "שלום", "a [SEP] b", "\uFFFD", "ａ", "ﬂow"})
  void whatIsNotKnownForSureIsLeftToTheLibrary(String text) throws IOException {
    assertTrue(words().tokens("a " + text + " b").isEmpty());
    try (Tokenizer tokenizer = Tokenizer.open(file(), MAX_TOKENS)) {
      assertArrayEquals(tokenizer.tokensOfLibrary(text), tokenizer.tokens(text));
    }
  }

  @Test
  void whatFollowsTheCutIsNotLookedAt() throws IOException {
    String text = "kite ".repeat(MAX_TOKENS) + "世界";

    assertEquals(MAX_TOKENS, words().tokens(text).orElseThrow().length);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"lowercase\":true', '\"lowercase\":false'",
    "'\"lowercase\":true', '\"lowercase\":true,\"strip_accents\":false'",
    "'\"max_input_chars_per_word\":100', '\"max_input_chars_per_word\":10000000000'",
    "'\"clean_text\":true', '\"clean_text\":false'",
    "'BertNormalizer', 'Lowercase'",
    "'BertPreTokenizer', 'Whitespace'",
    "'\"type\":\"WordPiece\"', '\"type\":\"WordLevel\"'",
    "'BertProcessing', 'ByteLevel'",
    "'\"direction\":\"Right\"', '\"direction\":\"Left\"'",
    "'\"normalized\":false', '\"normalized\":true'",
    "'\"kite\":5', '\"kite\":\"five\"'",
    "'\"unk_token\":\"[UNK]\"', '\"unk_token\":\"none\"'",
  })
  void anotherTokenizerIsLeftToTheLibraryWhole(String part, String other) throws IOException {
    String json = TinyTokenizer.wordPiece();
    assertTrue(read(json).isPresent(), json);
    String changed = json.replace(part, other);
    assertNotEquals(json, changed);

    assertTrue(read(changed).isEmpty(), changed);
  }

  @ParameterizedTest
  @CsvSource({
    "'[{\"SpecialToken\":{\"id\":\"X\"}},{\"Sequence\":{\"id\":\"A\"}}]', '{\"X\":{\"ids\":[2,3]}}', true",
    "'[{\"Sequence\":{\"id\":\"A\"}}]', '{}', true",
    "'[{\"Sequence\":{\"id\":\"A\"}},{\"Sequence\":{\"id\":\"A\"}}]', '{}', false",
    "'[{\"Sequence\":{\"id\":\"B\"}}]', '{}', false",
    "'[{\"SpecialToken\":{\"id\":\"X\"}},{\"Sequence\":{\"id\":\"A\"}}]', '{}', false",
    "'[{\"SpecialToken\":{\"id\":\"X\"}},{\"Sequence\":{\"id\":\"A\"}}]', '{\"X\":{\"ids\":[\"2\"]}}', false",
    "'[]', '{}', false",
  })
  void aTemplateIsTakenWhereItIsUnderstood(String single, String tokens, boolean taken)
      throws IOException {
    String json = TinyTokenizer.wordPiece();
    String template =
        "\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":%s,\"special_tokens\":%s},\"decoder\""
            .formatted(single, tokens);
    String changed =
        json.replaceFirst("\"post_processor\":.*?,\"decoder\"", Matcher.quoteReplacement(template));
    assertNotEquals(json, changed);

    assertEquals(taken, read(changed).isPresent(), changed);
  }

  @Test
  void aLimitThatLeavesNoRoomForTextIsLeftToTheLibrary() throws IOException {
    Path file = Files.writeString(temporary.resolve("t.json"), TinyTokenizer.wordPiece());
    assertTrue(WordPieceFile.read(file, 2).isEmpty());
    assertTrue(WordPieceFile.read(file, 3).isPresent());
  }

  private Optional<WordPiece> read(String json) throws IOException {
    return WordPieceFile.read(Files.writeString(temporary.resolve("t.json"), json), MAX_TOKENS);
  }
}
