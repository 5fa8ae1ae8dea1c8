package io.akin.eval;

import static io.akin.eval.TwelveVectors.MATRIX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Expected figures come from the definitions of Moulavi et al. written out in NumPy, with SciPy's
 * {@code minimum_spanning_tree}.
 */
class DbcvTest {
  @Test
  void figuresAreThoseOfTheDefinition() {
    assertEquals(0.7895321676, of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 1), 1e-6);
    assertEquals(-0.3154364725, of(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1), 1e-6);
  }

  @Test
  void noiseLowersTheScore() {
    assertEquals(0.6733179567, of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2, -1, -1), 1e-6);
  }

  @Test
  void oneGroupNoGroupAndEachItsOwnSayNothing() {
    assertEquals(0, of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertEquals(0, of(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
    assertEquals(0, of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  }

  @Test
  void groupsOfEqualVectorsAreAsDenseAsCanBe() {
    List<Embedding> vectors = new ArrayList<>();
    vectors.addAll(Collections.nCopies(10, Embedding.ofUnit(new float[] {1, 0})));
    vectors.addAll(Collections.nCopies(10, Embedding.ofUnit(new float[] {0, 1})));
    int[] labels = new int[20];
    Arrays.fill(labels, 10, 20, 1);

    assertEquals(1, Dbcv.of(EmbeddingMatrix.of(vectors), labels), 1e-12);
  }

  @Test
  void moreVectorsThanCanBeComparedAreRefused() {
    EmbeddingMatrix many =
        EmbeddingMatrix.of(Collections.nCopies(20_001, Embedding.ofUnit(new float[] {1, 0})));

    var thrown = assertThrows(IllegalArgumentException.class, () -> Dbcv.of(many, new int[20_001]));

    assertTrue(String.valueOf(thrown.getMessage()).contains("20001"));
  }

  private static double of(int... labels) {
    return Dbcv.of(MATRIX, labels);
  }
}
