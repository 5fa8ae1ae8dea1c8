package io.akin.eval;

import static io.akin.eval.TwelveVectors.MATRIX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/**
 * Expected figures are those of scikit-learn 1.2.1's {@code silhouette_score(metric="cosine")}, for
 * noise of the vectors without it.
 */
class SilhouetteTest {
  @Test
  void figuresAreThoseOfScikitLearn() {
    assertEquals(0.7753645144, of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 1), 1e-6);
    assertEquals(-0.0962609400, of(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1), 1e-6);
  }

  @Test
  void aVectorAloneCountsZero() {
    assertEquals(0.6984756185, of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 1), 1e-6);
  }

  @Test
  void noiseDoesNotCount() {
    assertEquals(0.9543610902, of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2, -1, -1), 1e-6);
  }

  @Test
  void oneGroupNoGroupAndEachItsOwnSayNothing() {
    assertEquals(0, of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertEquals(0, of(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
    assertEquals(0, of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  }

  @Test
  void labelsOfOtherVectorsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> of(0, 1));
  }

  private static double of(int... labels) {
    return Silhouette.of(MATRIX, labels);
  }
}
