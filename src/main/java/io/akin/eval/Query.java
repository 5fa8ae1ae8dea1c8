package io.akin.eval;

import java.util.Optional;

/** What a benchmark asks. */
public sealed interface Query {
  /** As in qrels and runs. */
  String id();

  /** A sentence or an abstract without a title. */
  record OfText(String id, String text) implements Query {}

  /**
   * A paper.
   *
   * @param documentId the paper's own identifier, if it is in the corpus
   */
  record OfPaper(String id, String title, String abstractText, Optional<String> documentId)
      implements Query {}
}
