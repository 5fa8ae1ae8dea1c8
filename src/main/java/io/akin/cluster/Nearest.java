package io.akin.cluster;

/** The nearest of several directions for each of many vectors. Immutable. */
final class Nearest {
  private static final int ROWS_PER_UNIT = 512;

  private final int[] labels;
  private final float[] cosines;
  private final float[] memberships;

  private Nearest(int n) {
    labels = new int[n];
    cosines = new float[n];
    memberships = new float[n];
  }

  static Nearest of(float[][] rows, Directions directions, Workers workers)
      throws InterruptedException {
    Nearest all = new Nearest(rows.length);
    workers.run(
        "nearest centroids",
        Math.ceilDiv(rows.length, ROWS_PER_UNIT),
        unit -> {
          TwoNearest one = new TwoNearest(directions.size());
          TwoNearest two = new TwoNearest(directions.size());
          int to = Math.min(rows.length, (unit + 1) * ROWS_PER_UNIT);
          for (int i = unit * ROWS_PER_UNIT; i < to; i += 2) {
            int j = Math.min(i + 1, to - 1);
            directions.nearest(rows[i], rows[j], one, two);
            all.take(i, one);
            all.take(j, two);
          }
        });
    return all;
  }

  private void take(int i, TwoNearest nearest) {
    labels[i] = nearest.first();
    cosines[i] = nearest.cosine();
    memberships[i] = nearest.membership();
  }

  int label(int row) {
    return labels[row];
  }

  float cosine(int row) {
    return cosines[row];
  }

  Clustering clustering() {
    return new Clustering(Numbering.bySize(labels), memberships);
  }
}
