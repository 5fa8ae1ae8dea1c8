package io.akin.recommend;

/** Which reasons each paper of an answer is to come with. */
public enum Reasons {
  /** None. */
  NONE,

  /**
   * What each seed adds to the score, and the phrases that both speak of. Nothing is encoded for
   * them.
   */
  BRIEF,

  /** Those, and the two sentences that are nearest, which may have to be encoded. */
  FULL
}
