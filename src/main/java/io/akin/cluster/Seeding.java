package io.akin.cluster;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * First centroids, drawn from the vectors: each with a chance proportional to its squared distance
 * from those drawn before, 2 - 2 cos (k-means++, <a
 * href="https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf">Arthur and Vassilvitskii
 * 2007</a>).
 */
final class Seeding {
  private static final int ROWS_PER_UNIT = 1_024;

  /** Closer vectors are the same, as far as float32 can tell. */
  private static final float SAME = 1e-6f;

  private final float[][] rows;

  /** The rows as directions, to meet a centroid many at once. */
  private final Directions[] blocks;

  /** To draw from {@code float[n][d]}, n at least 1. */
  Seeding(float[][] rows) {
    this.rows = rows;
    blocks = new Directions[Math.ceilDiv(rows.length, ROWS_PER_UNIT)];
    Arrays.setAll(
        blocks,
        block -> {
          int from = block * ROWS_PER_UNIT;
          int to = Math.min(rows.length, from + ROWS_PER_UNIT);
          return new Directions(Arrays.copyOfRange(rows, from, to));
        });
  }

  /** At most k of the rows, fewer where no more are different from each other. */
  float[][] draw(int k, RandomGenerator random, Workers workers) throws InterruptedException {
    float[] distances = new float[rows.length];
    Arrays.fill(distances, 2);
    float[][] drawn = new float[Math.min(k, rows.length)][];
    int count = 0;
    int next = random.nextInt(rows.length);
    while (next >= 0) {
      float[] latest = rows[next];
      drawn[count++] = latest;
      if (count == drawn.length) {
        break;
      }
      workers.run(
          "k-means",
          blocks.length,
          unit -> {
            float[] cosines = new float[blocks[unit].size()];
            blocks[unit].cosines(latest, cosines);
            int from = unit * ROWS_PER_UNIT;
            for (int i = 0; i < cosines.length; i++) {
              float distance = 1 - cosines[i];
              distances[from + i] = Math.min(distances[from + i], distance < SAME ? 0 : distance);
            }
          });
      next = next(distances, random);
    }
    return Arrays.copyOf(drawn, count);
  }

  /** A row with a chance proportional to its distance; -1 where all are 0. */
  private static int next(float[] distances, RandomGenerator random) {
    double total = 0;
    for (float distance : distances) {
      total += distance;
    }
    double left = random.nextDouble() * total;
    int last = -1;
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] > 0) {
        last = i;
        left -= distances[i];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }
}
