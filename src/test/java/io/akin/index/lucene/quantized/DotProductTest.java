package io.akin.index.lucene.quantized;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotProductTest {
  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("tests.seed", 7));

  static Stream<DotProduct> implementations() {
    return Stream.of(new ScalarDotProduct(), new SimdDotProduct(), new WarmedUpDotProduct());
  }

  /** All at their limits, so many that 16 bits would overflow if they were not emptied in time. */
  @ParameterizedTest
  @MethodSource("implementations")
  void theLargestProductsOfLongVectorsDoNotOverflow(DotProduct product) {
    int bytes = 4096;
    byte[] record = new byte[bytes];
    Arrays.fill(
        record, (byte) ((Quantization.STEPS << 4) | (Quantization.STEPS + Quantization.BIAS)));
    for (int sign : new int[] {-1, 1}) {
      short[] query = new short[2 * bytes];
      Arrays.fill(query, (short) (sign * Quantization.QUERY_STEPS));
      int each = Quantization.QUERY_STEPS * (2 * Quantization.STEPS + Quantization.BIAS);

      assertEquals(sign * bytes * each, product.multiply(query, offHeap(record), 0));
      int[] products = new int[DotProduct.TOGETHER];
      product.multiply(query, offHeap(record), 0, 0, 0, 0, products);
      for (int together : products) {
        assertEquals(sign * bytes * each, together);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 192, 384, 1024})
  void allGiveWhatTheDefinitionGives(int bytes) {
    int rows = 9;
    byte[] records = new byte[rows * bytes];
    random.nextBytes(records);
    short[] query = new short[2 * bytes];
    for (int i = 0; i < query.length; i++) {
      query[i] = (short) random.nextInt(-Quantization.QUERY_STEPS, Quantization.QUERY_STEPS + 1);
    }
    MemorySegment vectors = offHeap(records);
    int[] expected = new int[rows];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < bytes; j++) {
        byte both = records[row * bytes + j];
        expected[row] += query[j] * (both & 15) + query[bytes + j] * (both >> 4);
      }
    }
    for (DotProduct product : implementations().toList()) {
      for (int row = 0; row < rows; row++) {
        assertEquals(expected[row], product.multiply(query, vectors, (long) row * bytes));
      }
      int[] products = new int[DotProduct.TOGETHER];
      product.multiply(query, vectors, 7L * bytes, 0, 8L * bytes, 3L * bytes, products);
      assertArrayEquals(new int[] {expected[7], expected[0], expected[8], expected[3]}, products);
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aVectorComesApartIntoItsHalves(DotProduct product) {
    int bytes = 64;
    byte[] records = new byte[2 * bytes];
    random.nextBytes(records);
    short[] query = new short[2 * bytes];

    product.unpack(offHeap(records), bytes, query);

    for (int i = 0; i < bytes; i++) {
      assertEquals((records[bytes + i] & 15) - Quantization.BIAS, query[i]);
      assertEquals(records[bytes + i] >> 4, query[bytes + i]);
    }
  }

  private static MemorySegment offHeap(byte[] bytes) {
    MemorySegment segment = Arena.ofAuto().allocate(bytes.length);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment;
  }
}
