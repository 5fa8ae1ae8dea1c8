package io.akin.cluster;

/** Needs nothing of the JVM; a sixth as fast as {@link SimdMicrokernel} on AVX2. */
final class ScalarMicrokernel implements Microkernel {
  private static final int COLUMNS = 8;

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void multiply(
      float[][] rows, int row, float[] panel, float[] products, int at, int stride) {
    for (int r = 0; r < ROWS; r++) {
      multiply(rows[row + r], panel, products, at + r * stride);
    }
  }

  private static void multiply(float[] row, float[] panel, float[] products, int at) {
    float p0 = 0;
    float p1 = 0;
    float p2 = 0;
    float p3 = 0;
    float p4 = 0;
    float p5 = 0;
    float p6 = 0;
    float p7 = 0;
    for (int i = 0, p = 0; i < row.length; i++, p += COLUMNS) {
      float component = row[i];
      p0 += component * panel[p];
      p1 += component * panel[p + 1];
      p2 += component * panel[p + 2];
      p3 += component * panel[p + 3];
      p4 += component * panel[p + 4];
      p5 += component * panel[p + 5];
      p6 += component * panel[p + 6];
      p7 += component * panel[p + 7];
    }
    products[at] = p0;
    products[at + 1] = p1;
    products[at + 2] = p2;
    products[at + 3] = p3;
    products[at + 4] = p4;
    products[at + 5] = p5;
    products[at + 6] = p6;
    products[at + 7] = p7;
  }
}
