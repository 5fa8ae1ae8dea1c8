package io.akin.index.lucene.quantized;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Compares one vector with quantized ones, as Lucene scores DOT_PRODUCT. For one thread. */
final class Comparison {
  private static final DotProduct DOT_PRODUCT = DotProduct.fastest();
  private static final int CACHE_LINE_BYTES = 64;

  private final Quantization quantization;
  private final int bytes;
  private final short[] query;
  private final int[] products = new int[DotProduct.TOGETHER];

  /** The cosine that a product of one stands for. */
  private float unit;

  /** What the bias of the vectors adds to each product. */
  private int bias;

  /** Keeps the JVM from leaving out reads that are made for the cache alone. */
  @SuppressWarnings("unused")
  private int touched;

  Comparison(Quantization quantization) {
    this.quantization = quantization;
    this.bytes = quantization.bytes();
    this.query = new short[2 * bytes];
  }

  /** Compares with a vector from now on. */
  Comparison with(float[] vector) {
    unit = quantization.query(vector, query) * quantization.step();
    sumUp();
    return this;
  }

  /** Compares with a quantized vector from now on. */
  void with(MemorySegment vectors, int row) {
    DOT_PRODUCT.unpack(vectors, at(row), query);
    unit = quantization.step() * quantization.step();
    sumUp();
  }

  private void sumUp() {
    int sum = 0;
    for (int i = 0; i < bytes; i++) {
      sum += query[i];
    }
    bias = Quantization.BIAS * sum;
  }

  /** From 0 for opposites to 1 for equals, or a bit beyond, since quantized ones are not exact. */
  float score(MemorySegment vectors, int row) {
    return score(DOT_PRODUCT.multiply(query, vectors, at(row)));
  }

  private float score(int product) {
    return Math.max(0, (1 + (product - bias) * unit) / 2);
  }

  /**
   * Scores several.
   *
   * @param scores is overwritten as far as rows are counted
   * @return the best
   */
  float scores(MemorySegment vectors, int[] rows, float[] scores, int count) {
    touch(vectors, rows, count);
    float best = Float.NEGATIVE_INFINITY;
    int i = 0;
    for (; i + DotProduct.TOGETHER <= count; i += DotProduct.TOGETHER) {
      long first = at(rows[i]);
      long second = at(rows[i + 1]);
      long third = at(rows[i + 2]);
      long fourth = at(rows[i + 3]);
      DOT_PRODUCT.multiply(query, vectors, first, second, third, fourth, products);
      for (int j = 0; j < DotProduct.TOGETHER; j++) {
        scores[i + j] = score(products[j]);
        best = Math.max(best, scores[i + j]);
      }
    }
    for (; i < count; i++) {
      scores[i] = score(vectors, rows[i]);
      best = Math.max(best, scores[i]);
    }
    return best;
  }

  /**
   * Reads a byte of each cache line: the processor waits for all of them at once then, and not for
   * one vector after the other. The loop over the rows is the inner one, since it has to be short:
   * the fewer instructions lie between two reads, the more of them a processor has under way.
   */
  private void touch(MemorySegment vectors, int[] rows, int count) {
    int sum = 0;
    for (int line = 0; line < bytes; line += CACHE_LINE_BYTES) {
      sum += touch(vectors, rows, count, line);
    }
    touched = sum;
  }

  private int touch(MemorySegment vectors, int[] rows, int count, int line) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += vectors.get(ValueLayout.JAVA_BYTE, (long) rows[i] * bytes + line);
    }
    return sum;
  }

  private long at(int row) {
    return (long) row * bytes;
  }
}
