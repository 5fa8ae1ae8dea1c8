package io.akin.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.cluster.Clustering;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.eval.Agreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UmapHdbscanTest {
  private static final int DIMENSION = 384;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
  private final List<Embedding> vectors = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1, 1000, 0", "1, 1000, 100", "8, 100, 80", "20, 50, 100"})
  void plantedGroupsAndNoiseAreFoundAndOneGroupIsNotSplit(int groups, int size, int noise)
      throws InterruptedException {
    for (int group = 0; group < groups; group++) {
      plant(direction(), size, 0.6f, group);
    }
    for (int i = 0; i < noise; i++) {
      plant(direction(), 1, 0, Clustering.NOISE);
    }

    Clustering found = cluster(2);

    assertEquals(groups, found.clusters());
    assertTrue(agreement(found) >= 0.98, "adjusted Rand index " + agreement(found));
  }

  @Test
  void groupsThatDensityDoesNotShowAreUnfolded() throws InterruptedException {
    float[] common = direction();
    for (int group = 0; group < 6; group++) { // all as dense, and hardly a gap between them
      float[] centre = mixed(common, direction(), 0.8f);
      plant(centre, 120, 1.6f, group);
    }

    Clustering found = cluster(2);

    assertTrue(found.clusters() > 1, found.clusters() + " groups");
    assertTrue(agreement(found) > 0.5, "adjusted Rand index " + agreement(found));
  }

  @Test
  void theNumberOfThreadsDoesNotShow() throws InterruptedException {
    float[] common = direction();
    for (int group = 0; group < 4; group++) {
      plant(mixed(common, direction(), 0.8f), 60, 1.6f, group);
    }

    assertArrayEquals(cluster(1).labels(), cluster(5).labels());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "5", "20"})
  void fewVectorsAndCopiesCrashNothing(int copies) throws InterruptedException {
    Embedding same = Embedding.normalised(direction());
    for (int i = 0; i < copies; i++) {
      vectors.add(same);
    }

    assertEquals(copies, cluster(2).size());
  }

  private Clustering cluster(int threads) throws InterruptedException {
    return new UmapHdbscan(10, 0)
        .cluster(EmbeddingMatrix.of(vectors), new Workers(threads, Progress.NONE));
  }

  private double agreement(Clustering found) {
    int[] planted = labels.stream().mapToInt(Integer::intValue).toArray();
    return Arrays.stream(planted).distinct().count() == 1 && found.clusters() == 1
        ? 1
            - (double) Arrays.stream(found.labels()).filter(label -> label < 0).count()
                / planted.length
        : Agreement.of(planted, found.labels()).adjustedRand();
  }

  private void plant(float[] centre, int size, float spread, int label) {
    for (int i = 0; i < size; i++) {
      vectors.add(Embedding.normalised(mixed(centre, direction(), spread)));
      labels.add(label);
    }
  }

  private static float[] mixed(float[] one, float[] other, float share) {
    float[] mixed = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      mixed[i] = one[i] + share * other[i];
    }
    return mixed;
  }

  /** A direction drawn evenly, of unit length. */
  private float[] direction() {
    float[] direction = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      direction[i] = (float) random.nextGaussian();
    }
    return Embedding.normalised(direction).toArray();
  }
}
