package io.akin.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers groups as {@link Clustering} says. */
final class GroupNumbers {
  private GroupNumbers() {}

  /**
   * Labels by size, the largest group first, groups of a size by their first row.
   *
   * @param labels {@code int[n]}, any numbers; {@link Clustering#NOISE} stays
   */
  static int[] bySize(int[] labels) {
    Map<Integer, Integer> sizes = new LinkedHashMap<>();
    for (int label : labels) {
      if (label != Clustering.NOISE) {
        sizes.merge(label, 1, Integer::sum);
      }
    }
    List<Integer> ordered =
        sizes.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .toList();
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    ordered.forEach(label -> numbers.put(label, numbers.size()));
    return Arrays.stream(labels).map(label -> numbers.getOrDefault(label, label)).toArray();
  }
}
