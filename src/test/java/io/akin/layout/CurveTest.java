package io.akin.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurveTest {
  /** What the reference implementation's find_ab_params gives, for a spread of 1. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 1.5769434603, 0.8950608779",
    "0, 1.9328083979, 0.7904949734",
    "0.99, 0.1193052997, 1.9163904180"
  })
  void parametersAreThoseOfTheReference(double minDistance, double a, double b) {
    Curve curve = Curve.of(minDistance);

    assertEquals(a, curve.a(), 1e-4);
    assertEquals(b, curve.b(), 1e-4);
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-6f, 0.003f, 0.5f, 1, 7.7f, 300})
  void tablesAreNearTheFormulas(float square) {
    Curve curve = Curve.of(0.1);
    double a = curve.a();
    double b = curve.b();
    double similarity = 1 / (1 + a * Math.pow(square, b));
    double attraction = -2 * a * b * Math.pow(square, b - 1) * similarity;
    double repulsion = 2 * b / (0.001 + square) * similarity;

    assertEquals(attraction, curve.attraction(square), 1e-3 * -attraction);
    assertEquals(repulsion, curve.repulsion(square), 1e-3 * repulsion);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.MIN_VALUE, 1e30f, Float.POSITIVE_INFINITY})
  void forcesAreFiniteAtAnyDistance(float square) {
    Curve curve = Curve.of(0.1);

    assertTrue(Float.isFinite(curve.attraction(square)));
    assertTrue(Float.isFinite(curve.repulsion(square)));
  }
}
