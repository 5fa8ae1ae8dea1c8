package io.akin.http.map;

import io.akin.atlas.Atlas;

/**
 * Places as whole numbers from 0 to {@value #MAX}: those of the papers fill a square in its longer
 * direction, with a margin, and lie in the middle of the other.
 *
 * @param left of the square, in the atlas's own measure
 * @param bottom of the square
 * @param side of the square
 */
record Grid(double left, double bottom, double side) {
  static final int MAX = 65_535;
  private static final double MARGIN = 0.02;

  /** That of an atlas; places that are no number count as its origin. */
  static Grid of(Atlas atlas) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int row = 0; row < atlas.size(); row++) {
      double[] place = {finite(atlas.x(row)), finite(atlas.y(row))};
      for (int axis = 0; axis < 2; axis++) {
        low[axis] = Math.min(low[axis], place[axis]);
        high[axis] = Math.max(high[axis], place[axis]);
      }
    }
    double longer = Math.max(high[0] - low[0], high[1] - low[1]);
    if (!(longer > 0)) { // one place, or none
      longer = 1;
    }
    double side = longer * (1 + 2 * MARGIN);
    return new Grid(
        atlas.size() == 0 ? 0 : (low[0] + high[0] - side) / 2,
        atlas.size() == 0 ? 0 : (low[1] + high[1] - side) / 2,
        side);
  }

  private static double finite(float value) {
    return Float.isFinite(value) ? value : 0;
  }

  int x(float x) {
    return clamped((finite(x) - left) / side);
  }

  /** Counted from below, as in the atlas. */
  int y(float y) {
    return clamped((finite(y) - bottom) / side);
  }

  private static int clamped(double share) {
    return (int) Math.clamp(Math.round(share * MAX), 0L, MAX);
  }
}
