package io.akin.ingest;

import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.ReadResult.Skipped;
import io.akin.paper.PaperId;

/**
 * Hears of a run's events as they happen, from several threads at once; what it does not override
 * goes unheard.
 */
public interface IngestListener {
  default void rejected(Rejected record) {}

  /** A file was passed over. */
  default void skipped(Skipped file) {}

  /** A paper was read without some facts of its record. */
  default void leftOut(Read record) {}

  /**
   * A copy was taken into a paper that other copies are of.
   *
   * @param copy where the copy stands, {@code file:line}, or the identifier of a stored paper
   */
  default void merged(String copy, PaperId into) {}

  /** Some more papers have been read. */
  default void readMore(int papers) {}

  /** Some more papers have been dealt with: encoded, or found to need no encoding. */
  default void progressed(int papers, boolean encoded) {}
}
