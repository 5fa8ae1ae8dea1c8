package io.akin.benchmark;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Vectors that lie together as the embeddings of papers do. Each is of a leaf in two trees, as a
 * paper has its field and its method: two of them share as much of the one as it happens, and of
 * the other. However many are drawn, they are of one population, so that more lie closer together.
 *
 * <p>The few numbers were chosen so that at every size they lie as abstracts of machine learning do
 * under all-MiniLM-L6-v2, and are about as hard to search. Of 7,900 the nearest has a cosine of
 * 0.68 (there 0.66), the tenth 0.60 (0.57), and hnswlib needs 36 candidates for 0.99 of the ten
 * nearest (40); of 79,000 these are 0.73 (0.73), 0.67 (0.65) and 54 (61). The local dimension is 25
 * (24) at every size. {@code make bench-index} says all of these. The same for the same seed; not
 * thread-safe.
 */
public final class MadeVectors {
  private static final int TREES = 2;
  private static final int LEVELS = 14;

  /** How much less the nodes of a level are apart, by their squares, than those above. */
  private static final double LESS = Math.pow(2, -2 / 12.0);

  /** The share of what all have in common in the square of a vector. */
  private static final double COMMON = 0.05;

  /** Of ever smaller weight are the directions: after so many its square is half of the first. */
  private static final double FALLING = 3;

  private final RandomGenerator random;
  private final float[][] directions;
  private final float[] common;
  private final float[][][] leaves;
  private final double own;

  /** Draws the trees. */
  public MadeVectors(int dimension, long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.directions = new float[dimension][];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      double weight = 1 / Math.sqrt(1 + i / FALLING);
      squares += weight * weight;
      directions[i] = near(new float[dimension], weight);
    }
    for (float[] direction : directions) {
      for (int j = 0; j < dimension; j++) {
        direction[j] = (float) (direction[j] / Math.sqrt(squares * dimension));
      }
    }
    this.common = near(new float[dimension], Math.sqrt(COMMON));
    this.leaves = new float[TREES][][];
    double part = (1 - COMMON) / TREES;
    for (int i = 0; i < TREES; i++) {
      leaves[i] = leaves(dimension, part * (1 - LESS));
    }
    this.own = Math.sqrt((1 - COMMON) * Math.pow(LESS, LEVELS));
  }

  private float[][] leaves(int dimension, double square) {
    float[][] nodes = {new float[dimension]};
    for (int level = 0; level < LEVELS; level++) {
      float[][] below = new float[2 * nodes.length][];
      double spread = Math.sqrt(square * Math.pow(LESS, level));
      for (int i = 0; i < below.length; i++) {
        below[i] = near(nodes[i / 2], spread);
      }
      nodes = below;
    }
    return nodes;
  }

  /** The next of them, {@code float[dimension]}, not of unit length. */
  public float[] next() {
    float[] parts = near(common, own);
    for (float[][] tree : leaves) {
      float[] leaf = tree[random.nextInt(tree.length)];
      for (int i = 0; i < parts.length; i++) {
        parts[i] += leaf[i];
      }
    }
    float[] vector = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      float part = parts[i];
      float[] direction = directions[i];
      for (int j = 0; j < vector.length; j++) {
        vector[j] += part * direction[j];
      }
    }
    return vector;
  }

  private float[] near(float[] centre, double spread) {
    float[] vector = new float[centre.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + spread * random.nextGaussian());
    }
    return vector;
  }
}
