package io.akin.index;

import io.akin.embedding.Embedding;

/**
 * A nearest-neighbour query.
 *
 * @param k hits wanted
 * @param candidates nodes kept while walking the graph, at least {@code k}; {@code efSearch} in <a
 *     href="https://arxiv.org/abs/1603.09320">Malkov and Yashunin (2016)</a>. More costs time and
 *     buys recall. An engine that scans every vector ignores it.
 */
public record KnnQuery(Embedding vector, int k, int candidates) {
  /** A usual choice for the first ten; the best one depends on the index. */
  private static final int DEFAULT_CANDIDATES = 100;

  public KnnQuery {
    if (k < 1 || candidates < k) {
      throw new IllegalArgumentException(
          "need 1 <= k <= candidates, got k=%d candidates=%d".formatted(k, candidates));
    }
  }

  /** A query with a number of candidates that suits {@code k}. */
  public KnnQuery(Embedding vector, int k) {
    this(vector, k, Math.max(DEFAULT_CANDIDATES, k));
  }
}
