package io.akin.cluster;

/** Graphs for tests of those who are handed one. */
public final class GivenGraph {
  private GivenGraph() {}

  /** A graph of these edges, which are not copied. */
  public static NeighbourGraph of(int[][] neighbours, float[][] cosines) {
    return new NeighbourGraph(neighbours, cosines);
  }
}
