package io.akin.corpus;

/**
 * Where a record stands.
 *
 * @param file the name the user gave
 * @param line its first line, counted from 1
 */
public record Location(String file, long line) {
  /** {@code file:line}, as compilers write it. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
