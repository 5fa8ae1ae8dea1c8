package io.akin.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds vectors that are almost the same. */
public final class NearDuplicates {
  private NearDuplicates() {}

  /**
   * Groups of rows joined by chains of neighbours at or above a cosine, the largest first, groups
   * of a size by their first row, rows in a group in their order. What can be missed is a pair each
   * of which has k neighbours still nearer than the other, so k should be above the number of
   * duplicates that a vector may have.
   *
   * @param minCosine -1 to 1
   */
  public static List<int[]> groups(NeighbourGraph graph, float minCosine) {
    if (!(minCosine >= -1 && minCosine <= 1)) {
      throw new IllegalArgumentException("want a cosine of -1 to 1, got " + minCosine);
    }
    Components components = new Components(graph.size());
    for (int row = 0; row < graph.size(); row++) {
      int[] neighbours = graph.neighbours(row);
      float[] cosines = graph.cosines(row);
      for (int i = 0; i < neighbours.length && cosines[i] >= minCosine; i++) {
        components.join(row, neighbours[i]);
      }
    }
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (int row = 0; row < graph.size(); row++) {
      members.computeIfAbsent(components.of(row), _ -> new ArrayList<>()).add(row);
    }
    return members.values().stream()
        .filter(rows -> rows.size() > 1)
        .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
        .sorted(
            Comparator.comparingInt((int[] rows) -> -rows.length).thenComparing(Arrays::compare))
        .toList();
  }
}
