package io.akin.eval;

import java.util.List;
import java.util.Map;

/**
 * A ranking for one query beside what people judged.
 *
 * @param grades by rank; 0 for a document that nobody judged
 * @param ideal all grades of the query, falling, none negative
 * @param relevant how many of the query's judged documents are relevant, found or not
 * @param threshold the lowest grade that counts as relevant
 */
record Judged(
    List<Integer> grades, List<Integer> ideal, int relevant, int threshold, Discount discount) {

  static Judged of(
      List<String> ranked, Map<String, Integer> judgments, int threshold, Discount discount) {
    return new Judged(
        ranked.stream().map(document -> judgments.getOrDefault(document, 0)).toList(),
        judgments.values().stream()
            .map(grade -> Math.max(0, grade))
            .sorted((a, b) -> Integer.compare(b, a))
            .toList(),
        (int) judgments.values().stream().filter(grade -> grade >= threshold).count(),
        threshold,
        discount);
  }

  boolean isRelevantAt(int rank) {
    return grades.get(rank - 1) >= threshold;
  }

  /** 0 where nothing can be gained. */
  double ndcg(int k) {
    double best = gain(ideal, k);
    return best > 0 ? gain(grades, k) / best : 0;
  }

  private double gain(List<Integer> byRank, int k) {
    double gain = 0;
    for (int rank = 1; rank <= Math.min(k, byRank.size()); rank++) {
      gain += Math.max(0, byRank.get(rank - 1)) / discount.at(rank);
    }
    return gain;
  }
}
