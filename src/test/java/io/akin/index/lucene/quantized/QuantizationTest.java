package io.akin.index.lucene.quantized;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizationTest {
  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("tests.seed", 7));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 63, 64, 65, 384, 1024})
  void aVectorComesBackInSteps(int dimension) {
    Quantization quantization = new Quantization(dimension);
    float[] vector = unit(dimension);
    MemorySegment stored = stored(quantization, vector);

    short[] steps = new short[2 * quantization.bytes()];
    DotProduct.fastest().unpack(stored, 0, steps);
    float step = quantization.step();

    for (int i = 0; i < steps.length; i++) {
      int expected =
          i < dimension
              ? Math.clamp(Math.round(vector[i] / step), -Quantization.STEPS, Quantization.STEPS)
              : 0;
      assertEquals(expected, steps[i], "component " + i);
    }
  }

  @Test
  void halfAByteForAComponent() {
    assertEquals(192, new Quantization(384).bytes());
    assertEquals(192, new Quantization(380).bytes()); // filled up to a multiple of 32
    assertEquals(32, new Quantization(1).bytes());
  }

  /** Of 384 components, cosines are off by 0.008 (standard deviation), scores by half of it. */
  @Test
  void theCosineIsNearlyThatOfTheVectors() {
    int dimension = 384;
    Quantization quantization = new Quantization(dimension);
    for (int i = 0; i < 200; i++) {
      float[] one = unit(dimension);
      float[] other = i % 2 == 0 ? unit(dimension) : near(one);
      MemorySegment stored = stored(quantization, other);

      double cosine = Embedding.ofUnit(one).cosine(Embedding.ofUnit(other));
      Comparison comparison = new Comparison(quantization);

      assertEquals((1 + cosine) / 2, comparison.with(one).score(stored, 0), 0.02);
      comparison.with(stored(quantization, one), 0);
      assertEquals((1 + cosine) / 2, comparison.score(stored, 0), 0.03);
    }
  }

  @Test
  void manyAtOnceScoreAsEachAlone() {
    int dimension = 100;
    Quantization quantization = new Quantization(dimension);
    int bytes = quantization.bytes();
    MemorySegment vectors = Arena.ofAuto().allocate(11L * bytes);
    byte[] record = new byte[bytes];
    for (int row = 0; row < 11; row++) {
      quantization.quantize(unit(dimension), record);
      MemorySegment.copy(record, 0, vectors, ValueLayout.JAVA_BYTE, (long) row * bytes, bytes);
    }
    Comparison comparison = new Comparison(quantization).with(unit(dimension));
    int[] rows = {10, 3, 4, 0, 9, 1, 2};
    for (int count = 0; count <= rows.length; count++) {
      float[] scores = new float[rows.length];
      float[] alone = new float[rows.length];
      float best = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        alone[i] = comparison.score(vectors, rows[i]);
        best = Math.max(best, alone[i]);
      }

      assertEquals(best, comparison.scores(vectors, rows, scores, count));
      assertArrayEquals(alone, scores);
    }
  }

  @Test
  void zerosAreFarFromNothing() {
    Quantization quantization = new Quantization(8);
    MemorySegment stored = stored(quantization, unit(8));

    assertEquals(0.5f, new Comparison(quantization).with(new float[8]).score(stored, 0));
    assertTrue(quantization.query(new float[8], new short[2 * quantization.bytes()]) > 0);
  }

  private static MemorySegment stored(Quantization quantization, float[] vector) {
    byte[] record = new byte[quantization.bytes()];
    quantization.quantize(vector, record);
    MemorySegment segment = Arena.ofAuto().allocate(record.length);
    MemorySegment.copy(record, 0, segment, ValueLayout.JAVA_BYTE, 0, record.length);
    return segment;
  }

  private float[] unit(int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.normalised(vector).toArray();
  }

  private float[] near(float[] vector) {
    float[] near = vector.clone();
    for (int i = 0; i < near.length; i++) {
      near[i] += (float) (0.5 * random.nextGaussian() / Math.sqrt(near.length));
    }
    return Embedding.normalised(near).toArray();
  }
}
