package io.akin.recommend;

/** What makes papers alike. */
public enum Mode {
  /** Their meaning: the cosine of the embeddings. */
  DENSE(0),

  /** Their words: BM25. */
  LEXICAL(1),

  /**
   * Both. The share is the best of those tried, between 0.2 and 0.7; any of 0.3 to 0.7 beats either
   * alone on every benchmark, and reciprocal rank fusion as well. See {@code akin eval}.
   */
  HYBRID(0.55);

  private final double lexicalShare;

  Mode(double lexicalShare) {
    this.lexicalShare = lexicalShare;
  }

  /** How much of a similarity is that of the words, from 0 to 1. */
  public double lexicalShare() {
    return lexicalShare;
  }
}
