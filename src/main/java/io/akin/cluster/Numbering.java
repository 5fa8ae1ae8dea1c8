package io.akin.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Numbers for groups, as {@link Clustering} wants them. */
final class Numbering {
  private Numbering() {}

  /**
   * The same groups, numbered by size, the largest first, groups of a size by their first row;
   * numbers that no row has are closed up.
   *
   * @param labels {@link Clustering#NOISE}, or 0 and more
   */
  static int[] bySize(int[] labels) {
    int most = 0;
    for (int label : labels) {
      most = Math.max(most, label + 1);
    }
    int[] sizes = new int[most];
    List<Integer> byFirstRow = new ArrayList<>();
    for (int label : labels) {
      if (label != Clustering.NOISE && sizes[label]++ == 0) {
        byFirstRow.add(label);
      }
    }
    byFirstRow.sort(Comparator.comparingInt((Integer label) -> sizes[label]).reversed());
    int[] number = new int[most];
    for (int i = 0; i < byFirstRow.size(); i++) {
      number[byFirstRow.get(i)] = i;
    }
    int[] numbered = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      numbered[i] = labels[i] == Clustering.NOISE ? Clustering.NOISE : number[labels[i]];
    }
    return numbered;
  }
}
