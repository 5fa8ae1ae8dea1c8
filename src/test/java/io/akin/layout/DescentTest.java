package io.akin.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingMatrix;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DescentTest {
  private final Workers workers = new Workers(1, Progress.NONE);

  @Test
  void thePlaneIsSpaceWithoutHeight() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(Planted.vectors(100, 3, 1));
    FuzzyGraph graph =
        FuzzyGraph.of(Planted.neighbours(matrix, 10), RowOrder.of(matrix), 10, workers);
    SplittableRandom random = new SplittableRandom(1);
    float[] plane = new float[200];
    float[] space = new float[300];
    for (int i = 0; i < 200; i++) {
      plane[i] = random.nextFloat();
      space[i / 2 * 3 + i % 2] = plane[i];
    }
    int[] all = IntStream.range(0, 100).toArray();
    Curve curve = Curve.of(0.1);

    new Descent(graph, curve, 2, 1).move(plane, all, 10, 1, workers);
    new Descent(graph, curve, 3, 1).move(space, all, 10, 1, workers);

    for (int i = 0; i < 200; i++) {
      assertEquals(plane[i], space[i / 2 * 3 + i % 2]);
    }
  }
}
