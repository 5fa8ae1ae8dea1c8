package io.akin.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Expected figures are those of scikit-learn 1.2.1's {@code sklearn.metrics}, of these labels. */
class AgreementTest {
  private static final List<Integer> TRUE = List.of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2);

  record Case(List<Integer> found, double h, double c, double v, double ari) {}

  static final List<Case> CASES =
      List.of(
          new Case(
              List.of(0, 0, 1, 0, 1, 1, 2, 2, 2, 2, 0, 3),
              0.5044169617,
              0.4226387681,
              0.4599209227,
              0.2114695341),
          new Case(
              List.of(0, 0, -1, 0, 1, 1, -1, 2, 2, -1, 2, 2),
              0.7451148815,
              0.5912491518,
              0.6593241522,
              0.5105067985),
          new Case(List.of(5, 5, 5, 5, 3, 3, 3, 9, 9, 9, 9, 9), 1, 1, 1, 1),
          new Case(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0, 1, 0, 0),
          new Case(List.of(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1), 0, 1, 0, 0),
          new Case(
              List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 1, 0.4336405664, 0.6049501898, 0));

  @ParameterizedTest
  @FieldSource("CASES")
  void figuresAreThoseOfScikitLearn(Case expected) {
    Agreement agreement = Agreement.of(array(TRUE), array(expected.found()));

    assertEquals(expected.h(), agreement.homogeneity(), 1e-9);
    assertEquals(expected.c(), agreement.completeness(), 1e-9);
    assertEquals(expected.v(), agreement.vMeasure(), 1e-9);
    assertEquals(expected.v(), agreement.normalisedInformation(), 1e-9);
    assertEquals(expected.ari(), agreement.adjustedRand(), 1e-9);
  }

  @Test
  void groupsThatSharePairsLessOftenThanByChanceAreBelowZero() {
    assertEquals(
        -0.5, Agreement.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}).adjustedRand(), 1e-12);
  }

  @Test
  void oneGroupAgreesWithOneGroup() {
    assertEquals(new Agreement(1, 1, 1, 1, 1), Agreement.of(new int[4], new int[4]));
  }

  @Test
  void nothingAgreesWithNothing() {
    assertEquals(new Agreement(1, 1, 1, 1, 1), Agreement.of(new int[0], new int[0]));
  }

  @Test
  void groupsOfOtherThingsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Agreement.of(new int[] {1, 2}, new int[] {1}));
  }

  private static int[] array(List<Integer> labels) {
    int[] array = new int[labels.size()];
    Arrays.setAll(array, labels::get);
    return array;
  }
}
