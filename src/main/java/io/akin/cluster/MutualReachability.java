package io.akin.cluster;

import java.util.Arrays;

/**
 * The spanning tree of rows by mutual reachability (Campello, Moulavi and Sander 2013): the
 * proximity of a pair, or that of either row to its {@code minSamples}-th neighbour where that is
 * lower.
 *
 * <p>Exact, for the price of one comparison of all pairs at most. The lists of neighbours give a
 * tree that is nearly right. Its edges, merged from the nearest to the farthest, put the rows in an
 * order in which the weakest edge on the path between any two is the weakest gap between their
 * places. A pair that is not nearer than that gap changes nothing, and neither does a pair with a
 * row whose own core is not; so tiles of such rows are never compared.
 */
final class MutualReachability {
  private static final int SAMPLES_OF_A_COMPONENT = 64;

  private final Proximity proximity;
  private final float[] cores;
  private final Workers workers;

  /**
   * Takes the cores from the lists.
   *
   * @param nearest at least {@code minSamples} neighbours of every row, or all others
   */
  MutualReachability(Proximity proximity, NeighbourGraph nearest, int minSamples, Workers workers) {
    this.proximity = proximity;
    this.workers = workers;
    cores = new float[nearest.size()];
    for (int row = 0; row < cores.length; row++) {
      float[] sorted = nearest.cosines(row);
      cores[row] = sorted.length == 0 ? 0 : sorted[Math.min(minSamples, sorted.length) - 1];
    }
  }

  /** Every row's proximity to its {@code minSamples}-th neighbour, {@code float[n]}. */
  float[] cores() {
    return cores;
  }

  /**
   * The edges of a spanning tree, the nearest first. Which of equally near edges it holds is open;
   * what is connected by edges down to any proximity is not.
   */
  Forest spanningTree(NeighbourGraph nearest) throws InterruptedException {
    Forest tree = new Forest(cores.length);
    for (int row = 0; row < cores.length; row++) {
      int[] neighbours = nearest.neighbours(row);
      for (int i = 0; i < neighbours.length; i++) {
        tree.add(row, neighbours[i], reach(row, neighbours[i], nearest.cosines(row)[i]));
      }
    }
    tree.prune();
    while (tree.size() < cores.length - 1) {
      joinComponents(tree);
    }
    improve(tree);
    return tree;
  }

  private float reach(int a, int b, float near) {
    return Math.min(near, Math.min(cores[a], cores[b]));
  }

  /** Joins each component but the largest to another, by the best edge of a sample of its rows. */
  private void joinComponents(Forest tree) throws InterruptedException {
    Components components = new Components(cores.length);
    for (int e = 0; e < tree.size(); e++) {
      components.join(tree.from(e), tree.to(e));
    }
    int largest = 0;
    for (int row = 1; row < cores.length; row++) {
      if (components.size(row) > components.size(largest)) {
        largest = row;
      }
    }
    int[] seen = new int[cores.length];
    int[] sample = new int[cores.length];
    int count = 0;
    for (int row = 0; row < cores.length; row++) {
      int component = components.of(row);
      int stride = 1 + components.size(row) / SAMPLES_OF_A_COMPONENT;
      if (component != components.of(largest) && seen[component]++ % stride == 0) {
        sample[count++] = row;
      }
    }
    for (JoiningEdges.Edge edge :
        new JoiningEdges(proximity, cores, components, Arrays.copyOf(sample, count))
            .find(workers)) {
      tree.add(edge.from(), edge.to(), edge.proximity());
    }
    tree.prune();
  }

  private void improve(Forest tree) throws InterruptedException {
    MergeOrder order = MergeOrder.of(tree, cores.length);
    float[] ordered = new float[cores.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = cores[order.rows()[i]];
    }
    new Improvements(proximity.inOrder(order.rows()), ordered, order, tree).find(workers);
    tree.prune();
  }
}
