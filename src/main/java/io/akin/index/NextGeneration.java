package io.akin.index;

import io.akin.index.PaperIndex.PaperConsumer;
import java.io.IOException;

/**
 * A generation of an index that is being built beside the live one, which goes on being read and
 * which nobody else can write meanwhile. Closing it before {@link #takeIntoUse} has returned leaves
 * the index as it was.
 */
public interface NextGeneration extends AutoCloseable {

  /** What the live generation was made with. */
  IndexManifest live();

  /** What this one is being made with. */
  IndexManifest manifest();

  /** How many papers the live generation holds. */
  int size() throws IOException;

  /** Hands over every paper of the live generation, in the order of their identifiers. */
  void scan(PaperConsumer consumer) throws IOException;

  /** Adds a paper, which must not have been added before. May be called by many threads at once. */
  void add(IndexedPaper paper) throws IOException;

  /**
   * Makes one segment of all, reads it back, and makes it the live generation in one step. The one
   * that was live until then is kept.
   *
   * @throws IndexException when what was read back is not sound or not all; the index is as it was
   */
  GenerationReport takeIntoUse() throws IOException;

  /** Releases the index, and deletes what was built if it was not taken into use. */
  @Override
  void close() throws IOException;
}
