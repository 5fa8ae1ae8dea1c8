package io.akin.index;

import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Papers and their vectors, to read. Implementations are safe for use by many threads, and show
 * what a writer commits without being opened again.
 */
public interface PaperIndex extends AutoCloseable {

  /** What the papers were indexed with that are live now; see {@link PaperView#manifest}. */
  IndexManifest manifest();

  /**
   * The share of the ten nearest papers that a search finds where it does not compare with all, as
   * it was last measured; empty if it never was.
   */
  OptionalDouble recall() throws IOException;

  /** How many papers it holds. */
  int size() throws IOException;

  /** The paper with the identifier, whichever of its identifiers it is. */
  Optional<IndexedPaper> find(PaperId id) throws IOException;

  /**
   * The papers nearest to a vector, most similar first, equally similar ones by identifier. As many
   * as asked for, or all there are. An engine that searches approximately orders so what it finds.
   *
   * @throws IllegalArgumentException when the vector's dimension is not the index's
   */
  List<Hit> nearest(KnnQuery query) throws IOException;

  /** A look at the papers as they are now, for questions that belong together. */
  PaperView view() throws IOException;

  /** The papers whose titles have most in common with the words, best first, at most k. */
  List<Paper> titled(String words, int k) throws IOException;

  /**
   * Hands over every paper, in the order of their identifiers.
   *
   * @throws IOException when the index cannot be read, or the consumer throws it
   */
  void scan(PaperConsumer consumer) throws IOException;

  @Override
  void close() throws IOException;

  /** Takes papers one by one. */
  @FunctionalInterface
  interface PaperConsumer {
    void accept(IndexedPaper paper) throws IOException;
  }
}
