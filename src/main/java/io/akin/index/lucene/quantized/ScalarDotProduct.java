package io.akin.index.lucene.quantized;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Needs nothing of the JVM. */
final class ScalarDotProduct implements DotProduct {
  @Override
  public int multiply(short[] query, MemorySegment vectors, long offset) {
    int bytes = query.length / 2;
    int sum = 0;
    for (int i = 0; i < bytes; i++) {
      byte both = vectors.get(ValueLayout.JAVA_BYTE, offset + i);
      sum += query[i] * (both & 15) + query[bytes + i] * (both >> 4);
    }
    return sum;
  }

  @Override
  public void unpack(MemorySegment vectors, long offset, short[] query) {
    int bytes = query.length / 2;
    for (int i = 0; i < bytes; i++) {
      byte both = vectors.get(ValueLayout.JAVA_BYTE, offset + i);
      query[i] = (short) ((both & 15) - Quantization.BIAS);
      query[bytes + i] = (short) (both >> 4);
    }
  }
}
