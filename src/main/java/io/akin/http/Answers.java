package io.akin.http;

import io.akin.recommend.Outcome;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import java.io.IOException;

/** Asks for recommendations, where anything else is a problem. */
public final class Answers {
  private Answers() {}

  /** The recommendations. */
  public static Recommendations of(Recommender recommender, Request request) throws IOException {
    return of(recommender.recommend(request));
  }

  /** The recommendations that came of a request. */
  public static Recommendations of(Outcome outcome) {
    return switch (outcome) {
      case Recommendations answer -> answer;
      case Outcome.UnknownPaper unknown -> throw unknown(unknown);
      case Outcome.StaleCursor stale ->
          throw new ProblemException(
              new Problem(
                  Problem.Type.STALE_CURSOR,
                  "the cursor cannot be used: %s. Ask again without it, from the first page"
                      .formatted(stale.reason())));
    };
  }

  /** The problem that no paper is known by a reference. */
  public static ProblemException unknown(Outcome.UnknownPaper unknown) {
    String hint =
        unknown.similarTitles().isEmpty()
            ? "Name it by any of its identifiers or its exact title."
            : "See 'similar' for papers with titles like it.";
    return new ProblemException(
        new Problem(
            Problem.Type.UNKNOWN_PAPER,
            "no paper is known by '%s'. %s".formatted(unknown.reference(), hint),
            unknown.similarTitles()));
  }
}
