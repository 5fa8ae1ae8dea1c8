package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.encoder.HashingEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexManifestTest {
  private static final IndexManifest MANIFEST =
      new IndexManifest(
          new HashingEncoder("toy", 48).space(), "title. abstract", new HnswOptions(8, 33));

  static final Set<String> KEYS = MANIFEST.toMap().keySet();

  @Test
  void whatIsWrittenIsReadBack() {
    assertEquals(MANIFEST, IndexManifest.fromMap(MANIFEST.toMap()));
  }

  @Test
  void keysOfLaterVersionsArePassedOver() {
    Map<String, String> map = MANIFEST.toMap();
    map.put("akin.note", "made on a Sunday");

    assertEquals(MANIFEST, IndexManifest.fromMap(map));
  }

  @ParameterizedTest
  @FieldSource("KEYS")
  void aMissingValueIsNamed(String key) {
    Map<String, String> map = new HashMap<>(MANIFEST.toMap());
    map.remove(key);

    var refused = assertThrows(IllegalArgumentException.class, () -> IndexManifest.fromMap(map));
    assertTrue(refused.toString().contains(key), refused.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "akin.format, 2",
    "akin.format, 4",
    "model.weights.sha256, abc",
    "model.tokenizer.sha256, ''",
    "model.pooling, BEST",
    "model.dimension, many",
    "model.dimension, 0",
    "model.maxTokens, 2",
    "hnsw.m, 1",
    "hnsw.efConstruction, 4000",
  })
  void aValueOutOfItsRangeIsRefused(String key, String value) {
    Map<String, String> map = MANIFEST.toMap();
    map.put(key, value);

    assertThrows(IllegalArgumentException.class, () -> IndexManifest.fromMap(map));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void anIndexOfAnotherFormatIsRefusedWithWhatToDo(String format) {
    Map<String, String> map = MANIFEST.toMap();
    map.put("akin.format", format);

    var refused = assertThrows(IllegalArgumentException.class, () -> IndexManifest.fromMap(map));
    assertEquals(
        "index format %s is unknown to this version of Akin, which reads 3; add the papers to a new index"
            .formatted(format),
        refused.getMessage());
  }

  @Test
  void theFormatIsWritten() {
    assertEquals("3", MANIFEST.toMap().get("akin.format"));
  }

  @Test
  void aVectorOfAnotherDimensionIsRefusedWithBoth() {
    MANIFEST.requireDimension(48);

    var refused = assertThrows(IllegalArgumentException.class, () -> MANIFEST.requireDimension(32));
    assertEquals("the index holds vectors of 48 dimensions, not 32", refused.getMessage());
  }
}
