package io.akin.corpus;

import java.io.IOException;
import java.io.InputStream;

/** Reads one format. Implementations have no state and are safe for use by many threads. */
public interface CorpusReader {

  /** The format's name for people, such as {@code JSON Lines}. */
  String format();

  /**
   * Whether a file is of this format. Readers are asked in an order that puts formats which show
   * themselves in the content before those that need the name.
   */
  boolean recognises(Head head);

  /**
   * Reads every record in order and hands each to the sink as it is read, using memory for a few
   * records only. A malformed record becomes a {@link ReadResult.Rejected} and reading goes on.
   * Locations never go backwards: where a format has no lines, the number of the record stands in
   * their place.
   *
   * @param in the file, not compressed; not closed
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
