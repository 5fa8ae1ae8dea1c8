package io.akin.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every encoder must do. A subclass names an encoder; all tests may share one. */
public abstract class EncoderContract {
  private static final List<String> TEXTS =
      List.of(
          "kites",
          "A kite is held against the wind by a line, and the wind holds it up. ".repeat(12),
          "",
          "How do migrating birds find their way home?",
          "Recipes for bread with sour dough, water and salt; " + "knead, wait, bake. ".repeat(5),
          "?");

  protected abstract Encoder encoder();

  @Test
  void everyTextGetsAUnitVectorOfTheSpacesDimension() throws IOException {
    List<Embedding> embeddings = encode(TEXTS);

    assertEquals(TEXTS.size(), embeddings.size());
    for (Embedding embedding : embeddings) {
      assertEquals(encoder().space().dimension(), embedding.dimension());
      assertEquals(1, embedding.cosine(embedding), 1e-5);
    }
  }

  @Test
  void aTextAloneEqualsTheTextAmongOthers() throws IOException {
    List<Embedding> together = encode(TEXTS);

    for (int i = 0; i < TEXTS.size(); i++) {
      Embedding alone = encode(List.of(TEXTS.get(i))).getFirst();
      assertTrue(alone.cosine(together.get(i)) > 0.999999, "text " + i);
    }
  }

  @Test
  void theOrderOfTextsIsTheOrderOfEmbeddings() throws IOException {
    List<Embedding> embeddings = encode(TEXTS);
    List<Embedding> reversed = encode(TEXTS.reversed());

    for (int i = 0; i < TEXTS.size(); i++) {
      assertTrue(embeddings.get(i).cosine(reversed.reversed().get(i)) > 0.999999, "text " + i);
    }
  }

  @Test
  void noTextsGiveNoEmbeddings() throws IOException {
    assertEquals(List.of(), encode(List.of()));
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    List<Embedding> expected = encode(TEXTS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Embedding>>> tasks = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        tasks.add(() -> encode(TEXTS));
      }
      for (Future<List<Embedding>> task : threads.invokeAll(tasks)) {
        for (int i = 0; i < TEXTS.size(); i++) {
          assertTrue(expected.get(i).cosine(task.get().get(i)) > 0.999999, "text " + i);
        }
      }
    }
  }

  @Test
  void tokensStandWhereTheTextHasThem() throws IOException {
    String text = "Kites fly, they say: über 🚀 the sea";

    List<Token> tokens = encoder().tokens(text);

    assertTrue(tokens.getFirst().special() && tokens.getLast().special());
    List<Token> words = tokens.stream().filter(token -> !token.special()).toList();
    assertEquals(0, words.getFirst().start());
    assertEquals(text.length(), words.getLast().end());
    assertEquals("sea", text.substring(words.getLast().start(), words.getLast().end()));
    int end = 0;
    for (Token word : words) {
      assertTrue(end <= word.start() && word.start() < word.end(), word.toString());
      end = word.end();
    }
  }

  @Test
  void allTokensOfALongTextAreCounted() throws IOException {
    int once = encoder().tokens("the wind").size();
    List<Token> many = encoder().tokens("the wind ".repeat(1_000));

    assertEquals((once - 2) * 1_000 + 2, many.size());
    assertEquals(2, many.stream().filter(Token::special).count());
    assertTrue(many.getFirst().special() && many.getLast().special());
    assertTrue(many.size() > encoder().space().maxTokens());
  }

  @Test
  void anEmptyTextHasSpecialTokensAlone() throws IOException {
    assertTrue(encoder().tokens("").stream().allMatch(Token::special));
  }

  @Test
  void tokensBecomeTheirTextAgain() throws IOException {
    long[] ids = ids("kites over the sea");

    assertEquals("kites over the sea", encoder().text(ids, false));
    assertEquals("[CLS] kites over the sea [SEP]", encoder().text(ids, true));
    assertEquals("", encoder().text(ids(""), false));
  }

  @Test
  void aTokenOfAnotherModelIsAnError() {
    for (long unknown : new long[] {-1, 100_000, 1L << 32, Long.MAX_VALUE}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> encoder().text(new long[] {ids("kites")[0], unknown}, false));
      assertTrue(String.valueOf(e.getMessage()).contains(Long.toString(unknown)), e.getMessage());
    }
  }

  @Test
  void theLastDimensionIsTheSpacesOwn() {
    List<Integer> dimensions = encoder().dimensions();

    assertEquals(encoder().space().dimension(), dimensions.getLast());
    assertEquals(dimensions.stream().sorted().distinct().toList(), dimensions);
  }

  private long[] ids(String text) throws EncodeException {
    return encoder().tokens(text).stream().mapToLong(Token::id).toArray();
  }

  private List<Embedding> encode(List<String> texts) throws EncodeException {
    return encoder().encode(texts, Role.DOCUMENT, Priority.INTERACTIVE);
  }
}
