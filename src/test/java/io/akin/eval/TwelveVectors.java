package io.akin.eval;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import java.util.stream.Stream;

/** Three groups of vectors in space, and two vectors between them. */
final class TwelveVectors {
  static final EmbeddingMatrix MATRIX =
      EmbeddingMatrix.of(
          Stream.of(
                  new float[] {5, 1, 0},
                  new float[] {6, 1, 1},
                  new float[] {4, 0, 1},
                  new float[] {5, 2, 0},
                  new float[] {0, 5, 1},
                  new float[] {1, 6, 0},
                  new float[] {1, 4, 1},
                  new float[] {0, 1, 5},
                  new float[] {1, 1, 6},
                  new float[] {0, 2, 7},
                  new float[] {2, 2, 3},
                  new float[] {3, 3, 1})
              .map(Embedding::normalised)
              .toList());

  private TwelveVectors() {}
}
