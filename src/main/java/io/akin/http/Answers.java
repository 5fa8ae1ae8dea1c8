package io.akin.http;

import io.akin.recommend.Outcome;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import java.io.IOException;

/** Asks for recommendations, where anything else is a problem. */
final class Answers {
  private Answers() {}

  static Recommendations of(Recommender recommender, Request request) throws IOException {
    return switch (recommender.recommend(request)) {
      case Recommendations answer -> answer;
      case Outcome.UnknownPaper unknown -> throw Problems.unknown(unknown);
      case Outcome.StaleCursor stale ->
          throw new ProblemException(
              new Problem(
                  Problem.Type.STALE_CURSOR,
                  "the cursor cannot be used: %s. Ask again without it, from the first page"
                      .formatted(stale.reason())));
    };
  }
}
