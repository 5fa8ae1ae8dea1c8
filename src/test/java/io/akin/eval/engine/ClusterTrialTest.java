package io.akin.eval.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.cluster.Clustering;
import io.akin.cluster.Outliers;
import io.akin.cluster.Progress;
import io.akin.cluster.SphericalKMeans;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.eval.Measurement;
import io.akin.layout.Umap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ClusterTrialTest {
  private static final Workers TWO = new Workers(2, Progress.NONE);

  @Test
  void groupsThatAreTheLabelsScoreOne() throws InterruptedException {
    ClusterTrial trial = planted();

    Measurement measured = trial.measure(seed -> new SphericalKMeans(trial.labels(), seed), TWO);

    assertEquals(10, measured.queries());
    assertEquals(1, measured.of("v_measure").figure(), 1e-9);
    assertEquals(1, measured.of("nmi").figure(), 1e-9);
    assertEquals(1, measured.of("ari").figure(), 1e-9);
    assertEquals(1, measured.of("clustered").figure(), 1e-9);
    assertTrue(measured.of("silhouette").figure() > 0.8);
    assertTrue(measured.of("dbcv").figure() > 0.5);
  }

  @Test
  void aClustererThatFindsNothingScoresNothing() throws InterruptedException {
    Measurement measured =
        planted()
            .measure(
                _ ->
                    (matrix, _) -> {
                      int[] noise = new int[matrix.size()];
                      Arrays.fill(noise, Clustering.NOISE);
                      return new Clustering(noise, new float[matrix.size()]);
                    },
                TWO);

    for (String metric : List.of("v_measure", "nmi", "ari", "silhouette", "dbcv", "clustered")) {
      assertEquals(0, measured.of(metric).figure(), metric);
    }
  }

  @Test
  void noiseThatJoinsTheNearestGroupIsScoredBesideNoiseThatStays() throws InterruptedException {
    ClusterTrial trial = planted();

    List<Measurement> measured =
        trial.measure(
            seed ->
                (matrix, workers) -> {
                  int[] found = new SphericalKMeans(5, seed).cluster(matrix, workers).labels();
                  for (int row = 0; row < found.length; row += 4) {
                    found[row] = Clustering.NOISE;
                  }
                  return new Clustering(found, new float[found.length]);
                },
            List.of(Outliers.KEEP, Outliers.NEAREST),
            TWO);

    assertEquals(0.75, measured.getFirst().of("clustered").figure(), 1e-9);
    assertTrue(measured.getFirst().of("v_measure").figure() < 0.9);
    assertEquals(1, measured.getLast().of("clustered").figure(), 1e-9);
    assertEquals(1, measured.getLast().of("v_measure").figure(), 1e-9);
  }

  @Test
  void aLayoutIsScoredByTheNeighboursItKeepsOnTenRuns() throws InterruptedException {
    Measurement measured = planted().measureLayout(Umap.Options::map, TWO);

    assertEquals(10, measured.queries());
    assertEquals("neighbours_kept@10", measured.main().metric());
    double byChance = 10 / 179.0;
    assertTrue(measured.main().figure() > 4 * byChance);
    assertTrue(measured.main().figure() <= 1);
    assertEquals(
        measured.main().values(),
        planted().measureLayout(Umap.Options::map, TWO).main().values(),
        "another run gives the same");
  }

  /** Five labels, each of its own direction, in turn. */
  private static ClusterTrial planted() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    List<Embedding> vectors = new ArrayList<>();
    int[] labels = new int[200];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 5;
      float[] vector = new float[8];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = (float) random.nextGaussian() / 20;
      }
      vector[labels[i]] += 1;
      vectors.add(Embedding.normalised(vector));
    }
    return new ClusterTrial(labels, vectors);
  }
}
