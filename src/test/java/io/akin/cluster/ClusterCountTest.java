package io.akin.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterCountTest {
  private static final Workers TWO = new Workers(2, Progress.NONE);

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 2.5})
  void oneBlobIsOneGroup(double spread) throws InterruptedException {
    EmbeddingMatrix matrix = new Blobs(384, 1).with(1, 2_000, spread).matrix();

    assertEquals(1, new ClusterCount(1).of(matrix, TWO));
  }

  @Test
  void fewVectorsInOneBlobAreOneGroup() throws InterruptedException {
    EmbeddingMatrix matrix = new Blobs(384, 2).with(1, 200, 1).matrix();

    assertEquals(1, new ClusterCount(1).of(matrix, TWO));
  }

  @Test
  void plantedGroupsInNoiseAreCounted() throws InterruptedException {
    EmbeddingMatrix matrix = new Blobs(96, 3).with(10, 90, 0.8).withNoise(100).matrix();

    int count = new ClusterCount(1).of(matrix, TWO);

    assertTrue(count >= 10 && count <= 13, () -> "10 were planted, " + count + " found");
  }

  @Test
  void aSampleCountsThemToo() throws InterruptedException {
    EmbeddingMatrix matrix = new Blobs(16, 4).with(6, 2_000, 0.4).matrix();

    int count = new ClusterCount(1).of(matrix, TWO);

    assertTrue(count >= 6 && count <= 7, () -> "6 were planted, " + count + " found");
  }

  @Test
  void theNumberOfThreadsDoesNotShow() throws InterruptedException {
    EmbeddingMatrix matrix = new Blobs(48, 5).with(7, 60, 1.2).withNoise(80).matrix();

    assertEquals(
        new ClusterCount(1).of(matrix, new Workers(1, Progress.NONE)),
        new ClusterCount(1).of(matrix, new Workers(7, Progress.NONE)));
  }

  @Test
  void equalVectorsAreOneGroup() throws InterruptedException {
    EmbeddingMatrix matrix =
        EmbeddingMatrix.of(Collections.nCopies(20, Embedding.ofUnit(new float[] {0.6f, 0.8f})));

    assertEquals(1, new ClusterCount(1).of(matrix, TWO));
  }

  @Test
  void nothingAndAlmostNothingAreOneGroup() throws InterruptedException {
    assertEquals(1, new ClusterCount(1).of(EmbeddingMatrix.of(List.of()), TWO));
    assertEquals(1, new ClusterCount(1).of(new Blobs(8, 6).withNoise(3).matrix(), TWO));
  }

  @Test
  void anInterruptEndsTheSearch() {
    EmbeddingMatrix matrix = new Blobs(16, 7).withNoise(500).matrix();
    Thread.currentThread().interrupt();

    assertThrows(InterruptedException.class, () -> new ClusterCount(1).of(matrix, TWO));
  }
}
