package io.akin.eval;

import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Density-based clustering validation, -1 to 1: whether the sparsest place inside a group is denser
 * than the densest place between it and the next (<a
 * href="https://doi.org/10.1137/1.9781611973440.96">Moulavi et al. 2014</a>), by the Euclidean
 * distance of vectors of unit length. Groups count by their share of all vectors, so that noise
 * lowers the score. Equal vectors are left out of each other's density, which would be infinite.
 */
public final class Dbcv {
  /** Time grows with the square: some seconds each for so many. */
  static final int MOST = 20_000;

  private final EmbeddingMatrix matrix;
  private final List<SpanningTree> groups = new ArrayList<>();

  private Dbcv(EmbeddingMatrix matrix, int[] labels) {
    this.matrix = matrix;
    int most = Arrays.stream(labels).max().orElse(-1);
    List<List<Integer>> members = new ArrayList<>();
    for (int group = 0; group <= most; group++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= 0) {
        members.get(labels[i]).add(i);
      }
    }
    for (List<Integer> group : members) {
      if (group.size() > 1) {
        int[] rows = group.stream().mapToInt(Integer::intValue).toArray();
        groups.add(SpanningTree.of(matrix, rows));
      }
    }
  }

  /**
   * The score of a clustering. A vector that is alone in its group counts as noise.
   *
   * @param labels {@code int[n]}, negative for those in no group
   * @return 0 if there are fewer than two groups, of which nothing can be said
   * @throws IllegalArgumentException for more than 20,000 vectors
   */
  public static double of(EmbeddingMatrix matrix, int[] labels) {
    if (labels.length != matrix.size()) {
      throw new IllegalArgumentException(
          "%d vectors, but %d labels".formatted(matrix.size(), labels.length));
    }
    if (labels.length > MOST) {
      throw new IllegalArgumentException(
          "%d vectors are too many for DBCV, which compares all with all; draw %d of them"
              .formatted(labels.length, MOST));
    }
    Dbcv dbcv = new Dbcv(matrix, labels);
    return dbcv.groups.size() < 2 ? 0 : dbcv.score();
  }

  private double score() {
    double[] separations = new double[groups.size()];
    Arrays.fill(separations, Double.POSITIVE_INFINITY);
    for (int a = 0; a < separations.length; a++) {
      for (int b = a + 1; b < separations.length; b++) {
        double separation = groups.get(a).separation(groups.get(b));
        separations[a] = Math.min(separations[a], separation);
        separations[b] = Math.min(separations[b], separation);
      }
    }
    double score = 0;
    for (int a = 0; a < separations.length; a++) {
      double sparseness = groups.get(a).sparseness();
      double larger = Math.max(separations[a], sparseness);
      double validity = larger == 0 ? 0 : (separations[a] - sparseness) / larger;
      score += validity * groups.get(a).size() / matrix.size();
    }
    return score;
  }
}
