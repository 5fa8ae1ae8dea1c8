package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds vectors that are almost the same. */
public final class NearDuplicates {
  private NearDuplicates() {}

  /**
   * Two vectors.
   *
   * @param one the row of the first
   * @param other the row of the second, which comes after it
   */
  public record Pair(int one, int other, float cosine) {}

  /** The pair of two rows, the first before the second. */
  public static Pair pair(EmbeddingMatrix vectors, int one, int other) {
    return new Pair(one, other, Directions.cosine(vectors.row(one), vectors.row(other)));
  }

  /**
   * The pairs of neighbours at or above a cosine, each once, in the order of rows. What can be
   * missed is a pair each of which has k neighbours still nearer than the other.
   *
   * @param minCosine -1 to 1
   */
  public static List<Pair> pairs(NeighbourGraph graph, float minCosine) {
    if (!(minCosine >= -1 && minCosine <= 1)) {
      throw new IllegalArgumentException("want a cosine of -1 to 1, got " + minCosine);
    }
    List<Pair> pairs = new ArrayList<>();
    for (int row = 0; row < graph.size(); row++) {
      int[] neighbours = graph.neighbours(row);
      float[] cosines = graph.cosines(row);
      for (int i = 0; i < neighbours.length && cosines[i] >= minCosine; i++) {
        int other = neighbours[i];
        pairs.add(new Pair(Math.min(row, other), Math.max(row, other), cosines[i]));
      }
    }
    return pairs.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Pair::one).thenComparingInt(Pair::other))
        .toList();
  }

  /**
   * Groups of rows joined by chains of pairs, the largest first, groups of a size by their first
   * row, rows in a group in their order.
   *
   * @param rows how many there are
   */
  public static List<int[]> groups(int rows, Collection<Pair> pairs) {
    Components components = new Components(rows);
    pairs.forEach(pair -> components.join(pair.one(), pair.other()));
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      if (components.size(row) > 1) {
        members.computeIfAbsent(components.of(row), _ -> new ArrayList<>()).add(row);
      }
    }
    return members.values().stream()
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .sorted(
            Comparator.comparingInt((int[] group) -> -group.length).thenComparing(Arrays::compare))
        .toList();
  }
}
