package io.akin.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link Umap#place}: 300 old vectors of five groups, and 50 new ones after them. */
class JoiningTest {
  private static final int GROUPS = 5;
  private static final int OLD = 300;
  private static final int ALL = 350;

  private final Workers workers = new Workers(2, Progress.NONE);
  private final Umap umap = new Umap(Umap.Options.map(1));
  private final List<Embedding> vectors = Planted.vectors(ALL, GROUPS, 1);
  private final boolean[] isOld = new boolean[ALL];
  private float[][] old = new float[0][];

  @BeforeEach
  void layOutTheOldOnes() throws InterruptedException {
    Arrays.fill(isOld, 0, OLD, true);
    EmbeddingMatrix matrix = EmbeddingMatrix.of(vectors.subList(0, OLD));
    old = umap.layout(matrix, Planted.neighbours(matrix, 15), workers);
  }

  private float[][] place(List<Embedding> all, boolean[] which) throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(all);
    return umap.place(old, matrix, Planted.neighbours(matrix, 15), which, workers);
  }

  @Test
  void oldPointsStayExactlyWhereTheyWere() throws InterruptedException {
    assertArrayEquals(old, Arrays.copyOf(place(vectors, isOld), OLD));
  }

  @Test
  void newPointsLieAmongTheirOwnGroup() throws InterruptedException {
    float[][] layout = place(vectors, isOld);

    assertEquals(ALL, layout.length);
    KdTree tree = new KdTree(layout);
    for (int row = OLD; row < ALL; row++) {
      int group = row % GROUPS;
      assertTrue(
          Arrays.stream(tree.nearest(row, 10)).filter(o -> o % GROUPS == group).count() >= 8,
          "row " + row);
    }
  }

  @Test
  void oldAndNewMayComeInAnyOrder() throws InterruptedException {
    List<Embedding> backwards = vectors.reversed();
    boolean[] which = new boolean[ALL];
    Arrays.fill(which, ALL - OLD, ALL, true);
    float[][] forwards = place(vectors, isOld);
    Collections.reverse(Arrays.asList(old));

    float[][] layout = place(backwards, which);

    Collections.reverse(Arrays.asList(layout));
    assertArrayEquals(forwards, layout);
  }

  @Test
  void threadsChangeNothing() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(vectors);

    assertArrayEquals(
        place(vectors, isOld),
        umap.place(
            old, matrix, Planted.neighbours(matrix, 15), isOld, new Workers(7, Progress.NONE)));
  }

  @Test
  void aNewGroupWithoutOldNeighboursLiesTogether() throws InterruptedException {
    List<Embedding> all = new ArrayList<>(vectors.subList(0, OLD));
    all.addAll(Planted.vectors(50, 1, 99));

    float[][] layout = place(all, isOld);

    KdTree tree = new KdTree(layout);
    long together =
        IntStream.range(OLD, ALL)
            .filter(row -> Arrays.stream(tree.nearest(row, 5)).filter(o -> o >= OLD).count() >= 4)
            .count();
    assertTrue(together >= 45, () -> together + " of 50");
  }

  @Test
  void withoutNewOnesNothingMoves() throws InterruptedException {
    boolean[] which = new boolean[OLD];
    Arrays.fill(which, true);

    assertArrayEquals(old, place(vectors.subList(0, OLD), which));
  }

  @Test
  void withoutOldOnesItIsALayout() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(vectors);
    old = new float[0][];

    assertArrayEquals(
        umap.layout(matrix, Planted.neighbours(matrix, 15), workers),
        place(vectors, new boolean[ALL]));
  }

  @Test
  void anEqualVectorJoinsItsTwin() throws InterruptedException {
    List<Embedding> all = new ArrayList<>(vectors.subList(0, OLD));
    all.add(vectors.getFirst());

    float[] twin = place(all, Arrays.copyOf(isOld, OLD + 1))[OLD];

    assertTrue(Math.hypot(twin[0] - old[0][0], twin[1] - old[0][1]) < 1);
  }

  @Test
  void placesThatDoNotFitAreErrors() {
    assertThrows(IllegalArgumentException.class, () -> place(vectors, new boolean[ALL]));
    assertThrows(IllegalArgumentException.class, () -> place(vectors.subList(0, OLD), isOld));
    old[3] = new float[] {1, 2, 3};
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> place(vectors, isOld));
    assertEquals("old place 3 has 3 dimensions, want 2", error.getMessage());
    old[3] = new float[] {1, Float.NaN};
    assertThrows(IllegalArgumentException.class, () -> place(vectors, isOld));
  }

  @Test
  void anOldLayoutOfOtherOptionsIsPlacedInToo() throws InterruptedException {
    EmbeddingMatrix matrix = EmbeddingMatrix.of(vectors);
    Umap brief = new Umap(new Umap.Options(2, 10, 0.5f, OptionalInt.of(20), 3));

    float[][] layout = brief.place(old, matrix, Planted.neighbours(matrix, 15), isOld, workers);

    assertTrue(Planted.shareAmongTheirOwn(layout, GROUPS) >= 0.95);
  }
}
