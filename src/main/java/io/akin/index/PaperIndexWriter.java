package io.akin.index;

import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * The one writer of an index. What it writes is seen by readers, and survives a crash, from the
 * next {@link #commit} on. Not thread-safe.
 */
public interface PaperIndexWriter extends AutoCloseable {

  /** What the index was made with. */
  IndexManifest manifest();

  /** The papers that have any of the identifiers, uncommitted ones included, each once. */
  List<IndexedPaper> find(Collection<PaperId> ids) throws IOException;

  /**
   * Adds a paper, in one step with removing those it takes the place of. A paper with the same
   * identifiers is always one of them.
   *
   * @param replaced papers found in this index, perhaps none
   */
  void replace(Collection<IndexedPaper> replaced, IndexedPaper paper) throws IOException;

  /**
   * Removes papers.
   *
   * @param papers found in this index
   */
  void remove(Collection<IndexedPaper> papers) throws IOException;

  /** Makes everything written so far durable. */
  void commit() throws IOException;

  /** Releases the index; what was not committed is lost. */
  @Override
  void close() throws IOException;
}
