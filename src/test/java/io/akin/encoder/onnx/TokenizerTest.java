package io.akin.encoder.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.encoder.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
  private static final int MAX_TOKENS = 16;

  @TempDir private Path temporary;

  private Tokenizer open(String json) throws IOException {
    return Tokenizer.open(Files.writeString(temporary.resolve("tokenizer.json"), json), MAX_TOKENS);
  }

  @Test
  void wordsBecomeTheirNumbersBetweenTheSpecialTokens() throws IOException {
    try (Tokenizer tokenizer = open(TinyTokenizer.wordPiece())) {
      assertArrayEquals(new long[] {2, 4, 5, 6, 7, 3}, tokenizer.tokens("A kite flies HIGH"));
      assertArrayEquals(new long[] {2, 1, 3}, tokenizer.tokens("unheard"));
    }
  }

  @Test
  void aLimitOfThousandsOfTokensHolds() throws IOException {
    Path file = Files.writeString(temporary.resolve("tokenizer.json"), TinyTokenizer.wordPiece());
    try (Tokenizer tokenizer = Tokenizer.open(file, 8_192)) {
      assertEquals(5_002, tokenizer.tokens("kite ".repeat(5_000)).length);
      assertEquals(8_192, tokenizer.tokens("kite ".repeat(9_000)).length);
    }
  }

  @Test
  void tokensAreCountedBehindTheCutAndHaveTheirPlaces() throws IOException {
    try (Tokenizer tokenizer = open(TinyTokenizer.wordPiece())) {
      List<Token> tokens = tokenizer.allTokens("🚀 kite " + "a kite flies high ".repeat(20));

      assertEquals(84, tokens.size());
      assertEquals(new Token(2, "[CLS]", true, 0, 0), tokens.getFirst());
      assertEquals(new Token(1, "[UNK]", false, 0, 2), tokens.get(1));
      assertEquals(new Token(5, "kite", false, 3, 7), tokens.get(2));
      assertEquals(new Token(7, "high", false, 363, 367), tokens.get(82));
      assertEquals(new Token(3, "[SEP]", true, 0, 0), tokens.getLast());
    }
  }

  @Test
  void numbersBecomeTextAndUnknownOnesAreErrors() throws IOException {
    for (String json : List.of(TinyTokenizer.wordPiece(), TinyTokenizer.unigram())) {
      try (Tokenizer tokenizer = open(json)) {
        long[] ids = tokenizer.tokens("kite");

        assertTrue(tokenizer.text(ids, false).contains("kite"), tokenizer.text(ids, true));
        assertThrows(
            IllegalArgumentException.class, () -> tokenizer.text(new long[] {300}, false), json);
      }
    }
  }

  @Test
  void piecesBecomeTheirNumbers() throws IOException {
    try (Tokenizer tokenizer = open(TinyTokenizer.unigram())) {
      assertArrayEquals(new long[] {0, 4, 6, 2}, tokenizer.tokens("kites"));
    }
  }

  @Test
  void halfASurrogatePairIsReplacedAndLeavesTheRestAsItIs() throws IOException {
    try (Tokenizer tokenizer = open(TinyTokenizer.byteLevel())) {
      for (String half : List.of("\ud83d", "\ude80")) {
        assertArrayEquals(
            tokenizer.tokens("\ufffd 🚀 a"), tokenizer.tokens(half + " 🚀 a"), "a lone half");
      }
      assertEquals(2 + 4, tokenizer.tokens("🚀").length);
    }
  }

  @Test
  void noTextIsTooOddForAnyTokenizer() throws IOException {
    for (String json :
        List.of(
            TinyTokenizer.wordPiece(),
            TinyTokenizer.byteLevel(),
            TinyTokenizer.bare(),
            TinyTokenizer.unigram())) {
      try (Tokenizer tokenizer = open(json)) {
        for (String text :
            List.of(
                "",
                " ",
                "\0",
                "a\0b",
                "\u0001\u0007\u001b[31m\u007f\u0085",
                "\ufeffa\uffff\ufffe",
                "\ud83d",
                "\ude80\ud83d",
                "🚀👩‍🔬❤️",
                "שלום \u202eעולם\u202c",
                "Ω",
                "\n\r\t\u2028",
                "kite ".repeat(5_000),
                "k".repeat(100_000))) {
          long[] kept = tokenizer.tokens(text);
          List<Token> all = tokenizer.allTokens(text);
          assertTrue(kept.length <= MAX_TOKENS, text);
          assertTrue(all.size() >= kept.length, text);
          assertTrue(all.stream().allMatch(token -> token.end() <= text.length()), text);
        }
      }
    }
  }
}
