package io.akin.topic;

import io.akin.cluster.Clustering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The groups of all levels of a clustering, the coarsest level first, and what is part of what. */
final class Groups {
  /**
   * A group.
   *
   * @param level 0 for the coarsest
   * @param parent its place among all groups, or -1
   * @param rows its papers, in order, at least one
   * @param children their places among all groups
   */
  @SuppressWarnings("ArrayRecordComponent") // identity is all the equality that is needed
  record Group(int level, int parent, int[] rows, List<Integer> children) {
    OptionalInt parentNumber() {
      return parent < 0 ? OptionalInt.empty() : OptionalInt.of(parent);
    }
  }

  private Groups() {}

  /**
   * All groups, in the order of their levels and numbers.
   *
   * @throws IllegalArgumentException where a group is part of two of the level before it
   */
  static List<Group> of(List<Clustering> levels) {
    List<Group> groups = new ArrayList<>();
    int before = 0; // where the level before begins
    for (int level = 0; level < levels.size(); level++) {
      Clustering clustering = levels.get(level);
      int begin = groups.size();
      int[][] rows = rowsOf(clustering);
      for (int number = 0; number < rows.length; number++) {
        int parent = -1;
        if (level > 0) {
          int coarser = coarser(levels.get(level - 1), rows[number], level, number);
          parent = coarser == Clustering.NOISE ? -1 : before + coarser;
        }
        if (parent >= 0) {
          groups.get(parent).children().add(groups.size());
        }
        groups.add(new Group(level, parent, rows[number], new ArrayList<>()));
      }
      before = begin;
    }
    return groups;
  }

  private static int[][] rowsOf(Clustering clustering) {
    int[] sizes = new int[clustering.clusters()];
    for (int row = 0; row < clustering.size(); row++) {
      if (clustering.label(row) != Clustering.NOISE) {
        sizes[clustering.label(row)]++;
      }
    }
    int[][] rows = new int[sizes.length][];
    Arrays.setAll(rows, number -> new int[sizes[number]]);
    for (int row = clustering.size() - 1; row >= 0; row--) {
      int label = clustering.label(row);
      if (label != Clustering.NOISE) {
        rows[label][--sizes[label]] = row;
      }
    }
    return rows;
  }

  private static int coarser(Clustering clustering, int[] rows, int level, int number) {
    if (rows.length == 0) {
      throw new IllegalArgumentException(
          "group %d of level %d is empty; number groups without gaps".formatted(number, level));
    }
    int coarser = clustering.label(rows[0]);
    for (int row : rows) {
      if (clustering.label(row) != coarser) {
        throw new IllegalArgumentException(
            "group %d of level %d is in group %d and in group %d of level %d; want levels that are"
                    .formatted(number, level, coarser, clustering.label(row), level - 1)
                + " coarsenings of the next, the coarsest first");
      }
    }
    return coarser;
  }
}
