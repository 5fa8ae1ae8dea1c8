package io.akin.corpus;

import io.akin.paper.Paper;
import java.util.List;

/** What became of one record of a file, or of a file that holds none. */
public sealed interface ReadResult {

  /** Where the record stands. */
  Location location();

  /**
   * A paper.
   *
   * @param dateUnknown whether the record had a date that could not be told for want of its year
   * @param leftOut facts of the record that could not be understood and are not in the paper, each
   *     in words such as {@code no DOI: 'see website'}
   */
  record Read(Paper paper, Location location, boolean dateUnknown, List<String> leftOut)
      implements ReadResult {
    public Read {
      leftOut = List.copyOf(leftOut);
    }

    /** The same record, read as another paper. */
    public Read withPaper(Paper other) {
      return new Read(other, location, dateUnknown, leftOut);
    }

    /** A paper with everything the record says. */
    public Read(Paper paper, Location location) {
      this(paper, location, false, List.of());
    }
  }

  /** A record that is not a paper, and why, in words for the person who has to mend it. */
  record Rejected(Location location, String reason) implements ReadResult {}

  /**
   * A file in a directory or an archive that was passed over, since it is of no known format.
   *
   * @param location its first line
   */
  record Skipped(Location location, String reason) implements ReadResult {}
}
