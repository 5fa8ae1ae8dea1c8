package io.akin.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KdTreeTest {
  /** Few distinct coordinates make many points equally near, and some equal. */
  @ParameterizedTest
  @CsvSource({"500, 2, 1000000", "500, 5, 1000000", "500, 2, 8", "9, 2, 8", "2, 1, 8"})
  void findsWhatAScanFinds(int n, int dimensions, int distinct) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] points = new float[n][dimensions];
    for (float[] point : points) {
      for (int d = 0; d < dimensions; d++) {
        point[d] = random.nextInt(distinct) - distinct / 2f;
      }
    }
    KdTree tree = new KdTree(points);

    for (int row = 0; row < n; row++) {
      int self = row;
      int[] scanned =
          IntStream.range(0, n)
              .filter(other -> other != self)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingDouble(other -> square(points[self], points[other]))
                      .thenComparing(Comparator.naturalOrder()))
              .limit(10)
              .mapToInt(Integer::intValue)
              .toArray();
      assertArrayEquals(scanned, tree.nearest(row, 10), "row " + row);
    }
  }

  @Test
  void pointsOfOnePlaceAreFoundByRow() {
    float[][] points = new float[100][2];

    assertArrayEquals(new int[] {0, 1, 2, 4}, new KdTree(points).nearest(3, 4));
  }

  private static double square(float[] x, float[] y) {
    return IntStream.range(0, x.length)
        .mapToDouble(d -> ((double) x[d] - y[d]) * ((double) x[d] - y[d]))
        .sum();
  }
}
