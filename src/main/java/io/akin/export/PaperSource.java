package io.akin.export;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.index.PaperView;
import io.akin.index.PaperView.VectorConsumer;
import io.akin.paper.Paper;
import java.io.IOException;
import java.util.List;

/**
 * Papers and their vectors, in the order of their identifiers, as often as they are asked for: the
 * same each time.
 */
public interface PaperSource {
  /** How many papers, n. */
  int size();

  /** How many components a vector has, d. */
  int dimension();

  /** Hands over every paper with its vector. */
  void scan(PaperConsumer consumer) throws IOException;

  /** Hands over every vector, and nothing else, which is sooner. */
  void scanVectors(VectorConsumer consumer) throws IOException;

  /** Takes papers one by one. */
  @FunctionalInterface
  interface PaperConsumer {
    void accept(Paper paper, Embedding vector) throws IOException;
  }

  /** All papers of a view, which stays open as long as the source is used. */
  static PaperSource of(PaperView view) {
    return new ViewSource(view);
  }

  /**
   * Some papers.
   *
   * @param papers in the order of their identifiers
   * @param vectors theirs, row by row
   * @throws IllegalArgumentException when the two do not fit, or are in another order
   */
  static PaperSource of(List<Paper> papers, EmbeddingMatrix vectors) {
    return new ListSource(papers, vectors);
  }
}
