package io.akin.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Makes one run out of several, as configurations to compare with. A query that only some runs
 * answer is answered from those. The order of the runs does not matter.
 */
public final class Fusion {
  private static final int K = 60;

  private Fusion() {}

  /**
   * Reciprocal rank fusion: a document's score is the sum over the runs of 1 / (60 + its rank),
   * rank 1 being the best; a run that does not rank it adds nothing. <a
   * href="https://doi.org/10.1145/1571941.1572114">Cormack, Clarke and Buettcher (2009)</a>.
   */
  public static Run reciprocalRank(List<Run> runs) {
    // Sums of doubles depend on their order, and equal scores must stay equal.
    return fuse(
        runs,
        (_, rank) -> 1.0 / (K + rank),
        parts -> parts.stream().mapToDouble(Double::doubleValue).sorted().sum());
  }

  /**
   * A document's score is the largest that a run gives it: "related to any of these". The scores of
   * the runs must be comparable, such as cosines in one space.
   */
  public static Run bestOf(List<Run> runs) {
    return fuse(
        runs,
        (score, _) -> score,
        parts -> parts.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
  }

  @FunctionalInterface
  private interface Part {
    double of(double score, int rank);
  }

  private static Run fuse(List<Run> runs, Part part, ToDoubleFunction<List<Double>> whole) {
    Map<String, Map<String, List<Double>>> parts = new LinkedHashMap<>();
    for (Run run : runs) {
      run.rankings()
          .forEach(
              (query, ranking) -> {
                Map<String, List<Double>> ofQuery =
                    parts.computeIfAbsent(query, _ -> new LinkedHashMap<>());
                int rank = 0;
                for (Ranking.Scored scored : ranking.documents()) {
                  rank++;
                  ofQuery
                      .computeIfAbsent(scored.document(), _ -> new ArrayList<>())
                      .add(part.of(scored.score(), rank));
                }
              });
    }
    Map<String, Ranking> fused = new LinkedHashMap<>();
    parts.forEach(
        (query, documents) ->
            fused.put(
                query,
                new Ranking(
                    documents.entrySet().stream()
                        .map(
                            entry ->
                                new Ranking.Scored(
                                    entry.getKey(), whole.applyAsDouble(entry.getValue())))
                        .toList())));
    return new Run(fused);
  }
}
