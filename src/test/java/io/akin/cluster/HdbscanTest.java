package io.akin.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.EmbeddingMatrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HdbscanTest {
  private static final Workers ALONE = new Workers(1, Progress.NONE);
  private static final Hdbscan.Options OPTIONS =
      new Hdbscan.Options(10, 5, Hdbscan.Selection.EXCESS_OF_MASS);

  @ParameterizedTest
  @CsvSource({"8, 384, 0.5", "20, 384, 0.8", "12, 32, 0.4"})
  void findsPlantedClustersAmongNoise(int clusters, int dimension, double spread)
      throws InterruptedException {
    Planted planted = planted(clusters, dimension, spread);

    int[] labels = cluster(planted.matrix(), OPTIONS).labels();

    double ari = adjustedRandIndex(planted.labels(), labels);
    assertTrue(ari >= 0.98, "adjusted Rand index " + ari);
  }

  @ParameterizedTest
  @CsvSource({"3, 0.3", "10, 0.3", "50, 1", "384, 0.5", "384, 1"})
  void aSingleBlobIsOneCluster(int dimension, double spread) throws InterruptedException {
    Clustering clustering =
        cluster(new Planted(1, dimension).blob(0, 2_000, spread).matrix(), OPTIONS);

    assertEquals(1, clustering.clusters());
    long noise = Arrays.stream(clustering.labels()).filter(l -> l == Clustering.NOISE).count();
    assertTrue(noise < 200, noise + " of 2000 are noise");
  }

  @Test
  void aSingleBlobIsToldFromTheNoiseAroundIt() throws InterruptedException {
    Planted planted = new Planted(2, 384).blob(0, 2_000, 0.6).noise(200);

    int[] labels = cluster(planted.matrix(), OPTIONS).labels();

    double ari = adjustedRandIndex(planted.labels(), labels);
    assertTrue(ari >= 0.98, "adjusted Rand index " + ari);
  }

  @Test
  void fewerCopiesThanAClusterNeedsDoNotPartTheClusterTheyAreIn() throws InterruptedException {
    EmbeddingMatrix blob = new Planted(3, 64).blob(0, 500, 0.5).matrix();
    int[] rows = new int[508];
    Arrays.setAll(rows, row -> Math.max(0, row - 8));

    assertEquals(1, cluster(Planted.reordered(blob, rows), OPTIONS).clusters());
  }

  @Test
  void copiesAloneAreOneCluster() throws InterruptedException {
    Clustering clustering = cluster(new Planted(4, 384).copies(0, 20).matrix(), OPTIONS);

    assertArrayEquals(new int[20], clustering.labels());
    assertEquals(1, clustering.membership(7));
  }

  @Test
  void moreCopiesThanListsHoldAreClusters() throws InterruptedException {
    Planted planted = new Planted(5, 48).copies(0, 70).copies(1, 60).copies(2, 50);

    assertArrayEquals(planted.labels(), cluster(planted.matrix(), OPTIONS).labels());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9})
  void fewerThanAClusterNeedsAreNoise(int n) throws InterruptedException {
    Clustering clustering = cluster(new Planted(6, 16).noise(n).matrix(), OPTIONS);

    assertEquals(n, clustering.size());
    assertEquals(0, clustering.clusters());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void rowsInAnotherOrderAreInTheSameGroups(int seed) throws InterruptedException {
    EmbeddingMatrix matrix = planted(8, 64, 0.9).copies(99, 12).copies(100, 30).matrix();
    int[] order = Planted.order(matrix.size(), seed);
    for (Hdbscan.Selection selection : Hdbscan.Selection.values()) {
      var options = new Hdbscan.Options(10, 5, selection);

      Clustering shuffled = cluster(Planted.reordered(matrix, order), options);

      Clustering straight = cluster(matrix, options);
      int[] expected = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        expected[i] = straight.label(order[i]);
        assertEquals(straight.membership(order[i]), shuffled.membership(i));
      }
      assertEquals(1, adjustedRandIndex(expected, shuffled.labels()), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void threadsMakeNoDifference(int threads) throws InterruptedException {
    EmbeddingMatrix matrix = planted(8, 64, 0.9).copies(99, 40).matrix();
    NeighbourGraph graph = NeighbourSearch.nearest(matrix, 6, ALONE);

    assertArrayEquals(
        new Hdbscan(OPTIONS).cluster(matrix, graph, ALONE).labels(),
        new Hdbscan(OPTIONS).cluster(matrix, graph, new Workers(threads, Progress.NONE)).labels());
  }

  @Test
  void longerListsOfNeighboursMakeNoDifference() throws InterruptedException {
    EmbeddingMatrix matrix = planted(8, 64, 0.9).matrix();

    assertArrayEquals(cluster(matrix, OPTIONS, 5).labels(), cluster(matrix, OPTIONS, 100).labels());
  }

  @Test
  void leavesAreMoreThanTheClustersOfMostMass() throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(7, 3).blob(0, 1_000, 1).noise(300).matrix();

    Clustering leaves = cluster(matrix, new Hdbscan.Options(10, 5, Hdbscan.Selection.LEAF));

    assertTrue(leaves.clusters() > cluster(matrix, OPTIONS).clusters());
  }

  @Test
  void membershipIsHighestInTheDensestPartAndNoneForNoise() throws InterruptedException {
    Clustering clustering = cluster(planted(8, 64, 0.6).matrix(), OPTIONS);

    float[] highest = new float[clustering.clusters()];
    for (int row = 0; row < clustering.size(); row++) {
      float membership = clustering.membership(row);
      if (clustering.label(row) == Clustering.NOISE) {
        assertEquals(0, membership);
      } else {
        assertTrue(membership > 0 && membership <= 1, "membership " + membership);
        int group = clustering.label(row);
        highest[group] = Math.max(highest[group], membership);
      }
    }
    assertEquals(8, highest.length);
    for (float membership : highest) {
      assertEquals(1, membership);
    }
  }

  @Test
  void pointsInThePlaneAreClusteredByDistance() throws InterruptedException {
    float[][] points = new float[900][];
    int[] expected = new int[900];
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < points.length; i++) {
      expected[i] = i % 3;
      points[i] =
          new float[] {
            (float) (10 * (i % 3) + random.nextGaussian()), (float) random.nextGaussian()
          };
    }

    Clustering clustering =
        new Hdbscan(new Hdbscan.Options(30, 10, Hdbscan.Selection.EXCESS_OF_MASS))
            .cluster(points, ALONE);

    double ari = adjustedRandIndex(expected, clustering.labels());
    assertEquals(3, clustering.clusters());
    assertTrue(ari >= 0.9, "adjusted Rand index " + ari);
  }

  @Test
  void pointsThatAreNoNumbersAreRefused() {
    float[][] points = {{0, 1}, {Float.NaN, 1}};

    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> new Hdbscan(OPTIONS).cluster(points, ALONE));

    assertEquals("point 1 has NaN in it", thrown.getMessage());
  }

  @Test
  void listsThatAreTooShortAreRefused() throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(9, 8).noise(50).matrix();
    NeighbourGraph graph = NeighbourSearch.nearest(matrix, 4, ALONE);

    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Hdbscan(OPTIONS).cluster(matrix, graph, ALONE));

    assertEquals(
        "row 0 has 4 neighbours, but minSamples is 5: search for as many", thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "10, 0", "10, 1001"})
  void senselessOptionsAreRefused(int minClusterSize, int minSamples) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Hdbscan.Options(minClusterSize, minSamples, Hdbscan.Selection.LEAF));
  }

  @Test
  void anInterruptEndsIt() throws InterruptedException {
    EmbeddingMatrix matrix = planted(8, 64, 0.9).matrix();
    NeighbourGraph graph = NeighbourSearch.nearest(matrix, 6, ALONE);
    Thread.currentThread().interrupt();

    assertThrows(
        InterruptedException.class, () -> new Hdbscan(OPTIONS).cluster(matrix, graph, ALONE));
  }

  private static Planted planted(int clusters, int dimension, double spread) {
    Planted planted = new Planted(42, dimension);
    int total = 0;
    for (int i = 0; i < clusters; i++) {
      planted.blob(i, 60 + 5 * i, spread);
      total += 60 + 5 * i;
    }
    return planted.noise(total / 10);
  }

  private static Clustering cluster(EmbeddingMatrix matrix, Hdbscan.Options options)
      throws InterruptedException {
    return cluster(matrix, options, 15);
  }

  private static Clustering cluster(EmbeddingMatrix matrix, Hdbscan.Options options, int k)
      throws InterruptedException {
    return new Hdbscan(options).cluster(matrix, NeighbourSearch.nearest(matrix, k, ALONE), ALONE);
  }

  /** Hubert and Arabie (1985), noise being a label of its own. */
  private static double adjustedRandIndex(int[] one, int[] other) {
    Map<Long, Long> cells = new HashMap<>();
    Map<Integer, Long> rows = new HashMap<>();
    Map<Integer, Long> columns = new HashMap<>();
    for (int i = 0; i < one.length; i++) {
      cells.merge(((long) one[i] << 32) + other[i], 1L, Long::sum);
      rows.merge(one[i], 1L, Long::sum);
      columns.merge(other[i], 1L, Long::sum);
    }
    double both = cells.values().stream().mapToDouble(HdbscanTest::pairs).sum();
    double inOne = rows.values().stream().mapToDouble(HdbscanTest::pairs).sum();
    double inOther = columns.values().stream().mapToDouble(HdbscanTest::pairs).sum();
    double expected = inOne * inOther / pairs(one.length);
    double most = (inOne + inOther) / 2;
    return most == expected ? 1 : (both - expected) / (most - expected);
  }

  private static double pairs(long n) {
    return n * (n - 1) / 2.0;
  }
}
