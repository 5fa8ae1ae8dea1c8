package io.akin.index.lucene.quantized;

import java.lang.foreign.MemorySegment;

/**
 * Multiplies a query with quantized vectors, as {@link Quantization} lays them out, exactly: all
 * implementations give the same. What the bias of the lower halves adds is left in. Thread-safe.
 */
interface DotProduct {
  /** How many vectors are multiplied at once. */
  int AT_ONCE = 4;

  /**
   * Multiplies with one vector.
   *
   * @param query {@code short[2 * bytes]}
   * @param vectors holds a vector of so many bytes
   * @param offset where it begins
   */
  int multiply(short[] query, MemorySegment vectors, long offset);

  /**
   * Multiplies with {@value #AT_ONCE} vectors.
   *
   * @param rows which of the vectors
   * @param first the place in rows of the first of them
   * @param products {@code int[AT_ONCE]}, which is overwritten
   */
  default void multiply(
      short[] query, MemorySegment vectors, int[] rows, int first, int[] products) {
    for (int i = 0; i < AT_ONCE; i++) {
      products[i] = multiply(query, vectors, (long) rows[first + i] * (query.length / 2));
    }
  }

  /** The fastest that this JVM can run. */
  static DotProduct fastest() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new SimdDotProduct()
        : new ScalarDotProduct();
  }
}
