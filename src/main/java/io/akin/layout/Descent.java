package io.akin.layout;

import io.akin.cluster.Workers;

/**
 * Moves points to where those that they share an edge with pull them and all others push them
 * (McInnes, Healy and Melville 2018, algorithm 5, with its sampling of edges and of points to be
 * pushed by). The reference lets threads race for points; here an epoch has phases, each moves a
 * part of the points, and a point sees the others where they were when the phase began. What is
 * drawn by chance hangs on the seed, the epoch, the rank and the edge. So threads change nothing.
 */
final class Descent {
  /** Two points that pull each other would swap their places if both moved at once. */
  private static final int PHASES = 2;

  private static final int POINTS_PER_UNIT = 512;

  /** Fewer move faster on the caller's thread than others can be started. */
  private static final int WORTH_THREADS = 2 * POINTS_PER_UNIT;

  private static final int PUSHES_PER_PULL = 5;
  private static final float LONGEST = 4;

  private final FuzzyGraph graph;
  private final Curve curve;
  private final int dimensions;
  private final long seed;

  Descent(FuzzyGraph graph, Curve curve, int dimensions, long seed) {
    this.graph = graph;
    this.curve = curve;
    this.dimensions = dimensions;
    this.seed = seed;
  }

  /**
   * Moves some points.
   *
   * @param at all points by rank, {@code float[n * dimensions]}, changed in place
   * @param moving ranks of those to move
   * @param rate the length of the first steps; it shrinks to 0 evenly
   */
  void move(float[] at, int[] moving, int epochs, float rate, Workers workers)
      throws InterruptedException {
    Workers quiet = workers.quiet();
    int perPhase = (moving.length + PHASES - 1) / PHASES;
    float[] moved = new float[perPhase * dimensions];
    for (int epoch = 0; epoch < epochs; epoch++) {
      Pass pass = new Pass(at, epoch, rate * (1 - (float) epoch / epochs));
      for (int phase = 0; phase < PHASES; phase++) {
        int from = Math.min(moving.length, phase * perPhase);
        int count = Math.min(moving.length, from + perPhase) - from;
        movePhase(pass, moving, from, count, moved, quiet);
        for (int i = 0; i < count; i++) {
          System.arraycopy(moved, i * dimensions, at, moving[from + i] * dimensions, dimensions);
        }
      }
      workers.progress().at("layout", epoch + 1, epochs);
    }
  }

  private void movePhase(
      Pass pass, int[] moving, int from, int count, float[] moved, Workers workers)
      throws InterruptedException {
    if (count <= WORTH_THREADS) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted in epoch " + pass.epoch);
      }
      for (int i = 0; i < count; i++) {
        pass.move(moving[from + i], moved, i * dimensions);
      }
      return;
    }
    workers.run(
        "layout",
        (count + POINTS_PER_UNIT - 1) / POINTS_PER_UNIT,
        unit -> {
          int end = Math.min(count, (unit + 1) * POINTS_PER_UNIT);
          for (int i = unit * POINTS_PER_UNIT; i < end; i++) {
            pass.move(moving[from + i], moved, i * dimensions);
          }
        });
  }

  /**
   * One epoch. Reads the points, and writes none of them. In a period of 1 / weight epochs an edge
   * pulls each of its ends twice, since it exists in both directions; for one of them its source is
   * pushed too. A point that is drawn to push itself does not move.
   */
  private final class Pass {
    private final float[] at;
    private final int epoch;
    private final float step;
    private final long stream;
    private final int n = graph.start.length - 1;

    Pass(float[] at, int epoch, float step) {
      this.at = at;
      this.epoch = epoch;
      this.step = step;
      this.stream = RowOrder.mix(seed + epoch * RowOrder.GOLDEN);
    }

    void move(int rank, float[] to, int index) {
      if (dimensions == 2) {
        moveInThePlane(rank, to, index);
      } else {
        moveInSpace(rank, to, index);
      }
    }

    private void moveInSpace(int rank, float[] to, int index) {
      float[] point = new float[dimensions];
      System.arraycopy(at, rank * dimensions, point, 0, dimensions);
      long random = RowOrder.mix(stream ^ (rank * RowOrder.GOLDEN));
      int end = graph.start[rank + 1];
      for (int edge = graph.start[rank]; edge < end; edge++) {
        float before = Math.fma(epoch, graph.weights[edge], fraction(edge));
        float after = before + graph.weights[edge];
        int other = graph.targets[edge] * dimensions;
        if ((int) before != (int) after) {
          pull(point, other);
          for (int push = 0; push < PUSHES_PER_PULL; push++) {
            random += RowOrder.GOLDEN;
            push(point, drawn(random) * dimensions);
          }
        }
        if ((int) (before + 0.5f) != (int) (after + 0.5f)) {
          pull(point, other);
        }
      }
      System.arraycopy(point, 0, to, index, dimensions);
    }

    private void pull(float[] point, int other) {
      float force = curve.attraction(square(point, other));
      for (int d = 0; d < dimensions; d++) {
        point[d] += step * clipped(force * (point[d] - at[other + d]));
      }
    }

    private void push(float[] point, int other) {
      float force = curve.repulsion(square(point, other));
      for (int d = 0; d < dimensions; d++) {
        point[d] += step * clipped(force * (point[d] - at[other + d]));
      }
    }

    private float square(float[] point, int other) {
      float square = 0;
      for (int d = 0; d < dimensions; d++) {
        float difference = point[d] - at[other + d];
        square += difference * difference;
      }
      return square;
    }

    /** The same as {@link #moveInSpace}, in half the time. */
    private void moveInThePlane(int rank, float[] to, int index) {
      float x = at[2 * rank];
      float y = at[2 * rank + 1];
      long random = RowOrder.mix(stream ^ (rank * RowOrder.GOLDEN));
      int end = graph.start[rank + 1];
      for (int edge = graph.start[rank]; edge < end; edge++) {
        float before = Math.fma(epoch, graph.weights[edge], fraction(edge));
        float after = before + graph.weights[edge];
        int other = 2 * graph.targets[edge];
        if ((int) before != (int) after) {
          float dx = x - at[other];
          float dy = y - at[other + 1];
          float force = curve.attraction(dx * dx + dy * dy);
          x += step * clipped(force * dx);
          y += step * clipped(force * dy);
          for (int push = 0; push < PUSHES_PER_PULL; push++) {
            random += RowOrder.GOLDEN;
            int any = 2 * drawn(random);
            float px = x - at[any];
            float py = y - at[any + 1];
            float away = curve.repulsion(px * px + py * py);
            x += step * clipped(away * px);
            y += step * clipped(away * py);
          }
        }
        if ((int) (before + 0.5f) != (int) (after + 0.5f)) {
          float dx = x - at[other];
          float dy = y - at[other + 1];
          float force = curve.attraction(dx * dx + dy * dy);
          x += step * clipped(force * dx);
          y += step * clipped(force * dy);
        }
      }
      to[index] = x;
      to[index + 1] = y;
    }

    private int drawn(long random) {
      return (int) (((RowOrder.mix(random) >>> 32) * n) >>> 32);
    }
  }

  /** Where in its period an edge is at first, 0 to 1. */
  private static float fraction(int edge) {
    return ((edge * 0x9E3779B9) >>> 8) * 0x1p-24f;
  }

  private static float clipped(float component) {
    return Math.min(LONGEST, Math.max(-LONGEST, component));
  }
}
