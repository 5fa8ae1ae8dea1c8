package io.akin.embedding;

/** How the vectors of a text's tokens become the one vector of the text. */
public enum Pooling {
  /** The vector of the first token, which BERT calls {@code [CLS]}. */
  CLS,

  /** The mean over all tokens that are not padding. */
  MEAN,

  /** The largest value of each component over all tokens that are not padding. */
  MAX,

  /** The vector of the last token that is not padding: the one that decoders have seen all from. */
  LAST_TOKEN
}
