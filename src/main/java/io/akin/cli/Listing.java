package io.akin.cli;

import io.akin.app.Application;
import io.akin.app.LazyEncoder;
import io.akin.index.PaperIndex;
import io.akin.paper.Paper;
import io.akin.recommend.Explanation;
import io.akin.recommend.Outcome;
import io.akin.recommend.Outcome.Excluded;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.akin.recommend.json.AnswerJson;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;

/** Asks for recommendations and prints them. */
final class Listing {
  private final Application application;
  private final Console console;
  private final boolean json;

  Listing(Application application, Console console, boolean json) {
    this.application = application;
    this.console = console;
    this.json = json;
  }

  /** Answers the request and returns the exit code. */
  int print(Request request) throws IOException {
    try (PaperIndex index = application.openIndex();
        LazyEncoder encoder = new LazyEncoder(application)) {
      Recommender recommender = new Recommender(index, encoder, InstantSource.system());
      switch (recommender.recommend(request)) {
        case Recommendations answer when json -> console.json(AnswerJson.write(request, answer));
        case Recommendations answer -> print(answer);
        case Outcome.UnknownPaper unknown -> {
          return Results.unknown(console, unknown);
        }
        case Outcome.StaleCursor stale -> {
          console
              .err()
              .printf(
                  "akin: the cursor cannot be used: %s. Ask again without --cursor%n",
                  stale.reason());
          return ExitCode.FAILED;
        }
      }
      return ExitCode.DONE;
    }
  }

  private void print(Recommendations answer) {
    for (Paper seed : answer.seeds()) {
      console.out().printf("%s  [%s]%n", seed.title(), seed.id().text());
    }
    int rank = 1;
    for (Recommendation hit : answer.hits()) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%3d  %.3f  %s  [%s]%n",
              rank++,
              hit.score(),
              hit.paper().title(),
              hit.paper().id().text());
      hit.group().ifPresent(group -> line("group", Integer.toString(group)));
      for (Paper duplicate : hit.duplicates()) {
        line("same as", "%s  [%s]".formatted(duplicate.title(), duplicate.id().text()));
      }
      hit.why().ifPresent(this::print);
    }
    for (Paper hidden : answer.hidden()) {
      console
          .err()
          .printf("akin: left out as the same: %s  [%s]%n", hidden.title(), hidden.id().text());
    }
    if (answer.hits().isEmpty()) {
      console.err().println("akin: no paper is left");
      for (Excluded excluded : answer.excluded()) {
        console
            .err()
            .printf(
                Locale.ROOT,
                "  %s by itself leaves out %,d of %,d%n",
                excluded.condition(),
                excluded.papers(),
                answer.made().papers());
      }
    }
  }

  private void print(Explanation why) {
    if (!why.phrases().isEmpty()) {
      line("shared", String.join(", ", why.phrases()));
    }
    why.sentences()
        .ifPresent(
            pair -> {
              line(String.format(Locale.ROOT, "%.2f", pair.cosine()), pair.ofSeed());
              line("", pair.ofPaper());
            });
    for (Explanation.Part part : why.parts()) {
      line(
          String.format(Locale.ROOT, "%+.3f", part.amount()),
          String.format(
              Locale.ROOT,
              "%s (cosine %.3f, words %.3f)",
              part.seed().length() > 60 ? part.seed().substring(0, 60) + "..." : part.seed(),
              part.cosine(),
              part.lexical()));
    }
    if (why.recency() < 0) {
      line(String.format(Locale.ROOT, "%+.3f", why.recency()), "its age");
    }
  }

  private void line(String name, String value) {
    console.out().printf("     %8s  %s%n", name, value);
  }
}
