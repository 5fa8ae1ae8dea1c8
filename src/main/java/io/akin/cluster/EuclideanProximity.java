package io.akin.cluster;

import java.util.Arrays;

/** Points of a few dimensions by their squared distance, negated. */
final class EuclideanProximity implements Proximity {
  private final float[][] points;

  /** Points {@code float[n][m]}, not copied. */
  EuclideanProximity(float[][] points) {
    this.points = points;
  }

  @Override
  public int size() {
    return points.length;
  }

  @Override
  public double distance(float proximity) {
    return Math.sqrt(-(double) proximity);
  }

  @Override
  public Proximity inOrder(int[] order) {
    float[][] ordered = new float[order.length][];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = points[order[i]];
    }
    return new EuclideanProximity(ordered);
  }

  @Override
  public Tile tile() {
    return new EuclideanTile();
  }

  private final class EuclideanTile implements Tile {
    private final float[][] panel = new float[points.length == 0 ? 0 : points[0].length][COLUMNS];
    private final float[] sums = new float[COLUMNS];
    private final float[] proximities = new float[ROWS * COLUMNS];

    @Override
    public float[] compare(int[] rows, int rowCount, int[] columns, int columnCount) {
      for (int c = 0; c < COLUMNS; c++) {
        float[] point = points[columns[Math.min(c, columnCount - 1)]];
        for (int i = 0; i < panel.length; i++) {
          panel[i][c] = point[i];
        }
      }
      for (int r = 0; r < rowCount; r++) {
        float[] point = points[rows[r]];
        Arrays.fill(sums, 0);
        for (int i = 0; i < panel.length; i++) {
          subtractSquares(sums, point[i], panel[i]);
        }
        System.arraycopy(sums, 0, proximities, r * COLUMNS, COLUMNS);
      }
      return proximities;
    }

    /** A loop of its own, of a fixed length, so that the JIT makes SIMD of it. */
    private static void subtractSquares(float[] sums, float component, float[] others) {
      for (int c = 0; c < COLUMNS; c++) {
        float difference = component - others[c];
        sums[c] -= difference * difference;
      }
    }
  }
}
