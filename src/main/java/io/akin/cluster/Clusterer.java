package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;

/** A way to make groups of vectors. */
@FunctionalInterface
public interface Clusterer {
  /**
   * Groups the rows of a matrix. The same matrix gives the same groups on any number of threads;
   * sort the rows to have the same groups for the same vectors in any order.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  Clustering cluster(EmbeddingMatrix matrix, Workers workers) throws InterruptedException;
}
