package io.akin.experiment;

import io.akin.paper.Paper;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Papers that are nearly the same as another of them.
 *
 * @param papers two or more, in the order of their identifiers
 * @param smallestCosine of the pairs that were found to be the same
 * @param largestCosine of those pairs
 * @param why what at least one pair is the same by, one or more
 */
public record DuplicateGroup(
    List<Paper> papers, float smallestCosine, float largestCosine, Set<Reason> why) {
  /** What two papers are the same by. */
  public enum Reason {
    TITLE,

    /** Both embeddings and words. */
    TEXT
  }

  public DuplicateGroup {
    papers = List.copyOf(papers);
    why = Collections.unmodifiableSet(EnumSet.copyOf(why)); // in the order of reasons
  }
}
