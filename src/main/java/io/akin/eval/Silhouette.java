package io.akin.eval;

import io.akin.embedding.EmbeddingMatrix;

/**
 * How much nearer vectors are to their own group than to the nearest other one, by cosine distance,
 * -1 to 1 (<a href="https://doi.org/10.1016/0377-0427(87)90125-7">Rousseeuw 1987</a>). The mean
 * cosine with a group is the cosine with the group's sum over its size, so that the score is exact
 * at any number of vectors, at the cost of one product of each vector with each group.
 */
public final class Silhouette {
  private Silhouette() {}

  /**
   * The mean over the vectors that are in a group; one that is alone in its group counts 0.
   *
   * @param labels {@code int[n]}, negative for those in no group
   * @return 0 if there are fewer than two groups, of which nothing can be said
   */
  public static double of(EmbeddingMatrix matrix, int[] labels) {
    GroupSums groups = GroupSums.of(matrix, labels);
    if (groups.filled() < 2) {
      return 0;
    }
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= 0) {
        sum += groups.size(labels[i]) == 1 ? 0 : width(groups, matrix.row(i), labels[i]);
        counted++;
      }
    }
    return sum / counted;
  }

  private static double width(GroupSums groups, float[] row, int own) {
    double within = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int group = 0; group < groups.count(); group++) {
      int size = groups.size(group);
      if (group == own) {
        double others = groups.product(group, row) - GroupSums.product(row, row);
        within = Math.max(0, 1 - others / (size - 1));
      } else if (size > 0) {
        nearest = Math.min(nearest, Math.max(0, 1 - groups.product(group, row) / size));
      }
    }
    double larger = Math.max(within, nearest);
    return larger == 0 ? 0 : (nearest - within) / larger;
  }
}
