package io.akin.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelPlaceTest {
  @Test
  void isAtAPaperWhereTheyLieMostDensely() {
    float[][] ring = new float[400][2];
    for (int i = 0; i < ring.length; i++) {
      double angle = i < 200 ? i * Math.PI / 100 : i * 0.0005; // half of them near the right end
      ring[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    float[] place = ring[LabelPlace.of(IntStream.range(0, ring.length).toArray(), ring)];

    assertTrue(place[0] > 0.8f, () -> place[0] + ", " + place[1]);
  }

  @Test
  void papersAtOnePlaceHaveIt() {
    float[][] layout = {{3, 4}, {3, 4}, {9, 9}};

    assertEquals(0, LabelPlace.of(new int[] {0, 1}, layout));
  }
}
