package io.akin.layout;

import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingMatrix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Where points that join a layout start: in the midst of their neighbours that have a place, the
 * stronger ones nearer. Neighbours of those follow, and so on. Not thread-safe.
 */
final class Placement {
  private static final float NOISE = 0.01f;

  private final EmbeddingMatrix matrix;
  private final RowOrder order;
  private final FuzzyGraph graph;
  private final int dimensions;
  private final float[] at;
  private final boolean[] fixed;
  private final boolean[] placed;

  Placement(EmbeddingMatrix matrix, RowOrder order, FuzzyGraph graph, int dimensions) {
    this.matrix = matrix;
    this.order = order;
    this.graph = graph;
    this.dimensions = dimensions;
    this.at = new float[order.size() * dimensions];
    this.fixed = new boolean[order.size()];
    this.placed = new boolean[order.size()];
  }

  /** Where a point is, and stays. */
  void fix(int rank, float[] place) {
    System.arraycopy(place, 0, at, rank * dimensions, dimensions);
    fixed[rank] = true;
    placed[rank] = true;
  }

  /** The ranks of those that are not fixed. */
  int[] joining() {
    return IntStream.range(0, fixed.length).filter(rank -> !fixed[rank]).toArray();
  }

  /**
   * Places all that are not fixed.
   *
   * @return all points by rank, {@code float[n * dimensions]}
   */
  float[] place(long seed, Workers workers) throws InterruptedException {
    int[] unplaced = follow(joining());
    if (unplaced.length > 0) {
      placeByLikeness(unplaced, workers);
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int rank : joining()) {
      for (int d = 0; d < dimensions; d++) {
        at[rank * dimensions + d] += NOISE * (2 * random.nextFloat() - 1);
      }
    }
    return at;
  }

  /** Rounds of those that have a neighbour with a place; what remains has none at all. */
  private int[] follow(int[] joining) {
    int[] unplaced = joining;
    while (true) {
      int[] round = Arrays.stream(unplaced).filter(this::hasPlacedNeighbour).toArray();
      if (round.length == 0) {
        return unplaced;
      }
      for (int rank : round) {
        betweenNeighbours(rank);
      }
      for (int rank : round) {
        placed[rank] = true;
      }
      unplaced = Arrays.stream(unplaced).filter(rank -> !placed[rank]).toArray();
    }
  }

  private boolean hasPlacedNeighbour(int rank) {
    return IntStream.range(graph.start[rank], graph.start[rank + 1])
        .anyMatch(edge -> placed[graph.targets[edge]]);
  }

  private void betweenNeighbours(int rank) {
    double[] sum = new double[dimensions];
    double weights = 0;
    for (int edge = graph.start[rank]; edge < graph.start[rank + 1]; edge++) {
      int neighbour = graph.targets[edge];
      if (placed[neighbour]) {
        weights += graph.weights[edge];
        for (int d = 0; d < dimensions; d++) {
          sum[d] += (double) graph.weights[edge] * at[neighbour * dimensions + d];
        }
      }
    }
    for (int d = 0; d < dimensions; d++) {
      at[rank * dimensions + d] = (float) (sum[d] / weights);
    }
  }

  private void placeByLikeness(int[] unplaced, Workers workers) throws InterruptedException {
    List<int[]> groups = groups(unplaced);
    int[] models = new int[groups.size()];
    workers.run("new groups", models.length, g -> models[g] = mostLike(groups.get(g)));
    for (int g = 0; g < models.length; g++) {
      for (int rank : groups.get(g)) {
        System.arraycopy(at, models[g] * dimensions, at, rank * dimensions, dimensions);
      }
    }
  }

  /** Those that edges connect. */
  private List<int[]> groups(int[] unplaced) {
    List<int[]> groups = new ArrayList<>();
    boolean[] seen = new boolean[placed.length];
    for (int first : unplaced) {
      if (seen[first]) {
        continue;
      }
      seen[first] = true;
      IntStream.Builder group = IntStream.builder();
      ArrayDeque<Integer> next = new ArrayDeque<>(List.of(first));
      while (!next.isEmpty()) {
        int rank = next.remove();
        group.add(rank);
        for (int edge = graph.start[rank]; edge < graph.start[rank + 1]; edge++) {
          int neighbour = graph.targets[edge];
          if (!seen[neighbour]) {
            seen[neighbour] = true;
            next.add(neighbour);
          }
        }
      }
      groups.add(group.build().sorted().toArray());
    }
    return groups;
  }

  /** The fixed point whose vector is most like the sum of a group's. */
  private int mostLike(int[] group) {
    double[] sum = new double[matrix.dimension()];
    for (int rank : group) {
      float[] vector = matrix.row(order.row(rank));
      for (int c = 0; c < sum.length; c++) {
        sum[c] += vector[c];
      }
    }
    int best = -1;
    double bestProduct = Double.NEGATIVE_INFINITY;
    for (int rank = 0; rank < fixed.length; rank++) {
      if (fixed[rank]) {
        float[] vector = matrix.row(order.row(rank));
        double product = 0;
        for (int c = 0; c < sum.length; c++) {
          product += sum[c] * vector[c];
        }
        if (product > bestProduct) {
          best = rank;
          bestProduct = product;
        }
      }
    }
    return best;
  }
}
