package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearnessTest {
  private final long seed = Long.getLong("tests.seed", System.nanoTime());
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 61, 128, 384})
  void noVectorThatIsNearIsMissedAndMostOthersAreToldApart(int dimension) {
    Nearness nearness = new Nearness(dimension, 200);
    float[][] vectors = new float[200][];
    int apart = 0;
    int far = 0;
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = i % 3 == 2 ? beside(vectors[random.nextInt(i)]) : beside(new float[dimension]);
      nearness.compare(vectors[i]);
      for (int j = 0; j < i; j++) {
        boolean near = square(vectors[i], vectors[j]) <= 0.2f * dimension;
        boolean may = nearness.mayBeWithin(j, 0.2f * dimension);
        assertTrue(may || !near, () -> "repeat with -Dtests.seed=" + seed);
        far += near ? 0 : 1;
        apart += may ? 0 : 1;
      }
      nearness.add(vectors[i]);
    }
    if (dimension >= 61) {
      assertTrue(apart > 0.8 * far, "%d of %d; tests.seed=%d".formatted(apart, far, seed));
    }
  }

  private float[] beside(float[] vector) {
    float spread = vector[0] == 0 ? 1 : 0.25f;
    float[] other = vector.clone();
    for (int i = 0; i < other.length; i++) {
      other[i] += spread * (float) random.nextGaussian();
    }
    return other;
  }

  private static float square(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
