package io.akin.ingest;

import java.time.Duration;

/**
 * When what was written is made durable: whichever comes first.
 *
 * @param papers written since the last commit, 1 or more
 * @param interval since the last commit
 */
public record CommitPolicy(int papers, Duration interval) {
  /** A crash costs some seconds of encoding; a commit, some milliseconds. */
  public static final CommitPolicy DEFAULT = new CommitPolicy(2_000, Duration.ofSeconds(10));

  public CommitPolicy {
    if (papers < 1 || interval.isNegative()) {
      throw new IllegalArgumentException(
          "need papers >= 1 and interval >= 0, got %d and %s".formatted(papers, interval));
    }
  }
}
