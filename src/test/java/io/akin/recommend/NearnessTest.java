package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearnessTest {
  private final long seed = Long.getLong("tests.seed", 7);
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 61, 128, 384})
  void noVectorThatIsNearIsMissedAndMostOthersAreToldApart(int dimension) {
    Nearness nearness = new Nearness(dimension, 200);
    float[][] vectors = new float[200][];
    int apart = 0;
    int far = 0;
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = unit(i % 3 == 2 ? beside(vectors[random.nextInt(i)]) : any(dimension));
      nearness.compare(vectors[i]);
      for (int j = 0; j < i; j++) {
        boolean near = product(vectors[i], vectors[j]) >= 0.9;
        boolean may = nearness.mayReach(j, 0.9f);
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

  private float[] any(int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  /** A vector whose cosine to another is about 0.9. */
  private float[] beside(float[] vector) {
    float[] other = unit(any(vector.length));
    for (int i = 0; i < other.length; i++) {
      other[i] = vector[i] + 0.48f * other[i];
    }
    return other;
  }

  private static float[] unit(float[] vector) {
    return Embedding.normalised(vector).toArray();
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
