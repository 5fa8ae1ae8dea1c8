package io.akin.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Lets the nearest papers vote on a paper's label, as {@link Protocol.Labels} says. */
final class LabelVote {
  private LabelVote() {}

  /**
   * @param labels by document, in the order that the folds are made in
   */
  static Measurement score(Map<String, String> labels, Protocol.Labels protocol, Run run) {
    Map<String, Integer> folds = stratified(labels, protocol.folds());
    Map<String, Double> outsideFold = new LinkedHashMap<>();
    Map<String, Double> leaveOneOut = new LinkedHashMap<>();
    int incomplete = 0;
    for (Map.Entry<String, String> item : labels.entrySet()) {
      String paper = item.getKey();
      int own = folds.getOrDefault(paper, -1);
      List<String> others =
          run.ranking(paper).map(Ranking::ids).orElse(List.of()).stream()
              .filter(document -> !document.equals(paper) && labels.containsKey(document))
              .toList();
      List<String> outside =
          voters(others, document -> folds.getOrDefault(document, -1) != own, labels, protocol.k());
      List<String> all = voters(others, _ -> true, labels, protocol.k());
      outsideFold.put(paper, winner(outside).equals(item.getValue()) ? 1.0 : 0.0);
      leaveOneOut.put(paper, winner(all).equals(item.getValue()) ? 1.0 : 0.0);
      if (Math.min(outside.size(), all.size()) < protocol.k()) {
        incomplete++;
      }
    }
    Map<String, List<String>> members = new TreeMap<>(CodePointOrder.ASCENDING);
    folds.forEach(
        (paper, fold) ->
            members.computeIfAbsent("%04d".formatted(fold), _ -> new ArrayList<>()).add(paper));
    return new Measurement(
        List.of(
            new QueryScores("knn_accuracy_cv@" + protocol.k(), outsideFold, members),
            new QueryScores("knn_accuracy@" + protocol.k(), leaveOneOut, Map.of())),
        incomplete);
  }

  private static List<String> voters(
      List<String> ranked, Predicate<String> may, Map<String, String> labels, int k) {
    return ranked.stream()
        .filter(may)
        .limit(k)
        .map(document -> labels.getOrDefault(document, ""))
        .toList();
  }

  /** The smallest of the most frequent labels; empty, which no label is, if nobody votes. */
  static String winner(List<String> votes) {
    Map<String, Integer> counts = new TreeMap<>(CodePointOrder.ASCENDING);
    votes.forEach(label -> counts.merge(label, 1, Integer::sum));
    String winner = "";
    int most = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        winner = entry.getKey();
      }
    }
    return winner;
  }

  /**
   * The fold of each document: scikit-learn's {@code StratifiedKFold} without shuffling. The sorted
   * classes are dealt out to the folds one by one, which says how many of each class a fold gets;
   * the members of a class then fill the folds in order.
   */
  static Map<String, Integer> stratified(Map<String, String> labels, int folds) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    labels.values().forEach(label -> sizes.merge(label, 1, Integer::sum));
    Map<String, int[]> room = new LinkedHashMap<>();
    int dealt = 0;
    for (Map.Entry<String, Integer> size : sizes.entrySet()) {
      int[] ofClass = new int[folds];
      for (int i = 0; i < size.getValue(); i++) {
        ofClass[dealt % folds]++;
        dealt++;
      }
      room.put(size.getKey(), ofClass);
    }
    Map<String, Integer> fold = new LinkedHashMap<>();
    labels.forEach(
        (document, label) -> {
          int[] left = room.getOrDefault(label, new int[0]);
          int next = 0;
          while (left[next] == 0) {
            next++;
          }
          left[next]--;
          fold.put(document, next);
        });
    return fold;
  }
}
