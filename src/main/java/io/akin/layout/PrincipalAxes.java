package io.akin.layout;

import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Where points lie along the axes that vectors differ most on, found by subspace iteration on the
 * first ranks, which are a fair sample. The start of a layout.
 */
final class PrincipalAxes {
  private static final int SAMPLE = 10_000;
  private static final int SPARE_AXES = 6;
  private static final int ITERATIONS = 20;
  private static final String STEP = "principal axes";
  private static final int ROWS_PER_UNIT = 500;

  /** Below it, all vectors are one. */
  private static final double LEAST = 1e-5;

  private final EmbeddingMatrix matrix;
  private final RowOrder order;
  private final int sample;
  private final double[] mean;

  private PrincipalAxes(EmbeddingMatrix matrix, RowOrder order) {
    this.matrix = matrix;
    this.order = order;
    this.sample = Math.min(SAMPLE, order.size());
    this.mean = new double[matrix.dimension()];
    for (int rank = 0; rank < sample; rank++) {
      float[] vector = matrix.row(order.row(rank));
      for (int c = 0; c < mean.length; c++) {
        mean[c] += vector[c] / sample;
      }
    }
  }

  /**
   * The points by rank, {@code float[n * dimensions]}, the farthest {@code extent} from the middle
   * along an axis. A bit of noise sets points of one place apart, and stands in where vectors do
   * not differ.
   */
  static float[] place(
      EmbeddingMatrix matrix,
      RowOrder order,
      int dimensions,
      float extent,
      long seed,
      Workers workers)
      throws InterruptedException {
    PrincipalAxes axes = new PrincipalAxes(matrix, order);
    double[][] directions = axes.directions(dimensions, seed, workers);
    int n = order.size();
    float[] at = new float[n * dimensions];
    workers
        .quiet()
        .run(
            STEP,
            (n + ROWS_PER_UNIT - 1) / ROWS_PER_UNIT,
            unit -> {
              double[] along = new double[directions.length];
              int end = Math.min(n, (unit + 1) * ROWS_PER_UNIT);
              for (int rank = unit * ROWS_PER_UNIT; rank < end; rank++) {
                axes.project(rank, directions, along);
                for (int d = 0; d < Math.min(dimensions, along.length); d++) {
                  at[rank * dimensions + d] = (float) along[d];
                }
              }
            });
    workers.progress().at(STEP, ITERATIONS + 1L, ITERATIONS + 1L);
    float farthest = 0;
    for (float coordinate : at) {
      farthest = Math.max(farthest, Math.abs(coordinate));
    }
    float scale = farthest < LEAST ? 0 : extent / farthest;
    float noise = extent * (farthest < LEAST ? 0.1f : 0.001f);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < at.length; i++) {
      at[i] = at[i] * scale + noise * (2 * random.nextFloat() - 1);
    }
    return at;
  }

  /** Orthonormal axes, the one of the greatest variance first: {@code double[q][d]}. */
  private double[][] directions(int dimensions, long seed, Workers workers)
      throws InterruptedException {
    int d = mean.length;
    int q = Math.min(d, dimensions + SPARE_AXES);
    double[][] axes = new double[q][d];
    SplittableRandom random = new SplittableRandom(seed);
    for (double[] axis : axes) {
      Arrays.setAll(axis, _ -> random.nextDouble() - 0.5);
    }
    orthonormalize(axes);
    for (int i = 0; i < ITERATIONS; i++) {
      axes = covarianceTimes(axes, workers.quiet());
      orthonormalize(axes);
      workers.progress().at(STEP, i + 1L, ITERATIONS + 1L);
    }
    for (double[] axis : axes) {
      point(axis);
    }
    return axes;
  }

  private double[][] covarianceTimes(double[][] axes, Workers workers) throws InterruptedException {
    int units = (sample + ROWS_PER_UNIT - 1) / ROWS_PER_UNIT;
    double[][][] parts = new double[units][axes.length][mean.length];
    workers.run(
        STEP,
        units,
        unit -> {
          double[] along = new double[axes.length];
          int end = Math.min(sample, (unit + 1) * ROWS_PER_UNIT);
          for (int rank = unit * ROWS_PER_UNIT; rank < end; rank++) {
            project(rank, axes, along);
            float[] vector = matrix.row(order.row(rank));
            for (int a = 0; a < axes.length; a++) {
              double[] sum = parts[unit][a];
              for (int c = 0; c < sum.length; c++) {
                sum[c] += along[a] * (vector[c] - mean[c]);
              }
            }
          }
        });
    double[][] product = new double[axes.length][mean.length];
    for (double[][] part : parts) {
      for (int a = 0; a < axes.length; a++) {
        for (int c = 0; c < mean.length; c++) {
          product[a][c] += part[a][c] / sample;
        }
      }
    }
    return product;
  }

  private void project(int rank, double[][] axes, double[] along) {
    float[] vector = matrix.row(order.row(rank));
    for (int a = 0; a < axes.length; a++) {
      double[] axis = axes[a];
      double sum = 0;
      for (int c = 0; c < axis.length; c++) {
        sum += axis[c] * (vector[c] - mean[c]);
      }
      along[a] = sum;
    }
  }

  /** Gram and Schmidt's method; an axis without variance becomes 0. */
  private static void orthonormalize(double[][] axes) {
    for (int a = 0; a < axes.length; a++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int before = 0; before < a; before++) {
          double product = product(axes[before], axes[a]);
          for (int c = 0; c < axes[a].length; c++) {
            axes[a][c] -= product * axes[before][c];
          }
        }
      }
      double length = Math.sqrt(product(axes[a], axes[a]));
      for (int c = 0; c < axes[a].length; c++) {
        axes[a][c] = length < LEAST * LEAST ? 0 : axes[a][c] / length;
      }
    }
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum += x[c] * y[c];
    }
    return sum;
  }

  /** Of an axis' two directions, the one in which its largest component is positive. */
  private static void point(double[] axis) {
    double largest = 0;
    for (double component : axis) {
      largest = Math.abs(component) > Math.abs(largest) ? component : largest;
    }
    if (largest < 0) {
      Arrays.setAll(axis, c -> -axis[c]);
    }
  }
}
