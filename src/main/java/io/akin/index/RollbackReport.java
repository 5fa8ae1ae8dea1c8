package io.akin.index;

import java.util.Optional;

/**
 * What going back to the generation before changes. Papers are told apart by the identifier they
 * are known by.
 *
 * @param from the generation that was live, empty when it is damaged and was not compared
 * @param to the one before it
 * @param lost papers of the first that the other has not
 * @param returning papers of the other that the first has not
 * @param changed papers of both that are not the same
 * @param done whether it was gone back to
 */
public record RollbackReport(
    Optional<GenerationReport> from,
    GenerationReport to,
    int lost,
    int returning,
    int changed,
    boolean done) {

  /** Whether both hold the same papers, so that nothing is lost. */
  public boolean same() {
    return lost + returning + changed == 0;
  }

  /** The same, gone back to. */
  public RollbackReport asDone() {
    return new RollbackReport(from, to, lost, returning, changed, true);
  }
}
