package io.akin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.EmbeddingSpace;
import io.akin.embedding.Pooling;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ContentHashTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final EmbeddingSpace SPACE = space("toy", A, A, 8, 64);
  private static final IndexManifest MANIFEST = manifest(SPACE, "title. abstract");

  static final List<IndexManifest> OTHER_WAYS_TO_ENCODE =
      List.of(
          manifest(space("other", A, A, 8, 64), "title. abstract"),
          manifest(space("toy", B, A, 8, 64), "title. abstract"),
          manifest(space("toy", A, B, 8, 64), "title. abstract"),
          manifest(space("toy", A, A, 16, 64), "title. abstract"),
          manifest(space("toy", A, A, 8, 128), "title. abstract"),
          manifest(SPACE, "title"));

  @ParameterizedTest
  @FieldSource("OTHER_WAYS_TO_ENCODE")
  void anotherWayToEncodeGivesAnotherHash(IndexManifest other) {
    assertNotEquals(ContentHash.of(MANIFEST, "kites"), ContentHash.of(other, "kites"));
  }

  @Test
  void anotherTextGivesAnotherHash() {
    assertNotEquals(ContentHash.of(MANIFEST, "kites"), ContentHash.of(MANIFEST, "Kites"));
    assertNotEquals(ContentHash.of(MANIFEST, "kites"), ContentHash.of(MANIFEST, ""));
  }

  @Test
  void recipeAndTextAreNotConfused() {
    assertNotEquals(
        ContentHash.of(manifest(SPACE, "title"), ". abstract"),
        ContentHash.of(manifest(SPACE, "title. abstract"), ""));
  }

  @Test
  void theGraphsOptionsPlayNoPart() {
    IndexManifest other = new IndexManifest(SPACE, "title. abstract", new HnswOptions(32, 64));

    assertEquals(ContentHash.of(MANIFEST, "kites"), ContentHash.of(other, "kites"));
  }

  /** A changed hash would make every index encode all of its papers anew. */
  @Test
  void theHashOfATextIsTheSameInEveryVersion() {
    String hash = ContentHash.of(MANIFEST, "kites");

    assertTrue(hash.matches("[0-9a-f]{32}"), hash);
    assertEquals("9d1df9877860ddcc163168d20aab43ad", hash);
  }

  private static EmbeddingSpace space(
      String model, String weights, String tokenizer, int dimension, int maxTokens) {
    return new EmbeddingSpace(model, weights, tokenizer, Pooling.MEAN, dimension, maxTokens);
  }

  private static IndexManifest manifest(EmbeddingSpace space, String recipe) {
    return new IndexManifest(space, recipe, HnswOptions.DEFAULT);
  }
}
