package io.akin.cluster;

import io.akin.embedding.EmbeddingMatrix;

/** Vectors of unit length by their cosine, at most 1; the distance is that of the chord. */
final class CosineProximity implements Proximity {
  private final float[][] vectors;
  private final int dimension;
  private final Microkernel kernel;

  private CosineProximity(float[][] vectors, int dimension, Microkernel kernel) {
    this.vectors = vectors;
    this.dimension = dimension;
    this.kernel = kernel;
  }

  static CosineProximity of(EmbeddingMatrix matrix) {
    return of(matrix, Microkernel.fastest());
  }

  /** Vectors {@code float[n][dimension]}, not copied. */
  static CosineProximity of(float[][] vectors, int dimension) {
    return new CosineProximity(vectors, dimension, Microkernel.fastest());
  }

  static CosineProximity of(EmbeddingMatrix matrix, Microkernel kernel) {
    float[][] vectors = new float[matrix.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = matrix.row(i);
    }
    return new CosineProximity(vectors, matrix.dimension(), kernel);
  }

  @Override
  public int size() {
    return vectors.length;
  }

  @Override
  public double distance(float cosine) {
    return Math.sqrt(Math.max(0, 2 - 2 * (double) cosine));
  }

  @Override
  public Proximity inOrder(int[] order) {
    float[][] ordered = new float[order.length][];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = vectors[order[i]];
    }
    return new CosineProximity(ordered, dimension, kernel);
  }

  @Override
  public Tile tile() {
    return new CosineTile();
  }

  private final class CosineTile implements Tile {
    private final float[][] gathered = new float[ROWS][];
    private final int width = kernel.columns();
    private final float[][] panels = new float[COLUMNS / width][dimension * width];
    private final float[] cosines = new float[ROWS * COLUMNS];

    @Override
    public float[] compare(int[] rows, int rowCount, int[] columns, int columnCount) {
      int wholeRows = whole(rowCount, Microkernel.ROWS);
      for (int r = 0; r < wholeRows; r++) {
        gathered[r] = vectors[rows[Math.min(r, rowCount - 1)]];
      }
      int panelCount = whole(columnCount, width) / width;
      for (int p = 0; p < panelCount; p++) {
        for (int c = 0; c < width; c++) {
          float[] vector = vectors[columns[Math.min(p * width + c, columnCount - 1)]];
          float[] panel = panels[p];
          for (int i = 0, at = c; i < vector.length; i++, at += width) {
            panel[at] = vector[i];
          }
        }
      }
      for (int p = 0; p < panelCount; p++) {
        for (int r = 0; r < wholeRows; r += Microkernel.ROWS) {
          kernel.multiply(gathered, r, panels[p], cosines, r * COLUMNS + p * width, COLUMNS);
        }
      }
      for (int r = 0; r < rowCount; r++) {
        for (int at = r * COLUMNS; at < r * COLUMNS + columnCount; at++) {
          cosines[at] = Math.min(cosines[at], 1);
        }
      }
      return cosines;
    }

    private static int whole(int count, int unit) {
      return (count + unit - 1) / unit * unit;
    }
  }
}
