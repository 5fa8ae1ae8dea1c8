package io.akin.index.lucene.quantized;

import java.lang.foreign.MemorySegment;

/**
 * Multiplies a query with quantized vectors, as {@link Quantization} lays them out, exactly: all
 * implementations give the same. What the bias of the lower halves adds is left in. Thread-safe.
 */
interface DotProduct {
  /** Vectors that are multiplied with at once. */
  int TOGETHER = 4;

  /**
   * Multiplies with one vector.
   *
   * @param query {@code short[2 * bytes]}
   * @param vectors holds a vector of so many bytes
   * @param offset where it begins
   */
  int multiply(short[] query, MemorySegment vectors, long offset);

  /**
   * Multiplies with {@value #TOGETHER} vectors, where it can in less time than with one by one. The
   * offsets are arguments of their own, since read from an array they cost what is gained.
   *
   * @param query {@code short[2 * bytes]}
   * @param first where the first of them begins
   * @param products of each, which are overwritten
   */
  default void multiply(
      short[] query,
      MemorySegment vectors,
      long first,
      long second,
      long third,
      long fourth,
      int[] products) {
    products[0] = multiply(query, vectors, first);
    products[1] = multiply(query, vectors, second);
    products[2] = multiply(query, vectors, third);
    products[3] = multiply(query, vectors, fourth);
  }

  /**
   * Takes a quantized vector apart, to be a query in the steps of its own.
   *
   * @param offset where it begins
   * @param query {@code short[2 * bytes]}, which is overwritten
   */
  void unpack(MemorySegment vectors, long offset, short[] query);

  /** The fastest that this JVM can run. */
  static DotProduct fastest() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new WarmedUpDotProduct()
        : new ScalarDotProduct();
  }
}
