package io.akin.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelVoteTest {
  @Test
  void theSmallestLabelWinsATie() {
    assertEquals("a", LabelVote.winner(List.of("c", "b", "a", "c", "a")));
    assertEquals("b", LabelVote.winner(List.of("c", "b", "a", "b")));
    assertEquals("", LabelVote.winner(List.of()));
  }

  /** What score.py's strat_folds, and so scikit-learn, makes of these labels. */
  @Test
  void foldsAreThoseOfScikitLearn() {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String label : "b a b c a b b a c b a".split(" ", -1)) {
      labels.put("d" + labels.size(), label);
    }

    assertEquals(
        List.of(0, 0, 0, 0, 1, 1, 1, 2, 1, 2, 2),
        List.copyOf(LabelVote.stratified(labels, 3).values()));
  }

  /** x and y are of one fold, so that neither may vote for the other; z is alone. */
  @Test
  void nobodyOfTheOwnFoldVotesAndThoseWithoutALabelNeverDo() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("x", "a");
    labels.put("y", "a");
    labels.put("z", "a");
    labels.put("w", "b");
    Run run =
        new Run(
            Map.of(
                "x", RankingTest.ranking("x", 9, "unlabelled", 8, "y", 7, "w", 6, "z", 5),
                "z", RankingTest.ranking("w", 2, "x", 1)));

    Measurement measured = LabelVote.score(labels, new Protocol.Labels(1, 2), run);

    assertEquals(Map.of("x", 0, "y", 0, "z", 1, "w", 1), LabelVote.stratified(labels, 2));
    assertEquals(
        Map.of("x", 0.0, "y", 0.0, "z", 1.0, "w", 0.0), measured.of("knn_accuracy_cv@1").values());
    assertEquals(
        Map.of("x", 1.0, "y", 0.0, "z", 0.0, "w", 0.0), measured.of("knn_accuracy@1").values());
    assertEquals(2, measured.incomplete());
  }
}
