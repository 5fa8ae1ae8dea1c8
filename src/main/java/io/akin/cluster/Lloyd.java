package io.akin.cluster;

import java.util.Arrays;

/**
 * Spherical k-means from given centroids: assigns every vector to the centroid most like it, makes
 * each centroid the mean direction of its vectors, and again, until hardly any vector moves. Bounds
 * on the angle to the own centroid and to all others spare most of the comparisons (<a
 * href="https://arxiv.org/abs/2107.04074">Schubert, Lang and Feher 2021</a>, after Hamerly).
 * Confined to one thread, which shares the work out.
 */
final class Lloyd {
  static final int MOST_PASSES = 100;

  /** Of the vectors: fewer moves than that are as good as none. */
  static final double SETTLED = 0.0005;

  /** The same for a rough fit, which takes half of the passes. */
  static final double NEARLY_SETTLED = 0.005;

  private static final int ROWS_PER_UNIT = 512;

  private static final int CENTROIDS_PER_UNIT = 16;

  private final float[][] rows;
  private final Workers workers;
  private final Passes passes;
  private final double settled;
  private final float[][] centroids;
  private final int[] labels;
  private final float[] cosines;
  private final double[] atMost;
  private final double[] atLeast;
  private final double[] nearestOther;
  private final double[] moved;

  private Lloyd(
      float[][] rows, float[][] centroids, double settled, Workers workers, Passes passes) {
    this.rows = rows;
    this.passes = passes;
    this.settled = settled;
    this.workers = workers;
    this.centroids = centroids;
    labels = new int[rows.length];
    cosines = new float[rows.length];
    atMost = new double[rows.length];
    atLeast = new double[rows.length];
    nearestOther = new double[centroids.length];
    moved = new double[centroids.length];
  }

  /** The centroids, {@code float[k][d]}, and the sum of the vectors' cosines with theirs. */
  static final class Fit {
    private final float[][] centroids;
    private final double cosines;

    private Fit(float[][] centroids, double cosines) {
      this.centroids = centroids;
      this.cosines = cosines;
    }

    float[][] centroids() {
      return centroids;
    }

    double cosines() {
      return cosines;
    }
  }

  /**
   * Improves centroids.
   *
   * @param rows {@code float[n][d]} of unit length, n at least 1
   * @param centroids {@code float[k][d]} of unit length, no more than there are different rows; the
   *     array is written into
   * @param settled the share of the rows that may still move at the end
   * @param passes told of each pass, and of the end
   */
  static Fit improve(
      float[][] rows, float[][] centroids, double settled, Workers workers, Passes passes)
      throws InterruptedException {
    return new Lloyd(rows, centroids, settled, workers, passes).run();
  }

  private Fit run() throws InterruptedException {
    Arrays.fill(atMost, Math.PI); // knows nothing, so that the first pass compares with all
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      int[] before = labels.clone();
      assign();
      boolean refilled = refill();
      int changed = 0;
      boolean[] stale = new boolean[centroids.length];
      for (int i = 0; i < rows.length; i++) {
        if (pass == 0 || labels[i] != before[i]) {
          changed++;
          stale[labels[i]] = true;
          stale[before[i]] = true;
        }
      }
      if (!refilled && changed <= settled * rows.length) {
        break;
      }
      move(stale);
      passes.passed(pass + 1);
    }
    passes.settled();
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += Directions.cosine(rows[i], centroids[labels[i]]);
    }
    return new Fit(centroids, sum);
  }

  private void assign() throws InterruptedException {
    Directions directions = new Directions(centroids);
    measureCentroids(directions);
    double furthest = Arrays.stream(moved).max().orElse(0);
    int units = Math.ceilDiv(rows.length, ROWS_PER_UNIT);
    workers.run(
        "k-means",
        units,
        unit -> {
          int from = unit * ROWS_PER_UNIT;
          int to = Math.min(rows.length, from + ROWS_PER_UNIT);
          int[] open = new int[to - from];
          int count = 0;
          for (int i = from; i < to; i++) {
            if (mayHaveMoved(i, furthest)) {
              open[count++] = i;
            }
          }
          TwoNearest one = new TwoNearest(centroids.length);
          TwoNearest two = new TwoNearest(centroids.length);
          for (int i = 0; i < count; i += 2) {
            int a = open[i];
            int b = open[Math.min(i + 1, count - 1)];
            directions.nearest(rows[a], rows[b], one, two);
            take(a, one);
            take(b, two);
          }
        });
  }

  /** Half the angle from each centroid to the nearest other one: closer vectors stay. */
  private void measureCentroids(Directions directions) throws InterruptedException {
    int k = centroids.length;
    workers.run(
        "k-means",
        Math.ceilDiv(k, CENTROIDS_PER_UNIT),
        unit -> {
          float[] one = new float[k];
          float[] two = new float[k];
          int to = Math.min(k, (unit + 1) * CENTROIDS_PER_UNIT);
          for (int a = unit * CENTROIDS_PER_UNIT; a < to; a += 2) {
            int b = Math.min(a + 1, k - 1);
            directions.cosines(centroids[a], centroids[b], one, two);
            one[a] = -1;
            two[b] = -1;
            nearestOther[a] = angle(largest(one)) / 2;
            nearestOther[b] = angle(largest(two)) / 2;
          }
        });
  }

  private boolean mayHaveMoved(int i, double furthest) {
    int own = labels[i];
    atMost[i] += moved[own];
    atLeast[i] -= furthest;
    double safe = Math.max(nearestOther[own], atLeast[i]);
    if (atMost[i] <= safe) {
      return false;
    }
    cosines[i] = Directions.cosine(rows[i], centroids[own]);
    atMost[i] = angle(cosines[i]);
    return atMost[i] > safe;
  }

  private void take(int i, TwoNearest nearest) {
    labels[i] = nearest.first();
    cosines[i] = nearest.cosine();
    atMost[i] = angle(nearest.cosine());
    atLeast[i] = angle(nearest.second());
  }

  /** Gives a centroid without vectors the vector that is least like its own centroid. */
  private boolean refill() {
    int[] sizes = new int[centroids.length];
    for (int label : labels) {
      sizes[label]++;
    }
    boolean refilled = false;
    for (int c = 0; c < sizes.length; c++) {
      if (sizes[c] == 0) {
        int least = -1;
        for (int i = 0; i < rows.length; i++) {
          if (sizes[labels[i]] > 1 && (least < 0 || cosines[i] < cosines[least])) {
            least = i;
          }
        }
        sizes[labels[least]]--;
        sizes[c]++;
        labels[least] = c;
        cosines[least] = 1;
        atMost[least] = Math.PI;
        refilled = true;
      }
    }
    return refilled;
  }

  private void move(boolean[] stale) throws InterruptedException {
    int k = centroids.length;
    int[] starts = new int[k + 1];
    for (int label : labels) {
      starts[label + 1]++;
    }
    for (int c = 0; c < k; c++) {
      starts[c + 1] += starts[c];
    }
    int[] next = Arrays.copyOf(starts, k);
    int[] members = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      members[next[labels[i]]++] = i;
    }
    workers.run(
        "k-means",
        Math.ceilDiv(k, CENTROIDS_PER_UNIT),
        unit -> {
          int end = Math.min(k, (unit + 1) * CENTROIDS_PER_UNIT);
          for (int c = unit * CENTROIDS_PER_UNIT; c < end; c++) {
            moved[c] = 0;
            if (stale[c]) {
              float[] to = mean(members, starts[c], starts[c + 1], centroids[c]);
              moved[c] = angle(Directions.cosine(centroids[c], to));
              centroids[c] = to;
            }
          }
        });
  }

  /** The mean direction; the old one where the vectors cancel each other out. */
  private float[] mean(int[] members, int from, int to, float[] old) {
    double[] sum = new double[old.length];
    for (int m = from; m < to; m++) {
      Centroids.add(rows[members[m]], sum);
    }
    return Centroids.unit(sum, old);
  }

  private static double angle(float cosine) {
    return Math.acos(Math.clamp(cosine, -1f, 1f));
  }

  private static float largest(float[] values) {
    float largest = values[0];
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
