package io.akin.recommend;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a list in an order in which papers differ from those before them, by maximal marginal
 * relevance (<a href="https://doi.org/10.1145/290941.291025">Carbonell and Goldstein 1998</a>):
 * next comes the paper with the highest {@code (1 - diversity) × score / best score - diversity ×
 * cosine}, the cosine being the largest to a paper before it.
 */
final class Diversity {
  private Diversity() {}

  /**
   * The same groups in another order.
   *
   * @param groups the highest score first
   * @param diversity 0, which changes nothing, to 1
   */
  static List<Group> order(List<Group> groups, double diversity) {
    if (diversity == 0 || groups.size() < 3) {
      return groups;
    }
    double best = Math.max(groups.getFirst().shown().score(), 1e-9);
    int n = groups.size();
    double[] nearest = new double[n];
    boolean[] taken = new boolean[n];
    List<Group> ordered = new ArrayList<>(n);
    int next = 0;
    while (true) {
      taken[next] = true;
      Group chosen = groups.get(next);
      ordered.add(chosen);
      if (ordered.size() == n) {
        return ordered;
      }
      next = -1;
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        if (!taken[i]) {
          Ranked ranked = groups.get(i).shown();
          double cosine =
              ranked.candidate().embedding().cosine(chosen.shown().candidate().embedding());
          nearest[i] = ordered.size() == 1 ? cosine : Math.max(nearest[i], cosine);
          double value = (1 - diversity) * ranked.score() / best - diversity * nearest[i];
          if (value > highest) {
            highest = value;
            next = i;
          }
        }
      }
    }
  }
}
