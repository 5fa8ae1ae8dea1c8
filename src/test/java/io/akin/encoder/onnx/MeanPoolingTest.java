package io.akin.encoder.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.embedding.Embedding;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class MeanPoolingTest {
  /** Two texts of two and one tokens, two components; the second row ends in padding. */
  private final FloatBuffer hidden = FloatBuffer.wrap(new float[] {1, 2, 5, 6, 0, 3, 100, 100});

  @Test
  void averagesTheTokensOfARow() {
    assertEquals(Embedding.normalised(new float[] {3, 4}), MeanPooling.pool(hidden, 0, 2, 2, 2));
  }

  @Test
  void leavesPaddingOut() {
    assertEquals(Embedding.ofUnit(new float[] {0, 1}), MeanPooling.pool(hidden, 1, 2, 1, 2));
  }
}
