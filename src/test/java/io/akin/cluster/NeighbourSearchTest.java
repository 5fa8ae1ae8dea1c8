package io.akin.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.EmbeddingMatrix;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourSearchTest {
  private static final Workers ALONE = new Workers(1, Progress.NONE);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 63, 65, 511, 513, 1_100})
  void findsWhatAComparisonOfAllPairsFinds(int n) throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(n, 7).noise(n - 2).copies(0, 2).matrix();

    NeighbourGraph graph = NeighbourSearch.nearest(matrix, 12, ALONE);

    for (int row = 0; row < n; row++) {
      assertArrayEquals(naive(matrix, row, 12), graph.neighbours(row), "row " + row);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void isTheSameOnAnyNumberOfThreads(int threads) throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(3, 33).noise(1_500).copies(0, 40).matrix();

    assertSame(
        NeighbourSearch.nearest(matrix, 15, ALONE),
        NeighbourSearch.nearest(matrix, 15, new Workers(threads, Progress.NONE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 383, 385})
  void isTheSameWithSimdAndWithout(int dimension) throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(4, dimension).noise(603).matrix();

    assertSame(
        NeighbourSearch.nearest(CosineProximity.of(matrix, new ScalarMicrokernel()), 10, ALONE),
        NeighbourSearch.nearest(CosineProximity.of(matrix, new SimdMicrokernel()), 10, ALONE));
  }

  @Test
  void equallyNearOnesAreInTheOrderOfTheirRows() throws InterruptedException {
    NeighbourGraph graph =
        NeighbourSearch.nearest(new Planted(5, 16).copies(0, 200).matrix(), 3, ALONE);

    assertArrayEquals(new int[] {1, 2, 3}, graph.neighbours(0));
    assertArrayEquals(new int[] {0, 1, 2}, graph.neighbours(199));
  }

  @Test
  void fewVectorsHaveAllTheOthersForNeighbours() throws InterruptedException {
    assertEquals(0, NeighbourSearch.nearest(EmbeddingMatrix.of(List.of()), 5, ALONE).size());
    assertEquals(0, graphOfNoise(1).neighbours(0).length);
    assertEquals(2, graphOfNoise(3).neighbours(0).length);
  }

  @Test
  void noCosineIsAboveOne() throws InterruptedException {
    NeighbourGraph graph =
        NeighbourSearch.nearest(new Planted(6, 384).copies(0, 9).copies(1, 9).matrix(), 3, ALONE);

    for (int row = 0; row < graph.size(); row++) {
      assertEquals(1, graph.cosines(row)[0], 1e-5);
      assertTrue(graph.cosines(row)[0] <= 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, NeighbourSearch.MAX_NEIGHBOURS + 1})
  void refusesASenselessNumberOfNeighbours(int k) {
    EmbeddingMatrix matrix = new Planted(7, 4).noise(3).matrix();

    assertThrows(IllegalArgumentException.class, () -> NeighbourSearch.nearest(matrix, k, ALONE));
  }

  @Test
  void anInterruptEndsIt() {
    EmbeddingMatrix matrix = new Planted(8, 64).noise(3_000).matrix();
    Thread.currentThread().interrupt();

    assertThrows(InterruptedException.class, () -> NeighbourSearch.nearest(matrix, 5, ALONE));
  }

  private static NeighbourGraph graphOfNoise(int n) throws InterruptedException {
    return NeighbourSearch.nearest(new Planted(1, 8).noise(n).matrix(), 5, ALONE);
  }

  private static void assertSame(NeighbourGraph one, NeighbourGraph other) {
    for (int row = 0; row < one.size(); row++) {
      assertArrayEquals(one.neighbours(row), other.neighbours(row), "neighbours of row " + row);
      assertArrayEquals(one.cosines(row), other.cosines(row), "cosines of row " + row);
    }
  }

  private static int[] naive(EmbeddingMatrix matrix, int row, int k) {
    return IntStream.range(0, matrix.size())
        .filter(other -> other != row)
        .boxed()
        .sorted(
            Comparator.comparing((Integer other) -> -cosine(matrix.row(row), matrix.row(other)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Summed in the documented order, in float32. */
  private static float cosine(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return Math.min(1, sum);
  }
}
