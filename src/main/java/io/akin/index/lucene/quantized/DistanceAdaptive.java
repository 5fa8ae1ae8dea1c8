package io.akin.index.lucene.quantized;

import org.apache.lucene.search.knn.KnnSearchStrategy;

/**
 * Has a walk over a graph go on, beyond what it keeps, for as long as it meets nodes that are at
 * most {@code 1 + gamma} times as far as the tenth nearest that it has found (<a
 * href="https://arxiv.org/abs/2505.15636">Al-Jazzazi et al., 2025</a>). So a search that is easy
 * ends early and a hard one late, and the same gamma finds nearly the same share of the ten nearest
 * in graphs of very different size, where the number to keep ({@code efSearch}) would have to grow
 * with them. Immutable.
 */
public final class DistanceAdaptive extends KnnSearchStrategy {
  /** By which of the nearest is measured how far a walk goes. */
  static final int NEAREST = 10;

  /**
   * Nodes for each 1 of gamma: where all are about as far as the tenth, a walk ends all the same.
   */
  private static final int MOST_FOLLOWED_OF_GAMMA = 4_000;

  private final double gamma;

  /**
   * Goes so far.
   *
   * @param gamma a share of the Euclidean distance, from 0 to 1; with 0 a walk goes on for what it
   *     keeps alone
   * @throws IllegalArgumentException when it is another number
   */
  public DistanceAdaptive(double gamma) {
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("need 0 <= gamma <= 1, got " + gamma);
    }
    this.gamma = gamma;
  }

  /** What a score must be at least for its node to be followed, by the score of the tenth. */
  float limit(float tenth) {
    return (float) (1 - (1 + gamma) * (1 + gamma) * (1 - tenth)); // 1 - score grows by the square
  }

  /** Nodes that a walk follows before it goes on for what it keeps alone. */
  int mostFollowed() {
    return (int) (MOST_FOLLOWED_OF_GAMMA * gamma);
  }

  @Override
  public void nextVectorsBlock() {
    // nothing to note
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistanceAdaptive that && gamma == that.gamma;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(gamma);
  }
}
