package io.akin.corpus.parquet;

/**
 * What a file may expand to. A few bytes of Parquet can stand for millions of rows, and pages for a
 * thousand times their size. Not thread-safe.
 */
final class Allowance {
  /** Text of papers shrinks to a third or a tenth. */
  static final int MAX_RATIO = 250;

  private static final long ALWAYS_ALLOWED = 32L << 20;

  private long left;

  /** The allowance of a file of so many bytes. */
  Allowance(long fileBytes) {
    this.left = Math.max(ALWAYS_ALLOWED, fileBytes * MAX_RATIO);
  }

  /**
   * Uses up some of it.
   *
   * @throws MalformedException when nothing is left
   */
  void use(long bytes) throws MalformedException {
    left -= bytes;
    if (left < 0) {
      throw new MalformedException(
          "it expands to more than %d times its size".formatted(MAX_RATIO));
    }
  }
}
