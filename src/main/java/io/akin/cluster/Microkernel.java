package io.akin.cluster;

/**
 * Multiplies a few rows with a few columns at once, the innermost loop of all comparisons of all
 * vectors. Every product is the sum of its terms in the order of the components, rounded to float32
 * at each step, so that all implementations, on all machines, give the same bits, whichever of the
 * two vectors is the row.
 */
interface Microkernel {
  /** How many rows are multiplied at once. */
  int ROWS = 4;

  /** How many columns are multiplied at once. */
  int columns();

  /**
   * Multiplies.
   *
   * @param rows {@code float[r][d]}
   * @param row which of them to begin with; {@link #ROWS} are read
   * @param panel {@code float[d][columns]}, row-major: the columns' components side by side
   * @param products {@code float[r][stride]}, row-major, of which a block is written
   * @param at where the block begins
   */
  void multiply(float[][] rows, int row, float[] panel, float[] products, int at, int stride);

  /** The fastest that this JVM can run. */
  static Microkernel fastest() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new SimdMicrokernel()
        : new ScalarMicrokernel();
  }
}
