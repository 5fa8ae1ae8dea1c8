package io.akin.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashingEncoderTest extends EncoderContract {
  private final HashingEncoder encoder = new HashingEncoder("toy", 64);

  @Override
  protected Encoder encoder() {
    return encoder;
  }

  @Test
  void textsThatShareWordsAreMoreAlike() {
    List<Embedding> embeddings =
        encoder.encode(
            List.of(
                "Counting seabirds from a small boat",
                "A small boat for counting birds of the sea",
                "Proofs about prime knots"));

    double alike = embeddings.get(0).cosine(embeddings.get(1));
    double unlike = embeddings.get(0).cosine(embeddings.get(2));
    assertTrue(alike > unlike + 0.3, () -> alike + " and " + unlike);
  }

  @Test
  void twoModelsOfOneDimensionHaveTwoSpacesAndOtherVectors() {
    HashingEncoder other = new HashingEncoder("other", 64);

    assertNotEquals(encoder.space(), other.space());
    assertNotEquals(encoder.space().weightsSha256(), other.space().weightsSha256());
    assertNotEquals(encoder.encode(List.of("kites")), other.encode(List.of("kites")));
  }

  @Test
  void twoEncodersOfOneModelAgree() {
    HashingEncoder twin = new HashingEncoder("toy", 64);

    assertEquals(encoder.space(), twin.space());
    assertEquals(encoder.encode(List.of("kites", "")), twin.encode(List.of("kites", "")));
  }
}
