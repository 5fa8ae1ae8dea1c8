package io.akin.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Holds a run against judgments. */
final class RetrievalScore {
  private RetrievalScore() {}

  /**
   * @param leftOut documents that count neither as found nor as missed, by query
   */
  static Measurement of(
      Protocol.Retrieval protocol,
      Qrels qrels,
      Map<String, List<String>> folds,
      Function<String, Set<String>> leftOut,
      Run run,
      List<Metric> metrics) {
    Map<Metric, Map<String, Double>> values = new LinkedHashMap<>();
    metrics.forEach(metric -> values.put(metric, new LinkedHashMap<>()));
    int missing = 0;
    for (String query : qrels.grades().keySet()) {
      Set<String> out = leftOut.apply(query);
      Map<String, Integer> judgments = new LinkedHashMap<>(qrels.judgments(query));
      judgments.keySet().removeAll(out);
      if (judgments.values().stream().noneMatch(grade -> grade >= protocol.relevantGrade())) {
        continue;
      }
      if (run.ranking(query).isEmpty()) {
        missing++;
      }
      List<String> ranked =
          run.ranking(query).map(Ranking::ids).orElse(List.of()).stream()
              .filter(document -> !out.contains(document))
              .filter(document -> !protocol.judgedOnly() || judgments.containsKey(document))
              .toList();
      Judged judged = Judged.of(ranked, judgments, protocol.relevantGrade(), protocol.discount());
      values.forEach((metric, ofQueries) -> ofQueries.put(query, metric.of(judged)));
    }
    return new Measurement(
        values.entrySet().stream()
            .map(entry -> new QueryScores(entry.getKey().name(), entry.getValue(), folds))
            .toList(),
        missing);
  }
}
