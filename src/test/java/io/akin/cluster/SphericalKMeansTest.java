package io.akin.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.eval.Agreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SphericalKMeansTest {
  private static final Workers TWO = new Workers(2, Progress.NONE);

  @Test
  void plantedGroupsAreFound() throws InterruptedException {
    Blobs planted = new Blobs(96, 1).with(12, 150, 0.8);

    Clustering found = new SphericalKMeans(12, 7).cluster(planted.matrix(), TWO);

    double adjustedRand = Agreement.of(planted.labels(), found.labels()).adjustedRand();
    assertTrue(adjustedRand >= 0.98, () -> "ARI was " + adjustedRand);
  }

  @Test
  void plantedGroupsAreFoundByASampleToo() throws InterruptedException {
    Blobs planted = new Blobs(32, 2).with(8, 1_500, 0.6);

    Clustering found = new SphericalKMeans(8, 7).cluster(planted.matrix(), TWO);

    assertTrue(Agreement.of(planted.labels(), found.labels()).adjustedRand() >= 0.98);
  }

  @Test
  void groupsAreNumberedByTheirSize() throws InterruptedException {
    Blobs planted = new Blobs(64, 3).with(1, 20, 0.3).with(1, 60, 0.3).with(1, 40, 0.3);

    Clustering found = new SphericalKMeans(3, 1).cluster(planted.matrix(), TWO);

    int[] expected = new int[120];
    Arrays.fill(expected, 0, 20, 2);
    Arrays.fill(expected, 80, 120, 1);
    assertArrayEquals(expected, found.labels());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void theNumberOfThreadsDoesNotShow(int threads) throws InterruptedException {
    EmbeddingMatrix matrix = new Blobs(48, 4).with(5, 400, 1.5).withNoise(9_500).matrix();
    var kMeans = new SphericalKMeans(40, 3);

    Clustering byTwo = kMeans.cluster(matrix, TWO);
    Clustering bySome = kMeans.cluster(matrix, new Workers(threads, Progress.NONE));

    assertArrayEquals(byTwo.labels(), bySome.labels());
    assertArrayEquals(memberships(byTwo), memberships(bySome));
  }

  @Test
  void clearGroupsAreTheSameWhateverTheOrderOfVectors() throws InterruptedException {
    List<Embedding> vectors = new Blobs(48, 5).with(9, 40, 0.5).vectors();
    List<Embedding> reversed = vectors.reversed();

    int[] inOrder = new SphericalKMeans(9, 3).cluster(EmbeddingMatrix.of(vectors), TWO).labels();
    int[] backwards = new SphericalKMeans(9, 3).cluster(EmbeddingMatrix.of(reversed), TWO).labels();

    int[] back = new int[backwards.length];
    Arrays.setAll(back, i -> backwards[back.length - 1 - i]);
    assertEquals(1, Agreement.of(inOrder, back).adjustedRand());
  }

  @Test
  void theSeedAloneDecidesWhatIsDrawn() throws InterruptedException {
    EmbeddingMatrix matrix = new Blobs(48, 6).withNoise(500).matrix();

    Clustering one = new SphericalKMeans(20, 1).cluster(matrix, TWO);
    Clustering same = new SphericalKMeans(20, 1).cluster(matrix, TWO);
    Clustering other = new SphericalKMeans(20, 2).cluster(matrix, TWO);

    assertArrayEquals(one.labels(), same.labels());
    assertFalse(Arrays.equals(one.labels(), other.labels()));
  }

  @Test
  void everyVectorIsInTheGroupWhoseCentroidIsNearest() throws InterruptedException {
    EmbeddingMatrix matrix = new Blobs(32, 7).with(6, 50, 1.2).withNoise(100).matrix();

    Clustering found = new SphericalKMeans(10, 1).cluster(matrix, TWO);

    Centroids centroids = Centroids.of(found, matrix);
    int elsewhere = 0;
    for (int i = 0; i < matrix.size(); i++) {
      int nearest = 0;
      for (int c = 1; c < centroids.size(); c++) {
        if (product(matrix.row(i), centroids.direction(c))
            > product(matrix.row(i), centroids.direction(nearest))) {
          nearest = c;
        }
      }
      elsewhere += nearest == found.label(i) ? 0 : 1;
    }
    assertEquals(0, elsewhere);
  }

  @Test
  void aMembershipIsOneAtTheCentreAndAHalfHalfWay() throws InterruptedException {
    float side = (float) Math.sqrt(0.5);
    List<Embedding> vectors = new ArrayList<>(Collections.nCopies(50, unit(1, 0)));
    vectors.addAll(Collections.nCopies(50, unit(0, 1)));
    vectors.add(unit(side, side));

    Clustering found = new SphericalKMeans(2, 1).cluster(EmbeddingMatrix.of(vectors), TWO);

    assertEquals(1, found.membership(99), 0.001);
    assertEquals(0.5, found.membership(100), 0.02);
  }

  @Test
  void twentyEqualVectorsAreOneGroup() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Collections.nCopies(20, unit(0.6f, 0.8f)));

    Clustering found = new SphericalKMeans(5, 1).cluster(matrix, TWO);

    assertArrayEquals(new int[20], found.labels());
    assertEquals(1, found.membership(19));
  }

  @Test
  void thereAreNoMoreGroupsThanVectors() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(List.of(unit(1, 0), unit(0, 1), unit(-1, 0)));

    Clustering found = new SphericalKMeans(100, 1).cluster(matrix, TWO);

    assertArrayEquals(new int[] {0, 1, 2}, found.labels());
  }

  @Test
  void noVectorsAreNoGroups() throws InterruptedException {
    Clustering found = new SphericalKMeans(3, 1).cluster(EmbeddingMatrix.of(List.of()), TWO);

    assertEquals(0, found.size());
    assertEquals(0, found.clusters());
  }

  @Test
  void anInterruptEndsTheWork() {
    EmbeddingMatrix matrix = new Blobs(16, 8).withNoise(2_000).matrix();
    Thread.currentThread().interrupt();

    assertThrows(InterruptedException.class, () -> new SphericalKMeans(50, 1).cluster(matrix, TWO));
  }

  @Test
  void fewerThanOneGroupIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SphericalKMeans(0, 1));
  }

  private static Embedding unit(float x, float y) {
    return Embedding.ofUnit(new float[] {x, y});
  }

  private static double product(float[] x, float[] y) {
    double product = 0;
    for (int j = 0; j < x.length; j++) {
      product += (double) x[j] * y[j];
    }
    return product;
  }

  private static float[] memberships(Clustering clustering) {
    float[] memberships = new float[clustering.size()];
    for (int i = 0; i < memberships.length; i++) {
      memberships[i] = clustering.membership(i);
    }
    return memberships;
  }
}
