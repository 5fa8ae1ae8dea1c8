package io.akin.layout;

/**
 * How strongly a pair of points attracts or repels each other on the map, by the square of their
 * distance x: the gradients of UMAP's cross entropy for the similarity {@code 1 / (1 + a x^(2b))},
 * whose a and b are fitted to "1 below the minimal distance, then falling as e^-x" (McInnes, Healy
 * and Melville 2018, section 3.2). Read from tables, which is fast, and the same on every machine
 * where powers are not. Immutable and thread-safe.
 */
final class Curve {
  /** Cells of a table per doubling of the square, as bits of the mantissa. */
  private static final int CELL_BITS = 6;

  private static final int SHIFT = 23 - CELL_BITS;
  private static final float CELL = 1f / (1 << SHIFT);
  private static final float LEAST = 0x1p-30f;
  private static final float MOST = 0x1p20f;
  private static final int FIRST = Float.floatToRawIntBits(LEAST) >>> SHIFT;
  private static final int CELLS = (Float.floatToRawIntBits(MOST) >>> SHIFT) - FIRST;

  /** Keeps the repulsion of points in one place finite, as in the reference. */
  private static final double SOFTENING = 0.001;

  private final double a;
  private final double b;
  private final float[] attraction = new float[CELLS + 2];
  private final float[] repulsion = new float[CELLS + 2];

  private Curve(double a, double b) {
    this.a = a;
    this.b = b;
    for (int i = 0; i < attraction.length; i++) {
      double square = Float.intBitsToFloat((FIRST + i) << SHIFT);
      double similarity = 1 / (1 + a * StrictMath.pow(square, b));
      attraction[i] = (float) (-2 * a * b * StrictMath.pow(square, b - 1) * similarity);
      repulsion[i] = (float) (2 * b / (SOFTENING + square) * similarity);
    }
  }

  /** Fits a and b by the Levenberg-Marquardt method to 300 distances from 0 to 3. */
  static Curve of(double minDistance) {
    double a = 1;
    double b = 1;
    double damping = 1e-3;
    double error = squaredError(a, b, minDistance);
    for (int i = 0; i < 200; i++) {
      double aa = 0;
      double ab = 0;
      double bb = 0;
      double ga = 0;
      double gb = 0;
      for (int p = 1; p < POINTS; p++) {
        double x = x(p);
        double power = StrictMath.pow(x, 2 * b);
        double similarity = 1 / (1 + a * power);
        double da = -similarity * similarity * power;
        double db = da * a * 2 * StrictMath.log(x);
        double miss = wanted(x, minDistance) - similarity;
        aa += da * da;
        ab += da * db;
        bb += db * db;
        ga += da * miss;
        gb += db * miss;
      }
      double determinant = aa * (1 + damping) * bb * (1 + damping) - ab * ab;
      double nextA = a + (ga * bb * (1 + damping) - gb * ab) / determinant;
      double nextB = b + (gb * aa * (1 + damping) - ga * ab) / determinant;
      double nextError = squaredError(nextA, nextB, minDistance);
      if (nextError < error) {
        a = nextA;
        b = nextB;
        error = nextError;
        damping /= 10;
      } else {
        damping *= 10;
      }
    }
    return new Curve(a, b);
  }

  private static final int POINTS = 300;

  private static double x(int point) {
    return 3.0 * point / (POINTS - 1);
  }

  private static double wanted(double x, double minDistance) {
    return x < minDistance ? 1 : StrictMath.exp(minDistance - x);
  }

  private static double squaredError(double a, double b, double minDistance) {
    double sum = 0;
    for (int p = 1; p < POINTS; p++) {
      double miss = wanted(x(p), minDistance) - 1 / (1 + a * StrictMath.pow(x(p), 2 * b));
      sum += miss * miss;
    }
    return sum;
  }

  double a() {
    return a;
  }

  double b() {
    return b;
  }

  /** What the difference of two neighbours is multiplied with, at most 0. */
  float attraction(float square) {
    return at(attraction, square);
  }

  /** What the difference of any two points is multiplied with, at least 0. */
  float repulsion(float square) {
    return at(repulsion, square);
  }

  private static float at(float[] table, float square) {
    int bits = Float.floatToRawIntBits(Math.min(Math.max(square, LEAST), MOST));
    int cell = (bits >>> SHIFT) - FIRST;
    float low = table[cell];
    return low + (table[cell + 1] - low) * ((bits & ((1 << SHIFT) - 1)) * CELL);
  }
}
