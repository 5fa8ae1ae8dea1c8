package io.akin.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the papers of a list apart by what they are about: average-link clustering of their
 * embeddings (<a href="https://doi.org/10.1093/comjnl/26.4.354">Murtagh 1983</a> surveys such
 * methods). The two groups with the highest mean cosine are joined, until it is below that of the
 * whole list and a fifth of the way from there to 1.
 */
final class Grouping {
  /** How far above the mean of the list groups must be, on the way to 1. */
  private static final double STOP = 0.2;

  private Grouping() {}

  /** The number of each paper's group, 0 for that of the first paper, and so on. */
  static List<Integer> of(List<Group> groups) {
    int n = groups.size();
    double[][] sums = new double[n][n];
    double all = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double cosine =
            groups
                .get(i)
                .shown()
                .candidate()
                .embedding()
                .cosine(groups.get(j).shown().candidate().embedding());
        sums[i][j] = cosine;
        sums[j][i] = cosine;
        all += cosine;
      }
    }
    double mean = n < 2 ? 1 : all / (n * (n - 1) / 2.0);
    double stop = mean + (1 - mean) * STOP;
    int[] size = new int[n];
    Arrays.fill(size, 1);
    int[] home = new int[n];
    Arrays.setAll(home, i -> i);
    while (true) {
      int one = -1;
      int other = -1;
      double highest = stop;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i && size[i] > 0; j++) {
          if (size[j] > 0 && sums[i][j] / ((double) size[i] * size[j]) > highest) {
            highest = sums[i][j] / ((double) size[i] * size[j]);
            one = j;
            other = i;
          }
        }
      }
      if (one < 0) {
        return numbered(home);
      }
      for (int i = 0; i < n; i++) {
        sums[one][i] += sums[other][i];
        sums[i][one] = sums[one][i];
      }
      size[one] += size[other];
      size[other] = 0;
      for (int i = 0; i < n; i++) {
        home[i] = home[i] == other ? one : home[i];
      }
    }
  }

  private static List<Integer> numbered(int[] home) {
    List<Integer> seen = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int group : home) {
      if (!seen.contains(group)) {
        seen.add(group);
      }
      numbers.add(seen.indexOf(group));
    }
    return numbers;
  }
}
