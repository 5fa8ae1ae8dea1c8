package io.akin.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.embedding.Embedding;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderOver;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EmbedderTest {
  private static final int LIMIT = 256;
  private static final String LONG = "kites ".repeat(LIMIT) + "bread ".repeat(LIMIT);

  private final HashingEncoder encoder = new HashingEncoder("words", 64);
  private final Embedder embedder = new Embedder(() -> encoder);

  private Embedded embed(String text, Cut cut) throws IOException {
    return embedder.embed(new EmbedRequest(List.of(text), Role.DOCUMENT, cut, OptionalInt.empty()));
  }

  private Embedding encoded(String text) {
    return encoder.encode(List.of(text)).getFirst();
  }

  @Test
  void theBeginningOfALongTextIsEncodedUnlessItsEndIsAskedFor() throws IOException {
    Embedded beginning = embed(LONG, Cut.END);
    Embedded end = embed(LONG, Cut.BEGINNING);

    assertEquals(encoded("kites"), beginning.embeddings().getFirst());
    assertEquals(encoded("bread"), end.embeddings().getFirst());
    assertEquals(List.of(LIMIT), beginning.tokens());
    assertEquals(List.of(LIMIT), end.tokens());
  }

  @Test
  void aLongTextThatMustNotBeCutIsAnError() {
    TooLongException e = assertThrows(TooLongException.class, () -> embed(LONG, Cut.NEVER));

    assertEquals(2 * LIMIT + 2, e.tokens());
    assertEquals(LIMIT, e.limit());
  }

  @Test
  void aTextThatJustFitsIsNeverCut() throws IOException {
    for (Cut cut : Cut.values()) {
      Embedded embedded = embed("kites " + "bread ".repeat(LIMIT - 3), cut);

      assertEquals(List.of(LIMIT), embedded.tokens());
      assertEquals(
          encoded("kites " + "bread ".repeat(LIMIT - 3)), embedded.embeddings().getFirst());
    }
  }

  @Test
  void thePromptIsCountedAndKeptWhereTheBeginningIsCut() throws IOException {
    Embedder prompted = new Embedder(() -> new Prompted(encoder));
    Embedded embedded =
        prompted.embed(
            new EmbedRequest(
                List.of("a", "wind " + LONG), Role.QUERY, Cut.BEGINNING, OptionalInt.empty()));

    assertEquals(List.of(2 + 4, LIMIT), embedded.tokens());
    assertEquals(
        encoded("please find me " + "bread ".repeat(LIMIT - 5)), embedded.embeddings().get(1));
  }

  @Test
  void anEmbeddingIsShortenedToADimensionOfTheModel() throws IOException {
    Embedded embedded =
        embedder.embed(new EmbedRequest(List.of("kites"), Role.QUERY, Cut.END, OptionalInt.of(32)));

    assertEquals(List.of(32, 64), embedder.dimensions());
    assertEquals(encoded("kites").cutTo(32), embedded.embeddings().getFirst());
  }

  private static final class Prompted extends EncoderOver {
    Prompted(Encoder encoder) {
      super(encoder);
    }

    @Override
    public String prompt(Role role) {
      return role == Role.QUERY ? "please find me " : "";
    }

    @Override
    public List<Embedding> encode(List<String> texts, Role role, Priority priority)
        throws EncodeException {
      return super.encode(texts.stream().map(text -> prompt(role) + text).toList(), role, priority);
    }
  }
}
