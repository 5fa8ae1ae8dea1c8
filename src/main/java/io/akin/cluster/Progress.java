package io.akin.cluster;

/** Told how far a long computation is, by the thread that waits for it. */
@FunctionalInterface
public interface Progress {
  /** For computations that nobody watches. */
  Progress NONE = (_, _, _) -> {};

  /**
   * Some more has been done.
   *
   * @param step what is being done, in a few words, such as {@code "nearest neighbours"}
   * @param done how much of it, 0 to {@code of}
   */
  void at(String step, long done, long of);
}
