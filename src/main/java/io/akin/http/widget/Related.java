package io.akin.http.widget;

import io.akin.http.ProblemException;
import io.akin.recommend.Outcome;
import io.akin.recommend.Reasons;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds the papers of a list. Thread-safe. */
final class Related {
  private final Recommender recommender;

  Related(Recommender recommender) {
    this.recommender = recommender;
  }

  /**
   * The papers; none at all where the subject is a paper that is not known.
   *
   * @param base the beginning of this server's addresses
   * @throws ProblemException when the subject cannot be asked for
   */
  Optional<List<Item>> to(Choices choices, String base) throws IOException {
    return switch (recommender.recommend(request(choices))) {
      case Outcome.Recommendations answer ->
          Optional.of(
              answer.hits().stream()
                  .filter(hit -> !choices.subject().isTitle(hit.paper().title()))
                  .limit(choices.limit())
                  .map(hit -> Item.of(hit, choices, base))
                  .toList());
      case Outcome.UnknownPaper _ -> Optional.empty();
      case Outcome.StaleCursor _ -> throw new IllegalStateException("a list has no cursor");
    };
  }

  private static Request request(Choices choices) {
    try {
      return choices
          .subject()
          .request()
          .limit(choices.limit() + 1) // one of them may be the subject itself
          .reasons(choices.why() ? Reasons.BRIEF : Reasons.NONE)
          .build();
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
