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
      ShortVector both = load(vectors, offset + i);
      lowers = lowers.add(both.and((short) 15).mul(ShortVector.fromArray(SHORTS, query, i)));
      uppers =
          uppers.add(
              both.lanewise(VectorOperators.ASHR, 4)
                  .mul(ShortVector.fromArray(SHORTS, query, bytes + i)));
    }
    return sum(lowers.add(uppers));
  }

  @Override
  public void multiply(
      short[] query,
      MemorySegment vectors,
      long first,
      long second,
      long third,
      long fourth,
      int[] products) {
    int bytes = query.length / 2;
    if (bytes > FIT * LANES) {
      DotProduct.super.multiply(query, vectors, first, second, third, fourth, products);
      return;
    }
    ShortVector ofFirst = ShortVector.zero(SHORTS);
    ShortVector ofSecond = ofFirst;
    ShortVector ofThird = ofFirst;
    ShortVector ofFourth = ofFirst;
    for (int i = 0; i < bytes; i += LANES) {
      ShortVector lowers = ShortVector.fromArray(SHORTS, query, i);
      ShortVector uppers = ShortVector.fromArray(SHORTS, query, bytes + i);
      ofFirst = add(ofFirst, load(vectors, first + i), lowers, uppers);
      ofSecond = add(ofSecond, load(vectors, second + i), lowers, uppers);
      ofThird = add(ofThird, load(vectors, third + i), lowers, uppers);
      ofFourth = add(ofFourth, load(vectors, fourth + i), lowers, uppers);
    }
    products[0] = sum(ofFirst);
    products[1] = sum(ofSecond);
    products[2] = sum(ofThird);
    products[3] = sum(ofFourth);
  }

  @Override
  public void unpack(MemorySegment vectors, long offset, short[] query) {
    int bytes = query.length / 2;
    for (int i = 0; i < bytes; i += LANES) {
      ShortVector both = load(vectors, offset + i);
      both.and((short) 15).sub((short) Quantization.BIAS).intoArray(query, i);
      both.lanewise(VectorOperators.ASHR, 4).intoArray(query, bytes + i);
    }
  }

  private static ShortVector load(MemorySegment vectors, long offset) {
    return (ShortVector)
        ByteVector.fromMemorySegment(BYTES, vectors, offset, ByteOrder.LITTLE_ENDIAN)
            .convertShape(VectorOperators.B2S, SHORTS, 0);
  }

  /** Adds the products of both halves of some bytes to those that were added up. */
  private static ShortVector add(
      ShortVector products, ShortVector both, ShortVector lowers, ShortVector uppers) {
    return products
        .add(both.and((short) 15).mul(lowers))
        .add(both.lanewise(VectorOperators.ASHR, 4).mul(uppers));
  }

  /** The sum of all lanes, each of which may be as large as 16 bits hold. */
  private static int sum(ShortVector products) {
    IntVector pairs = products.reinterpretAsInts();
    return pairs
        .lanewise(VectorOperators.ASHR, Short.SIZE)
        .add(
            pairs
                .lanewise(VectorOperators.LSHL, Short.SIZE)
                .lanewise(VectorOperators.ASHR, Short.SIZE))
        .reduceLanes(VectorOperators.ADD);
  }
}
