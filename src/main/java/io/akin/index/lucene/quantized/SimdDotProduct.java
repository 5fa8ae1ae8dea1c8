package io.akin.index.lucene.quantized;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiplies as many components at once as the machine's registers hold 16-bit numbers, and adds
 * products up in as many bits for as long as they fit. Needs the module {@code
 * jdk.incubator.vector}.
 */
final class SimdDotProduct implements DotProduct {
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final int LANES = SHORTS.length();

  /** As many bytes as there are shorts in a register. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));

  /** How often the products of both halves of a byte can be added to 16 bits. */
  private static final int FIT =
      Short.MAX_VALUE
          / (Quantization.QUERY_STEPS
              * (2 * Quantization.STEPS + Quantization.BIAS)); // the lower half has the bias too

  @Override
  public int multiply(short[] query, MemorySegment vectors, long offset) {
    int bytes = query.length / 2;
    if (bytes <= FIT * LANES) { // as most are: 1,472 dimensions in registers of 512 bits
      return multiply(query, vectors, offset, 0, bytes);
    }
    int sum = 0;
    for (int i = 0; i < bytes; i += FIT * LANES) {
      sum += multiply(query, vectors, offset, i, Math.min(bytes, i + FIT * LANES));
    }
    return sum;
  }

  private static int multiply(
      short[] query, MemorySegment vectors, long offset, int start, int end) {
    int bytes = query.length / 2;
    ShortVector lowers = ShortVector.zero(SHORTS);
    ShortVector uppers = lowers;
    for (int i = start; i < end; i += LANES) {
      ShortVector both =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES, vectors, offset + i, ByteOrder.LITTLE_ENDIAN)
                  .convertShape(VectorOperators.B2S, SHORTS, 0);
      lowers = lowers.add(both.and((short) 15).mul(ShortVector.fromArray(SHORTS, query, i)));
      uppers =
          uppers.add(
              both.lanewise(VectorOperators.ASHR, 4)
                  .mul(ShortVector.fromArray(SHORTS, query, bytes + i)));
    }
    IntVector pairs = lowers.add(uppers).reinterpretAsInts();
    return pairs
        .lanewise(VectorOperators.ASHR, Short.SIZE)
        .add(
            pairs
                .lanewise(VectorOperators.LSHL, Short.SIZE)
                .lanewise(VectorOperators.ASHR, Short.SIZE))
        .reduceLanes(VectorOperators.ADD);
  }
}
