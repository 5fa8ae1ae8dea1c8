package io.akin.recommend;

import io.akin.index.Candidate;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * A candidate with its final score.
 *
 * @param score that of the candidate and what its age takes from it
 */
record Ranked(Candidate candidate, double score) {
  private static final Comparator<Ranked> BY_ID =
      Comparator.comparing(ranked -> ranked.candidate().id());

  static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparingDouble((Ranked ranked) -> -ranked.score()).thenComparing(BY_ID);

  /** The order for a list that has been chosen already. */
  static Comparator<Ranked> in(Order order) {
    return switch (order) {
      case RELEVANCE -> BEST_FIRST;
      case NEWEST ->
          Comparator.comparing(
                  (Ranked ranked) -> ranked.candidate().published().orElse(LocalDate.MIN))
              .reversed()
              .thenComparing(BEST_FIRST);
      case UPVOTES ->
          Comparator.comparingInt((Ranked ranked) -> ranked.candidate().upvotes().orElse(-1))
              .reversed()
              .thenComparing(BEST_FIRST);
    };
  }
}
