package io.akin.layout;

import java.util.Arrays;

/**
 * Points in few dimensions, halved again and again along the axis on which they differ most
 * (Bentley 1975), for exact nearest neighbours by Euclidean distance. Immutable and thread-safe, as
 * long as nobody writes into the points.
 */
final class KdTree {
  private static final int LEAF = 8;

  private final float[][] points;

  /** The points of a node of the tree are a range of these; its halves meet in the middle. */
  private final int[] rows;

  /** The axis along which the range with this middle is halved. */
  private final byte[] axes;

  KdTree(float[][] points) {
    this.points = points;
    this.rows = new int[points.length];
    this.axes = new byte[points.length];
    Arrays.setAll(rows, row -> row);
    halve(0, rows.length);
  }

  /**
   * The k nearest to a point, or as many as there are others; the nearest first, equally near ones
   * by row, the point itself not among them.
   */
  int[] nearest(int row, int k) {
    Nearest nearest = new Nearest(row, Math.min(k, rows.length - 1));
    nearest.search(0, rows.length);
    return nearest.found;
  }

  private void halve(int from, int to) {
    if (to - from <= LEAF) {
      return;
    }
    int axis = widestAxis(from, to);
    int middle = (from + to) >>> 1;
    select(from, to - 1, middle, axis);
    axes[middle] = (byte) axis;
    halve(from, middle);
    halve(middle + 1, to);
  }

  private int widestAxis(int from, int to) {
    int widest = 0;
    float width = -1;
    for (int axis = 0; axis < points[rows[from]].length; axis++) {
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        float coordinate = points[rows[i]][axis];
        least = Math.min(least, coordinate);
        most = Math.max(most, coordinate);
      }
      if (most - least > width) {
        width = most - least;
        widest = axis;
      }
    }
    return widest;
  }

  /** Hoare's selection: brings that point to the middle which would be there if all were sorted. */
  private void select(int from, int to, int middle, int axis) {
    int left = from;
    int right = to;
    while (left < right) {
      int pivot = rows[(left + right) >>> 1];
      int i = left;
      int j = right;
      while (i <= j) {
        while (before(rows[i], pivot, axis)) {
          i++;
        }
        while (before(pivot, rows[j], axis)) {
          j--;
        }
        if (i <= j) {
          int row = rows[i];
          rows[i++] = rows[j];
          rows[j--] = row;
        }
      }
      if (middle <= j) {
        right = j;
      } else if (middle >= i) {
        left = i;
      } else {
        return;
      }
    }
  }

  private boolean before(int x, int y, int axis) {
    int order = Float.compare(points[x][axis], points[y][axis]);
    return order != 0 ? order < 0 : x < y;
  }

  /** One search, and what it has found so far, in order. */
  private final class Nearest {
    private final int row;
    private final float[] point;
    private final int[] found;
    private final double[] squares;

    Nearest(int row, int k) {
      this.row = row;
      this.point = points[row];
      this.found = new int[k];
      this.squares = new double[k];
      Arrays.fill(found, Integer.MAX_VALUE);
      Arrays.fill(squares, Double.POSITIVE_INFINITY);
    }

    void search(int from, int to) {
      if (to - from <= LEAF) {
        for (int i = from; i < to; i++) {
          offer(rows[i]);
        }
        return;
      }
      int middle = (from + to) >>> 1;
      int axis = axes[middle];
      double beyond = (double) point[axis] - points[rows[middle]][axis];
      offer(rows[middle]);
      if (beyond < 0) {
        search(from, middle);
      } else {
        search(middle + 1, to);
      }
      if (beyond * beyond <= squares[squares.length - 1]) { // as near ones may have a lower row
        if (beyond < 0) {
          search(middle + 1, to);
        } else {
          search(from, middle);
        }
      }
    }

    private void offer(int other) {
      if (other == row) {
        return;
      }
      double square = 0;
      for (int axis = 0; axis < point.length; axis++) {
        double difference = (double) point[axis] - points[other][axis];
        square += difference * difference;
      }
      int at = found.length;
      while (at > 0
          && (square < squares[at - 1] || (square == squares[at - 1] && other < found[at - 1]))) {
        at--;
      }
      if (at < found.length) {
        System.arraycopy(found, at, found, at + 1, found.length - at - 1);
        System.arraycopy(squares, at, squares, at + 1, squares.length - at - 1);
        found[at] = other;
        squares[at] = square;
      }
    }
  }
}
