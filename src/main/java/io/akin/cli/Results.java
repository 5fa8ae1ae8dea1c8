package io.akin.cli;

import io.akin.recommend.Outcome.UnknownPaper;

/** Prints what was not found. */
final class Results {
  private Results() {}

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
