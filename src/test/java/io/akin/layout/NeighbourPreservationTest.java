package io.akin.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourPreservationTest {
  private final Workers workers = new Workers(2, Progress.NONE);

  /** Of four points on a line, at 0, 1, 2 and 10. */
  private static final float[][] LINE = {{0}, {1}, {2}, {10}};

  @Test
  void countsNeighboursThatAreKept() throws InterruptedException {
    int[][] nearest = {{1, 3, 2}, {3, 2, 0}, {1, 0, 3}, {0, 1, 2}};
    NeighbourGraph graph = new NeighbourGraph(nearest, new float[4][3]);

    // on the line: 0 has 1, 1 has 0, 2 has 1, 3 has 2
    assertEquals(2 / 4.0, NeighbourPreservation.at(1, graph, LINE, workers));
    // on the line: 0 has 1 and 2, 1 has 0 and 2, 2 has 1 and 0, 3 has 2 and 1
    assertEquals(5 / 8.0, NeighbourPreservation.at(2, graph, LINE, workers));
    assertEquals(1, NeighbourPreservation.at(3, graph, LINE, workers));
    assertEquals(1, NeighbourPreservation.at(99, graph, LINE, workers));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void vectorsAreAPerfectLayoutOfThemselves(int k) throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(1_100, 3, 1));
    float[][] rows = new float[matrix.size()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = matrix.row(row);
    }

    assertEquals(
        1, NeighbourPreservation.at(k, Planted.neighbours(matrix, k), rows, workers), 1e-3);
  }

  @Test
  void whoHasNoNeighboursLosesNone() throws InterruptedException {
    NeighbourGraph none = Planted.neighbours(EmbeddingMatrix.of(List.of()), 10);

    assertEquals(1, NeighbourPreservation.at(10, none, new float[0][], workers));
  }

  @Test
  void tooFewNeighboursAreAnErrorThatSaysWhere() {
    int[][] nearest = {{1, 2}, {0, 2}, {1}, {2, 1}};
    NeighbourGraph graph = new NeighbourGraph(nearest, new float[4][2]);

    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> NeighbourPreservation.at(2, graph, LINE, workers));

    assertEquals(
        "row 2 has 1 neighbours, want 2; search for more, or ask for a smaller k",
        error.getMessage());
  }
}
