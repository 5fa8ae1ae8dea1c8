package io.akin.index;

import io.akin.embedding.Embedding;

/**
 * A nearest-neighbour query.
 *
 * @param k hits wanted
 */
public record KnnQuery(Embedding vector, int k) {
  public KnnQuery {
    if (k < 1) {
      throw new IllegalArgumentException("need 1 <= k, got " + k);
    }
  }
}
