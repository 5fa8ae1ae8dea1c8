package io.akin.cluster;

/**
 * How far k-means is that starts several times over: one step, of which what is done only grows,
 * though nobody knows how many passes a start will take. Confined to one thread.
 */
final class Passes {
  private final Progress progress;
  private final int starts;
  private int settled;

  /** None done yet. */
  Passes(int starts, Progress progress) {
    this.starts = starts;
    this.progress = progress;
  }

  /** One more pass, of at most {@link Lloyd#MOST_PASSES} of this start. */
  void passed(int pass) {
    tell(pass);
  }

  /** This start is done, however many passes it took. */
  void settled() {
    settled++;
    tell(0);
  }

  private void tell(int pass) {
    progress.at(
        "k-means", (long) settled * Lloyd.MOST_PASSES + pass, (long) starts * Lloyd.MOST_PASSES);
  }
}
