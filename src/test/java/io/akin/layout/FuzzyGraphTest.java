package io.akin.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FuzzyGraphTest {
  private final EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(200, 3, 1));
  private final RowOrder order = RowOrder.of(matrix);
  private final NeighbourGraph neighbours = Planted.neighbours(matrix, 10);

  private FuzzyGraph graph() throws InterruptedException {
    return FuzzyGraph.of(neighbours, order, 10, new Workers(2, Progress.NONE));
  }

  private static float weight(FuzzyGraph graph, int from, int to) {
    int edge = Arrays.binarySearch(graph.targets, graph.start[from], graph.start[from + 1], to);
    return edge < 0 ? 0 : graph.weights[edge];
  }

  @Test
  void edgesAreAsStrongInBothDirections() throws InterruptedException {
    FuzzyGraph graph = graph();

    for (int rank = 0; rank < 200; rank++) {
      for (int edge = graph.start[rank]; edge < graph.start[rank + 1]; edge++) {
        assertEquals(graph.weights[edge], weight(graph, graph.targets[edge], rank), 1e-6);
        assertTrue(graph.weights[edge] > 0 && graph.weights[edge] <= 1);
      }
    }
  }

  @Test
  void theNearestNeighbourIsAsNearAsCanBe() throws InterruptedException {
    FuzzyGraph graph = graph();

    for (int row = 0; row < 200; row++) {
      assertEquals(
          1, weight(graph, order.rank(row), order.rank(neighbours.neighbours(row)[0])), 1e-6);
    }
  }

  @Test
  void everyNeighbourHasAnEdgeAndNobodyElse() throws InterruptedException {
    FuzzyGraph graph = graph();

    for (int row = 0; row < 200; row++) {
      for (int other = 0; other < 200; other++) {
        assertEquals(
            isNeighbour(row, other) || isNeighbour(other, row),
            weight(graph, order.rank(row), order.rank(other)) > 0);
      }
    }
  }

  private boolean isNeighbour(int row, int other) {
    return Arrays.stream(neighbours.neighbours(row)).anyMatch(n -> n == other);
  }
}
