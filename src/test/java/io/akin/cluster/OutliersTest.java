package io.akin.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.akin.embedding.EmbeddingMatrix;
import org.junit.jupiter.api.Test;

class OutliersTest {
  private static final Workers TWO = new Workers(2, Progress.NONE);

  @Test
  void noiseJoinsTheNearestGroupAndHasNoMembership() throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(1, 32).blob(0, 50, 0.3).blob(1, 40, 0.3).matrix();
    int[] labels = new int[90];
    float[] memberships = new float[90];
    for (int row = 0; row < 90; row++) {
      boolean noise = row % 3 == 0;
      labels[row] = noise ? Clustering.NOISE : row < 50 ? 0 : 1;
      memberships[row] = noise ? 0 : 0.5f;
    }

    Clustering joined = Outliers.NEAREST.apply(new Clustering(labels, memberships), matrix, TWO);

    for (int row = 0; row < 90; row++) {
      assertEquals(row < 50 ? 0 : 1, joined.label(row));
      assertEquals(memberships[row], joined.membership(row));
    }
  }

  @Test
  void groupsAreNumberedByTheSizeTheyHaveThen() throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(2, 32).copies(0, 3).copies(1, 4).matrix();
    int[] labels = {0, 0, 0, 1, 1, -1, -1};

    Clustering joined = Outliers.NEAREST.apply(new Clustering(labels, new float[7]), matrix, TWO);

    assertArrayEquals(new int[] {1, 1, 1, 0, 0, 0, 0}, joined.labels());
  }

  @Test
  void noiseWithoutAnyGroupStays() throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(3, 8).noise(2).matrix();
    var clustering = new Clustering(new int[] {-1, -1}, new float[2]);

    assertArrayEquals(new int[] {-1, -1}, Outliers.NEAREST.apply(clustering, matrix, TWO).labels());
  }

  @Test
  void keptNoiseIsKept() throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(4, 8).noise(2).matrix();
    var clustering = new Clustering(new int[] {0, -1}, new float[2]);

    assertSame(clustering, Outliers.KEEP.apply(clustering, matrix, TWO));
  }
}
