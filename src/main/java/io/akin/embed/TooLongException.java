package io.akin.embed;

/** A text that is not to be cut has more tokens than the model takes. */
public final class TooLongException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int tokens;
  private final int limit;

  TooLongException(int tokens, int limit) {
    super("a text has %,d tokens, and the model takes %,d".formatted(tokens, limit));
    this.tokens = tokens;
    this.limit = limit;
  }

  /** How many it has. */
  public int tokens() {
    return tokens;
  }

  /** How many it may have. */
  public int limit() {
    return limit;
  }
}
