package io.akin.topic;

import io.akin.cluster.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * For each paper of a level, how like it is to its group and which other group it is most like.
 * Immutable.
 */
final class Nearness {
  private static final int ROWS_PER_UNIT = 512;

  /** Groups with middles nearer than this are one topic to readers, and nothing is between them. */
  private static final float ONE_TOPIC = 0.95f;

  private final float[] own;
  private final float[] other;
  private final int[] otherGroup;

  private Nearness(int papers) {
    this.own = new float[papers];
    this.other = new float[papers];
    this.otherGroup = new int[papers];
    Arrays.fill(otherGroup, -1);
  }

  /**
   * Of the groups from {@code first} to before {@code end}, which are one level.
   *
   * @param papers how many there are
   */
  static Nearness of(
      Centroids centroids,
      List<Groups.Group> groups,
      int first,
      int end,
      int papers,
      Workers workers)
      throws InterruptedException {
    Nearness nearness = new Nearness(papers);
    int[] groupOf = new int[papers];
    Arrays.fill(groupOf, -1);
    for (int group = first; group < end; group++) {
      for (int row : groups.get(group).rows()) {
        groupOf[row] = group;
      }
    }
    boolean[][] apart = new boolean[end - first][end - first];
    for (int a = first; a < end; a++) {
      for (int b = first; b < end; b++) {
        apart[a - first][b - first] = a != b && centroids.ofGroups(a, b) < ONE_TOPIC;
      }
    }
    workers.run(
        "papers between topics",
        (papers + ROWS_PER_UNIT - 1) / ROWS_PER_UNIT,
        unit -> {
          int last = Math.min(papers, (unit + 1) * ROWS_PER_UNIT);
          for (int row = unit * ROWS_PER_UNIT; row < last; row++) {
            if (groupOf[row] >= 0) {
              nearness.measure(centroids, row, groupOf[row], first, apart);
            }
          }
        });
    return nearness;
  }

  private void measure(Centroids centroids, int row, int group, int first, boolean[][] apart) {
    own[row] = centroids.ofPaper(row, group);
    other[row] = -1;
    for (int i = 0; i < apart.length; i++) {
      if (apart[group - first][i]) {
        float cosine = centroids.ofPaper(row, first + i);
        if (cosine > other[row]) {
          other[row] = cosine;
          otherGroup[row] = first + i;
        }
      }
    }
  }

  /** The cosine of a paper and the middle of its group. */
  float own(int row) {
    return own[row];
  }

  /** The cosine of a paper and the middle of {@link #otherGroup}. */
  float other(int row) {
    return other[row];
  }

  /** The group beside its own that a paper is most like, or -1 where there is none. */
  int otherGroup(int row) {
    return otherGroup[row];
  }
}
