package io.akin.cluster;

/** Scratch for one vector at a time: which of several directions are nearest to it. */
final class TwoNearest {
  private final float[] cosines;
  private int first;
  private float cosine;
  private float second;

  TwoNearest(int directions) {
    cosines = new float[directions];
  }

  /** Where the cosines with all directions are put, {@code float[k]}, before {@link #choose}. */
  float[] cosines() {
    return cosines;
  }

  /** Finds the nearest, of equally near ones the first. */
  void choose() {
    first = 0;
    cosine = cosines[0];
    second = -1;
    for (int c = 1; c < cosines.length; c++) {
      if (cosines[c] > cosine) {
        second = cosine;
        cosine = cosines[c];
        first = c;
      } else if (cosines[c] > second) {
        second = cosines[c];
      }
    }
  }

  /** The nearest. */
  int first() {
    return first;
  }

  /** The cosine with the nearest. */
  float cosine() {
    return cosine;
  }

  /** The cosine with the second nearest; -1 if there is none. */
  float second() {
    return second;
  }

  /** As {@link SphericalKMeans} says; 1 where the nearest is the only one. */
  float membership() {
    if (cosines.length == 1) {
      return 1;
    }
    float toFirst = Math.max(0, 1 - cosine);
    float toSecond = Math.max(0, 1 - second);
    return toSecond == 0 ? 0.5f : toSecond / (toFirst + toSecond);
  }
}
