package io.akin.corpus;

import java.io.IOException;
import java.io.InputStream;

/** Reads one format. Implementations have no state and are safe for use by many threads. */
public interface CorpusReader {

  /** The format's name for people, such as {@code JSON Lines}. */
  String format();

  /**
   * Whether a file is of this format.
   *
   * @param head the beginning of the file as text, at most 64 KiB of it, cut anywhere
   */
  boolean recognises(String head);

  /**
   * Reads every record in order and hands each to the sink as it is read, using memory for a few
   * records only. A malformed record becomes a {@link ReadResult.Rejected} and reading goes on.
   *
   * @param in UTF-8 text; not closed
   * @param file the file's name, for locations
   * @throws CorpusException when the file as a whole is malformed
   * @throws IOException when the file cannot be read, or the sink throws it
   */
  void read(InputStream in, String file, Sink sink) throws IOException;

  /** Takes records as they are read. */
  @FunctionalInterface
  interface Sink {
    void accept(ReadResult result) throws IOException;
  }
}
