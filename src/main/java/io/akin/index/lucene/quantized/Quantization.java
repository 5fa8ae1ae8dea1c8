package io.akin.index.lucene.quantized;

/**
 * Unit vectors of d components in half a byte each: whole steps of {@code 0.4 / sqrt(d)} from
 * -{@value #STEPS} to {@value #STEPS}, which is nearly the best step for components that are
 * normally distributed (<a href="https://doi.org/10.1109/TIT.1960.1057548">Max, 1960</a>), and
 * larger ones are cut off. A vector is the same bytes in whichever company it is stored. Queries
 * are taken in {@value #QUERY_STEPS} steps, and multiplied with all there is of the vector.
 *
 * <p>A byte holds component i, plus {@value #BIAS}, in its lower half, and component {@code h + i}
 * as a number with a sign in its upper one, where h are the bytes of a vector: half its components,
 * filled up with zeros.
 */
final class Quantization {
  /** The largest component, in steps. */
  static final int STEPS = 7;

  /** The largest component of a query, in steps of its own. */
  static final int QUERY_STEPS = 63;

  /** What is added to the components in lower halves, so that no sign has to be spread there. */
  static final int BIAS = 8;

  /** Of this many bytes vectors are multiples. */
  private static final int MULTIPLE = 32;

  private static final double STEP_OF_DEVIATION = 0.4;

  private final int dimension;
  private final int bytes;
  private final float step;

  /**
   * Quantizes vectors.
   *
   * @param dimension d
   */
  Quantization(int dimension) {
    this.dimension = dimension;
    this.bytes = Math.ceilDiv(Math.ceilDiv(dimension, 2), MULTIPLE) * MULTIPLE;
    this.step = (float) (STEP_OF_DEVIATION / Math.sqrt(dimension));
  }

  /** Bytes of a vector. */
  int bytes() {
    return bytes;
  }

  /** What a step is. */
  float step() {
    return step;
  }

  /**
   * Quantizes a vector.
   *
   * @param vector {@code float[d]}, of unit length
   * @param record {@code byte[bytes]}, which is overwritten
   */
  void quantize(float[] vector, byte[] record) {
    for (int i = 0; i < bytes; i++) {
      int lower = BIAS + steps(vector, i);
      record[i] = (byte) (steps(vector, bytes + i) << 4 | lower);
    }
  }

  private int steps(float[] vector, int i) {
    return i < dimension ? Math.clamp(Math.round(vector[i] / step), -STEPS, STEPS) : 0;
  }

  /**
   * Takes a vector as a query.
   *
   * @param query {@code short[2 * bytes]}, which is overwritten
   * @return what a step of it is
   */
  float query(float[] vector, short[] query) {
    float largest = Float.MIN_NORMAL;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    for (int i = 0; i < dimension; i++) {
      query[i] = (short) Math.round(vector[i] / largest * QUERY_STEPS);
    }
    return largest / QUERY_STEPS;
  }
}
