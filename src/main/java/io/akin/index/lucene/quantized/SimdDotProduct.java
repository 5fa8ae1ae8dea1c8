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
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
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
    IntVector sum = IntVector.zero(INTS);
    int i = 0;
    while (i < bytes) {
      int end = Math.min(bytes, i + FIT * LANES);
      ShortVector part = ShortVector.zero(SHORTS);
      for (; i < end; i += LANES) {
        ShortVector lower = ShortVector.fromArray(SHORTS, query, i);
        ShortVector upper = ShortVector.fromArray(SHORTS, query, bytes + i);
        part = add(part, both(vectors, offset + i), lower, upper);
      }
      sum = add(sum, part);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  @Override
  public void multiply(
      short[] query, MemorySegment vectors, int[] rows, int first, int[] products) {
    int bytes = query.length / 2;
    long row0 = (long) rows[first] * bytes;
    long row1 = (long) rows[first + 1] * bytes;
    long row2 = (long) rows[first + 2] * bytes;
    long row3 = (long) rows[first + 3] * bytes;
    IntVector sum0 = IntVector.zero(INTS);
    IntVector sum1 = sum0;
    IntVector sum2 = sum0;
    IntVector sum3 = sum0;
    int i = 0;
    while (i < bytes) {
      int end = Math.min(bytes, i + FIT * LANES);
      ShortVector part0 = ShortVector.zero(SHORTS);
      ShortVector part1 = part0;
      ShortVector part2 = part0;
      ShortVector part3 = part0;
      for (; i < end; i += LANES) {
        ShortVector lower = ShortVector.fromArray(SHORTS, query, i);
        ShortVector upper = ShortVector.fromArray(SHORTS, query, bytes + i);
        part0 = add(part0, both(vectors, row0 + i), lower, upper);
        part1 = add(part1, both(vectors, row1 + i), lower, upper);
        part2 = add(part2, both(vectors, row2 + i), lower, upper);
        part3 = add(part3, both(vectors, row3 + i), lower, upper);
      }
      sum0 = add(sum0, part0);
      sum1 = add(sum1, part1);
      sum2 = add(sum2, part2);
      sum3 = add(sum3, part3);
    }
    products[0] = sum0.reduceLanes(VectorOperators.ADD);
    products[1] = sum1.reduceLanes(VectorOperators.ADD);
    products[2] = sum2.reduceLanes(VectorOperators.ADD);
    products[3] = sum3.reduceLanes(VectorOperators.ADD);
  }

  private static ShortVector both(MemorySegment vectors, long at) {
    return (ShortVector)
        ByteVector.fromMemorySegment(BYTES, vectors, at, ByteOrder.LITTLE_ENDIAN)
            .convertShape(VectorOperators.B2S, SHORTS, 0);
  }

  private static ShortVector add(
      ShortVector sum, ShortVector both, ShortVector lower, ShortVector upper) {
    return sum.add(both.and((short) 15).mul(lower))
        .add(both.lanewise(VectorOperators.ASHR, 4).mul(upper));
  }

  private static IntVector add(IntVector sum, ShortVector part) {
    return sum.add(part.convertShape(VectorOperators.S2I, INTS, 0))
        .add(part.convertShape(VectorOperators.S2I, INTS, 1));
  }
}
