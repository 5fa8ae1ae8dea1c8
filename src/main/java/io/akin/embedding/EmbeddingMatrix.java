package io.akin.embedding;

import java.util.List;

/**
 * Vectors of unit length as the rows of a matrix, {@code float[n][d]}. Immutable, and safe for use
 * by many threads, as long as nobody writes into its rows.
 */
public final class EmbeddingMatrix {
  private final float[][] rows;
  private final int dimension;

  private EmbeddingMatrix(float[][] rows, int dimension) {
    this.rows = rows;
    this.dimension = dimension;
  }

  /**
   * The vectors in their order, which may be none.
   *
   * @throws IllegalArgumentException when their dimensions differ
   */
  public static EmbeddingMatrix of(List<Embedding> embeddings) {
    int dimension = embeddings.isEmpty() ? 0 : embeddings.getFirst().dimension();
    float[][] rows = new float[embeddings.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = embeddings.get(i).toArray();
      if (rows[i].length != dimension) {
        throw new IllegalArgumentException(
            "dimensions differ: %d and %d".formatted(dimension, rows[i].length));
      }
    }
    return new EmbeddingMatrix(rows, dimension);
  }

  /** How many vectors, n. */
  public int size() {
    return rows.length;
  }

  /** How many components each has, d; 0 if there is no vector. */
  public int dimension() {
    return dimension;
  }

  /** The components of a vector, {@code float[d]}: the matrix's own, to read and not to write. */
  public float[] row(int i) {
    return rows[i];
  }
}
