package io.akin.encoder;

/** What a text is to a model: some are trained with another prompt before each. */
public enum Role {
  /** What somebody looks for. */
  QUERY,

  /** What is to be found, and what is compared with its like. */
  DOCUMENT
}
