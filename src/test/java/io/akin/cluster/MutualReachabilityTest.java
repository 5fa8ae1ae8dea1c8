package io.akin.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutualReachabilityTest {
  private static final Workers ALONE = new Workers(1, Progress.NONE);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 16",
    "1, 3, 16",
    "5, 5, 16",
    "5, 20, 16",
    "5, 5, 2",
    "1, 1, 2",
    "15, 15, 100",
    "2, 2, 3"
  })
  void theTreeWeighsWhatPrimsWeighs(int minSamples, int k, int dimension)
      throws InterruptedException {
    Planted planted = new Planted(k, dimension).noise(400);
    for (int i = 0; i < 6; i++) {
      planted.blob(i, 90 + i, 0.3 * i + 0.05);
    }
    Proximity proximity =
        CosineProximity.of(planted.copies(7, 30).noise(50).copies(8, 25).matrix());
    NeighbourGraph nearest = NeighbourSearch.nearest(proximity, k, ALONE);
    var reachability = new MutualReachability(proximity, nearest, minSamples, ALONE);

    Forest tree = reachability.spanningTree(nearest);

    float[] weights = new float[tree.size()];
    for (int e = 0; e < weights.length; e++) {
      weights[e] = tree.proximity(e);
    }
    assertArrayEquals(prim(proximity, reachability.cores()), sorted(weights));
  }

  /** The weights of a maximum spanning tree by comparing all pairs, ascending. */
  private static float[] prim(Proximity proximity, float[] cores) {
    int n = cores.length;
    float[] best = new float[n];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    boolean[] reached = new boolean[n];
    float[] weights = new float[n - 1];
    Proximity.Tile tile = proximity.tile();
    int row = 0;
    for (int e = 0; e < n - 1; e++) {
      reached[row] = true;
      int next = -1;
      for (int other = 0; other < n; other++) {
        if (!reached[other]) {
          float near = tile.compare(new int[] {row}, 1, new int[] {other}, 1)[0];
          float reach = Math.min(near, Math.min(cores[row], cores[other]));
          best[other] = Math.max(best[other], reach);
          next = next < 0 || best[other] > best[next] ? other : next;
        }
      }
      weights[e] = best[next];
      row = next;
    }
    return sorted(weights);
  }

  private static float[] sorted(float[] weights) {
    Arrays.sort(weights);
    return weights;
  }
}
