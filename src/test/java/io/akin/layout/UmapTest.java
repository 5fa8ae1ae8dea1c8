package io.akin.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UmapTest {
  private static final int GROUPS = 5;

  private final Workers workers = new Workers(2, Progress.NONE);
  private final Umap umap = new Umap(Umap.Options.map(1));

  @Test
  void plantedGroupsStayApartAndNeighboursTogether() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(400, GROUPS, 1));
    NeighbourGraph graph = Planted.neighbours(matrix, 15);

    float[][] layout = umap.layout(matrix, graph, workers);

    assertTrue(Planted.shareAmongTheirOwn(layout, GROUPS) >= 0.99);
    double kept = NeighbourPreservation.at(10, graph, layout, workers);
    assertTrue(kept >= 0.3, () -> "kept " + kept); // by chance it would be 0.025
  }

  @Test
  void moreDimensionsKeepMoreNeighbours() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(400, GROUPS, 1));
    NeighbourGraph graph = Planted.neighbours(matrix, 15);
    Umap five = new Umap(new Umap.Options(5, 15, 0, OptionalInt.empty(), 1));

    float[][] layout = five.layout(matrix, graph, workers);

    assertEquals(5, layout[0].length);
    assertTrue(Planted.shareAmongTheirOwn(layout, GROUPS) >= 0.99);
    assertTrue(
        NeighbourPreservation.at(10, graph, layout, workers)
            > NeighbourPreservation.at(10, graph, umap.layout(matrix, graph, workers), workers));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void threadsChangeNothing(int threads) throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(2_500, GROUPS, 1));
    NeighbourGraph graph = Planted.neighbours(matrix, 14);
    Umap brief = new Umap(new Umap.Options(2, 15, 0.1f, OptionalInt.of(30), 1));

    assertArrayEquals(
        brief.layout(matrix, graph, workers),
        brief.layout(matrix, graph, new Workers(threads, Progress.NONE)));
  }

  @Test
  void permutingTheRowsPermutesTheLayout() throws InterruptedException {
    List<Embedding> vectors = Planted.vectors(300, GROUPS, 1);
    EmbeddingMatrix matrix = EmbeddingMatrix.of(vectors);
    List<Integer> shuffled = shuffled(300);
    EmbeddingMatrix permuted = EmbeddingMatrix.of(shuffled.stream().map(vectors::get).toList());

    float[][] layout = umap.layout(matrix, Planted.neighbours(matrix, 14), workers);
    float[][] ofPermuted = umap.layout(permuted, Planted.neighbours(permuted, 14), workers);

    assertArrayEquals(
        shuffled.stream().map(row -> layout[row]).toArray(float[][]::new), ofPermuted);
  }

  @Test
  void anotherSeedGivesAnotherLayout() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(100, GROUPS, 1));
    NeighbourGraph graph = Planted.neighbours(matrix, 14);

    assertFalse(
        Arrays.deepEquals(
            umap.layout(matrix, graph, workers),
            new Umap(Umap.Options.map(2)).layout(matrix, graph, workers)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 10, 15, 16})
  void fewVectorsHavePlacesAroundTheMiddle(int n) throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(n, 1, 1));

    float[][] layout = umap.layout(matrix, Planted.neighbours(matrix, 15), workers);

    assertEquals(n, layout.length);
    assertAllWithin(20, layout);
    for (int d = 0; d < 2; d++) {
      int axis = d;
      assertEquals(0, Arrays.stream(layout).mapToDouble(at -> at[axis]).sum(), 1e-3);
    }
  }

  @Test
  void equalVectorsLieTogetherButNotInOnePlace() throws InterruptedException {
    List<Embedding> vectors = new ArrayList<>(Planted.vectors(100, GROUPS, 1));
    vectors.addAll(Collections.nCopies(20, vectors.getFirst()));
    EmbeddingMatrix matrix = EmbeddingMatrix.of(vectors);

    float[][] layout = umap.layout(matrix, Planted.neighbours(matrix, 15), workers);

    float[] first = layout[0];
    for (int row = 100; row < 120; row++) {
      assertFalse(Arrays.equals(first, layout[row]));
      assertTrue(Math.hypot(first[0] - layout[row][0], first[1] - layout[row][1]) < 3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 30, 300})
  void vectorsThatAreAllEqualHavePlaces(int n) throws InterruptedException {
    EmbeddingMatrix matrix =
        EmbeddingMatrix.of(Collections.nCopies(n, Planted.vectors(1, 1, 1).getFirst()));

    float[][] layout = umap.layout(matrix, Planted.neighbours(matrix, 15), workers);

    assertAllWithin(20, layout);
    assertEquals(n, Arrays.stream(layout).map(Arrays::toString).distinct().count());
  }

  @Test
  void groupsThatNoEdgeConnectsLieSideBySide() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(60, 3, 1));
    NeighbourGraph graph = Planted.neighbours(matrix, 4);
    Umap few = new Umap(new Umap.Options(2, 5, 0.1f, OptionalInt.empty(), 1));

    float[][] layout = few.layout(matrix, graph, workers);

    assertTrue(
        IntStream.range(0, 60)
            .allMatch(row -> Arrays.stream(graph.neighbours(row)).allMatch(o -> o % 3 == row % 3)));
    assertTrue(Planted.shareAmongTheirOwn(layout, 3) >= 0.99);
    assertAllWithin(20, layout);
  }

  @Test
  void interruptingEndsIt() {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(100, GROUPS, 1));
    NeighbourGraph graph = Planted.neighbours(matrix, 15);
    Workers interrupting =
        new Workers(
            1,
            (step, done, _) -> {
              if (step.equals("layout") && done == 3) {
                Thread.currentThread().interrupt();
              }
            });

    assertThrows(InterruptedException.class, () -> umap.layout(matrix, graph, interrupting));
  }

  @Test
  void tooFewNeighboursAreAnErrorThatSaysWhere() {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(100, GROUPS, 1));
    NeighbourGraph graph = Planted.neighbours(matrix, 13);

    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> umap.layout(matrix, graph, workers));

    assertEquals(
        "row 0 has 13 neighbours, want 14; search for more, or lay out with fewer",
        error.getMessage());
  }

  @Test
  void neighboursOfOtherVectorsAreAnError() {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(100, GROUPS, 1));
    NeighbourGraph graph =
        Planted.neighbours(EmbeddingMatrix.of(Planted.vectors(99, GROUPS, 1)), 14);

    assertThrows(IllegalArgumentException.class, () -> umap.layout(matrix, graph, workers));
  }

  @Test
  void optionsOutOfRangeAreErrors() {
    OptionalInt epochs = OptionalInt.of(0);

    assertThrows(
        IllegalArgumentException.class,
        () -> new Umap.Options(0, 15, 0.1f, OptionalInt.empty(), 1));
    assertThrows(
        IllegalArgumentException.class, () -> new Umap.Options(2, 1, 0.1f, OptionalInt.empty(), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Umap.Options(2, 15, Float.NaN, OptionalInt.empty(), 1));
    assertThrows(IllegalArgumentException.class, () -> new Umap.Options(2, 15, 0.1f, epochs, 1));
  }

  private static void assertAllWithin(double extent, float[][] layout) {
    for (float[] at : layout) {
      for (float coordinate : at) {
        assertTrue(Math.abs(coordinate) <= extent, () -> "is at " + coordinate);
      }
    }
  }

  private static List<Integer> shuffled(int n) {
    List<Integer> rows = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    SplittableRandom random = new SplittableRandom(7);
    for (int i = n - 1; i > 0; i--) {
      Collections.swap(rows, i, random.nextInt(i + 1));
    }
    return rows;
  }
}
