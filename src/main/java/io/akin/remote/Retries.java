package io.akin.remote;

import java.time.Duration;

/**
 * How a client behaves towards a server.
 *
 * @param courtesy least time from the end of a response to the next request
 * @param attempts how often one thing is asked for before the client gives up, 1 or more
 * @param firstBackoff wait before the second attempt; every further wait is twice as long
 * @param longestBackoff no wait of our own is longer
 * @param longestWait no wait that the server asks for is longer: the client gives up instead
 * @param timeout for a response, from the request to its last byte; for a file, whose size is no
 *     secret, from one byte to the next
 */
public record Retries(
    Duration courtesy,
    int attempts,
    Duration firstBackoff,
    Duration longestBackoff,
    Duration longestWait,
    Duration timeout) {

  /** One request in three seconds is what arXiv asks of programs. */
  public static final Retries ARXIV = ofCourtesy(Duration.ofSeconds(3));

  public static final Retries HUGGING_FACE = ofCourtesy(Duration.ofSeconds(1));

  /** For a few files, one after the other. */
  public static final Retries FILES =
      new Retries(
          Duration.ZERO,
          8,
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          Duration.ofHours(1),
          Duration.ofMinutes(1));

  public Retries {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, got " + attempts);
    }
  }

  private static Retries ofCourtesy(Duration courtesy) {
    return new Retries(
        courtesy,
        8,
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        Duration.ofMinutes(3));
  }

  /** The wait after an attempt that failed, the first being 1. */
  public Duration backoff(int attempt) {
    Duration wait = firstBackoff.multipliedBy(1L << Math.min(attempt - 1, 20));
    return wait.compareTo(longestBackoff) > 0 ? longestBackoff : wait;
  }
}
