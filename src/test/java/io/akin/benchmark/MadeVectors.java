package io.akin.benchmark;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Vectors that lie together as the embeddings of papers do: around a common mean, in fields, in
 * topics of ten papers within them, and along 150 directions of which the first matter most. The
 * spreads were chosen so that 20,000 of them have the cosines of as many abstracts of machine
 * learning under all-MiniLM-L6-v2: to the nearest 0.69 (there 0.69), to the tenth 0.59 (0.60), to
 * the thousandth 0.39 (0.39). The same for the same seed; not thread-safe.
 */
public final class MadeVectors {
  private static final int FIELDS = 100;
  private static final int IN_A_TOPIC = 10;
  private static final int DIRECTIONS = 150;
  private static final double FALLING = 20;
  private static final double MEAN = 0.45;
  private static final double OF_FIELDS = 0.45;
  private static final double OF_TOPICS = 0.4;
  private static final double OF_PAPERS = 0.6;

  private final RandomGenerator random;
  private final float[][] directions;
  private final float[][] topics;

  /**
   * Draws the topics.
   *
   * @param size vectors that there will be
   */
  public MadeVectors(int dimension, int size, long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.directions = new float[DIRECTIONS][dimension];
    double squares = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double weight = 1 / Math.sqrt(1 + i / FALLING);
      squares += weight * weight;
      for (int j = 0; j < dimension; j++) {
        directions[i][j] = (float) (weight * random.nextGaussian());
      }
    }
    for (float[] direction : directions) {
      for (int j = 0; j < dimension; j++) {
        direction[j] = (float) (direction[j] / Math.sqrt(squares * dimension));
      }
    }
    float[] mean = near(new float[DIRECTIONS], MEAN);
    float[][] fields = new float[FIELDS][];
    for (int i = 0; i < FIELDS; i++) {
      fields[i] = near(mean, OF_FIELDS);
    }
    this.topics = new float[1 + size / IN_A_TOPIC][];
    for (int i = 0; i < topics.length; i++) {
      topics[i] = near(fields[random.nextInt(FIELDS)], OF_TOPICS);
    }
  }

  /** The next of them, {@code float[dimension]}, not of unit length. */
  public float[] next() {
    float[] parts = near(topics[random.nextInt(topics.length)], OF_PAPERS);
    float[] vector = new float[directions[0].length];
    for (int i = 0; i < DIRECTIONS; i++) {
      float part = parts[i];
      float[] direction = directions[i];
      for (int j = 0; j < vector.length; j++) {
        vector[j] += part * direction[j];
      }
    }
    return vector;
  }

  private float[] near(float[] centre, double spread) {
    float[] vector = new float[DIRECTIONS];
    for (int i = 0; i < DIRECTIONS; i++) {
      vector[i] = (float) (centre[i] + spread * random.nextGaussian());
    }
    return vector;
  }
}
