package io.akin.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.eval.Agreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterTreeTest {
  @Test
  void levelsAreOfSizesForTheEye() {
    assertEquals(List.of(), ClusterTree.sizes(16));
    assertEquals(List.of(8), ClusterTree.sizes(45));
    assertEquals(List.of(8, 40), ClusterTree.sizes(200));
    assertEquals(List.of(8, 40, 200), ClusterTree.sizes(1_000));
  }

  @Test
  void eachGroupIsPartOfOneGroupOfTheLevelBefore() {
    Blobs blobs = new Blobs(32, 1).with(60, 5, 0.5);
    Clustering finest = clustering(blobs.labels());

    List<Clustering> levels = ClusterTree.levels(finest, blobs.matrix(), List.of(3, 9, 30));

    assertEquals(List.of(3, 9, 30, 60), levels.stream().map(Clustering::clusters).toList());
    for (int level = 1; level < levels.size(); level++) {
      int[] coarse = levels.get(level - 1).labels();
      int[] fine = levels.get(level).labels();
      assertEquals(1, Agreement.of(coarse, fine).homogeneity(), 1e-9);
    }
  }

  @Test
  void groupsInOneDirectionAreJoinedFirst() {
    List<Embedding> vectors = new ArrayList<>();
    int[] labels = new int[24];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / 4;
      float[] vector = new float[16];
      vector[labels[i] % 3] = 4; // three directions, two groups near each
      vector[3 + labels[i]] = 1;
      vector[9 + i % 4] = 0.2f;
      vectors.add(Embedding.normalised(vector));
    }

    List<Clustering> levels =
        ClusterTree.levels(clustering(labels), EmbeddingMatrix.of(vectors), List.of(3));

    int[] directions = Arrays.stream(labels).map(label -> label % 3).toArray();
    assertEquals(1, Agreement.of(directions, levels.getFirst().labels()).adjustedRand());
  }

  @Test
  void noiseIsNoiseOnAllLevels() {
    Blobs blobs = new Blobs(32, 2).with(20, 5, 0.5).withNoise(30);

    List<Clustering> levels = ClusterTree.levels(clustering(blobs.labels()), blobs.matrix());

    assertEquals(2, levels.size());
    for (Clustering level : levels) {
      assertArrayEquals(
          IntStream.range(100, 130).toArray(),
          IntStream.range(0, 130).filter(i -> level.label(i) == Clustering.NOISE).toArray());
    }
  }

  @Test
  void groupsOfALevelAreNumberedByTheirSize() {
    Blobs blobs = new Blobs(32, 3).with(25, 4, 0.5);

    Clustering top = ClusterTree.levels(clustering(blobs.labels()), blobs.matrix()).getFirst();

    int[] sizes = new int[top.clusters()];
    Arrays.stream(top.labels()).forEach(label -> sizes[label]++);
    assertArrayEquals(
        Arrays.stream(sizes).map(size -> -size).sorted().map(size -> -size).toArray(), sizes);
  }

  @Test
  void equalCentroidsAreJoinedInTheirOrder() {
    EmbeddingMatrix matrix =
        EmbeddingMatrix.of(Collections.nCopies(20, Embedding.ofUnit(new float[] {1, 0})));
    Clustering each = clustering(IntStream.range(0, 20).toArray());

    Clustering coarse = ClusterTree.levels(each, matrix, List.of(18)).getFirst();

    int[] expected = IntStream.range(0, 20).map(i -> Math.max(0, i - 2)).toArray();
    assertArrayEquals(expected, coarse.labels());
  }

  @Test
  void oneGroupAllNoiseAndNothingAreOneLevel() {
    EmbeddingMatrix matrix = new Blobs(8, 4).withNoise(5).matrix();

    for (Clustering finest :
        List.of(clustering(new int[5]), clustering(new int[] {-1, -1, -1, -1, -1}))) {
      assertEquals(List.of(finest), ClusterTree.levels(finest, matrix));
    }
    Clustering nothing = clustering(new int[0]);
    assertEquals(List.of(nothing), ClusterTree.levels(nothing, EmbeddingMatrix.of(List.of())));
  }

  @Test
  void levelsThatDoNotBecomeCoarserAreRefused() {
    Blobs blobs = new Blobs(8, 5).with(4, 2, 0.5);
    Clustering finest = clustering(blobs.labels());

    assertThrows(
        IllegalArgumentException.class,
        () -> ClusterTree.levels(finest, blobs.matrix(), List.of(4)));
    assertThrows(
        IllegalArgumentException.class,
        () -> ClusterTree.levels(finest, blobs.matrix(), List.of(2, 2)));
  }

  @Test
  void aClusteringOfOtherVectorsIsRefused() {
    EmbeddingMatrix matrix = new Blobs(8, 6).withNoise(5).matrix();

    assertThrows(
        IllegalArgumentException.class, () -> ClusterTree.levels(clustering(new int[4]), matrix));
  }

  private static Clustering clustering(int[] labels) {
    float[] memberships = new float[labels.length];
    Arrays.fill(memberships, 1);
    return new Clustering(labels, memberships);
  }
}
