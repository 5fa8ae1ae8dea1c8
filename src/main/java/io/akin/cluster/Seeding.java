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
  private static final int ROWS_PER_UNIT = 2_048;

  /** Closer vectors are the same, as far as float32 can tell. */
  private static final float SAME = 1e-6f;

  private Seeding() {}

  /** At most k of the rows, fewer where no more are different from each other. */
  static float[][] draw(float[][] rows, int k, RandomGenerator random, Workers workers)
      throws InterruptedException {
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
          Math.ceilDiv(rows.length, ROWS_PER_UNIT),
          unit -> {
            int to = Math.min(rows.length, (unit + 1) * ROWS_PER_UNIT);
            for (int i = unit * ROWS_PER_UNIT; i < to; i++) {
              float distance = 1 - Directions.cosine(rows[i], latest);
              distances[i] = Math.min(distances[i], distance < SAME ? 0 : distance);
            }
          });
      next = drawn(distances, random);
    }
    return Arrays.copyOf(drawn, count);
  }

  /** A row with a chance proportional to its distance; -1 where all are 0. */
  private static int drawn(float[] distances, RandomGenerator random) {
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
