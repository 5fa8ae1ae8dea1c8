package io.akin.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  private List<Embedding> encode(List<String> texts) throws EncodeException {
    return encoder().encode(texts, Role.DOCUMENT, Priority.INTERACTIVE);
  }
}
