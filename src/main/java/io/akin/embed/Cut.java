package io.akin.embed;

/** What becomes of a text that has more tokens than the model takes. */
public enum Cut {
  /** Its beginning is encoded. */
  END,

  /** Its end is encoded. */
  BEGINNING,

  /** It is an error. */
  NEVER
}
