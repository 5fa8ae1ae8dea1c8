package io.akin.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearDuplicatesTest {
  private static final Workers ALONE = new Workers(1, Progress.NONE);

  @Test
  void aChainIsOneGroupThoughItsEndsAreFarApart() throws InterruptedException {
    List<int[]> groups = groups(degrees(0, 10, 20, 30, 100, 200), 5, cosine(11));

    assertEquals(1, groups.size());
    assertArrayEquals(new int[] {0, 1, 2, 3}, groups.getFirst());
  }

  @Test
  void theLargestGroupIsFirstAndGroupsOfASizeGoByTheirFirstRow() throws InterruptedException {
    List<int[]> groups = groups(degrees(0, 90, 91, 1, 180, 181, 182, 270), 5, cosine(2));

    assertEquals(3, groups.size());
    assertArrayEquals(new int[] {4, 5, 6}, groups.get(0));
    assertArrayEquals(new int[] {0, 3}, groups.get(1));
    assertArrayEquals(new int[] {1, 2}, groups.get(2));
  }

  @Test
  void moreCopiesThanAListHoldsAreOneGroup() throws InterruptedException {
    EmbeddingMatrix matrix = new Planted(1, 16).noise(30).copies(0, 40).matrix();

    List<int[]> groups = groups(matrix, 3, 0.999f);

    assertEquals(1, groups.size());
    assertEquals(40, groups.getFirst().length);
  }

  @Test
  void aPairIsFoundOnceThoughEachIsTheOthersNeighbour() throws InterruptedException {
    EmbeddingMatrix matrix = degrees(90, 0, 1);
    NeighbourGraph graph = NeighbourSearch.nearest(matrix, 2, ALONE);

    List<NearDuplicates.Pair> pairs = NearDuplicates.pairs(graph, cosine(2));

    assertEquals(List.of(NearDuplicates.pair(matrix, 1, 2)), pairs);
    assertEquals(cosine(1), pairs.getFirst().cosine(), 1e-6f);
  }

  @Test
  void vectorsApartAreInNoGroup() throws InterruptedException {
    assertEquals(List.of(), groups(degrees(0, 40, 80), 2, cosine(39)));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, 1.01f, -2})
  void refusesWhatIsNoCosine(float cosine) {
    assertThrows(IllegalArgumentException.class, () -> groups(degrees(0, 40), 1, cosine));
  }

  private static List<int[]> groups(EmbeddingMatrix matrix, int k, float minCosine)
      throws InterruptedException {
    return NearDuplicates.groups(
        matrix.size(), NearDuplicates.pairs(NeighbourSearch.nearest(matrix, k, ALONE), minCosine));
  }

  private static float cosine(int degrees) {
    return (float) Math.cos(Math.toRadians(degrees));
  }

  private static EmbeddingMatrix degrees(int... angles) {
    List<Embedding> vectors = new ArrayList<>();
    for (int angle : angles) {
      double radians = Math.toRadians(angle);
      vectors.add(
          Embedding.normalised(new float[] {(float) Math.cos(radians), (float) Math.sin(radians)}));
    }
    return EmbeddingMatrix.of(vectors);
  }
}
