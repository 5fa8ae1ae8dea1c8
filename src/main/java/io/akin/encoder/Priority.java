package io.akin.encoder;

/** Who waits for an embedding, and what becomes of the call when there is too much to do. */
public enum Priority {
  /**
   * A person or a program waits for the answer: goes first, and is refused when the queue is full.
   */
  INTERACTIVE,

  /** Part of a load: goes after all that is interactive, and waits while the queue is full. */
  LOAD
}
