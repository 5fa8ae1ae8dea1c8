package io.akin.index;

import io.akin.embedding.Embedding;
import java.util.OptionalInt;

/**
 * A nearest-neighbour query.
 *
 * @param k hits wanted
 * @param candidates nodes kept while walking the graph, at least {@code k}; {@code efSearch} in <a
 *     href="https://arxiv.org/abs/1603.09320">Malkov and Yashunin (2016)</a>. More costs time and
 *     buys recall. When empty, what suits the index and {@code k}. An engine that scans every
 *     vector ignores it.
 */
public record KnnQuery(Embedding vector, int k, OptionalInt candidates) {
  public KnnQuery {
    if (k < 1 || candidates.orElse(k) < k) {
      throw new IllegalArgumentException(
          "need 1 <= k <= candidates, got k=%d candidates=%s".formatted(k, candidates));
    }
  }

  /** A query with a number of candidates of its own. */
  public KnnQuery(Embedding vector, int k, int candidates) {
    this(vector, k, OptionalInt.of(candidates));
  }

  /** A query with the number of candidates that suits the index. */
  public KnnQuery(Embedding vector, int k) {
    this(vector, k, OptionalInt.empty());
  }
}
