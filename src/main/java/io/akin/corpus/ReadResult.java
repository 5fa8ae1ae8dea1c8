package io.akin.corpus;

import io.akin.paper.Paper;

/** What became of one record of a file. */
public sealed interface ReadResult {

  /** Where the record stands. */
  Location location();

  /**
   * A paper.
   *
   * @param dateUnknown whether the record had a date that could not be told for want of its year
   */
  record Read(Paper paper, Location location, boolean dateUnknown) implements ReadResult {}

  /** A record that is not a paper, and why, in words for the person who has to mend it. */
  record Rejected(Location location, String reason) implements ReadResult {}
}
