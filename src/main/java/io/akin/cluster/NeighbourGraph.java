package io.akin.cluster;

/**
 * The nearest neighbours of every vector of a matrix, by cosine: a directed graph of n nodes with k
 * edges each. Immutable and thread-safe, as long as nobody writes into its arrays.
 */
public final class NeighbourGraph {
  private final int[][] neighbours;
  private final float[][] cosines;

  /** Wraps the arrays, which are not copied: row i is that of vector i. */
  public NeighbourGraph(int[][] neighbours, float[][] cosines) {
    this.neighbours = neighbours;
    this.cosines = cosines;
  }

  /** How many vectors, n. */
  public int size() {
    return neighbours.length;
  }

  /**
   * The neighbours of a vector, nearest first, equally near ones by row, the vector itself not
   * among them: {@code int[k]}, fewer where there are not as many others. Its own array, to read
   * and not to write.
   */
  public int[] neighbours(int row) {
    return neighbours[row];
  }

  /** The cosines of {@link #neighbours}, in their order; not to be written. */
  public float[] cosines(int row) {
    return cosines[row];
  }
}
