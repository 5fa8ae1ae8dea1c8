package io.akin.embedding;

/** How the vectors of a text's tokens become the one vector of the text. */
public enum Pooling {
  /** The mean over all tokens that are not padding. */
  MEAN
}
