package io.akin.index.lucene.quantized;

import java.lang.foreign.MemorySegment;

/**
 * Multiplies a query with quantized vectors, as {@link Quantization} lays them out, exactly: all
 * implementations give the same. What the bias of the lower halves adds is left in. Thread-safe.
 */
interface DotProduct {
  /**
   * Multiplies with one vector.
   *
   * @param query {@code short[2 * bytes]}
   * @param vectors holds a vector of so many bytes
   * @param offset where it begins
   */
  int multiply(short[] query, MemorySegment vectors, long offset);

  /** The fastest that this JVM can run. */
  static DotProduct fastest() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new SimdDotProduct()
        : new ScalarDotProduct();
  }
}
