package io.akin.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.Hit;
import io.akin.recommend.Outcome.UnknownPaper;
import java.util.List;
import java.util.Locale;

/** Prints what was found, and what was not. */
final class Results {
  private Results() {}

  /** {@code {"results":[{"id","title","score"}]}}. */
  static void json(Console console, List<Hit> hits) {
    ObjectNode answer = Console.object();
    ArrayNode results = answer.putArray("results");
    for (Hit hit : hits) {
      results
          .addObject()
          .put("id", hit.paper().id().text())
          .put("title", hit.paper().title())
          .put("score", hit.cosine());
    }
    console.json(answer);
  }

  static void text(Console console, List<Hit> hits) {
    int rank = 1;
    for (Hit hit : hits) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%3d  %.3f  %s  [%s]%n",
              rank++,
              hit.cosine(),
              hit.paper().title(),
              hit.paper().id().text());
    }
  }

  /** Says that a paper is not known, and returns the exit code for it. */
  static int unknown(Console console, UnknownPaper unknown) {
    console.err().printf("akin: no paper is known by '%s'%n", unknown.reference());
    if (!unknown.similarTitles().isEmpty()) {
      console.err().println("Papers with titles like it:");
      unknown
          .similarTitles()
          .forEach(paper -> console.err().printf("  %s  [%s]%n", paper.title(), paper.id().text()));
    }
    return ExitCode.FAILED;
  }
}
