package io.akin.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * A vector of unit length, float32. Immutable; {@link #toArray} copies.
 *
 * <p>A final class and not a record: a record would compare its array by identity and hand it out.
 */
public final class Embedding {
  /** How far a length may be from 1; float32 rounding stays well below. */
  private static final double TOLERANCE = 1e-3;

  private final float[] components;

  private Embedding(float[] components) {
    this.components = components;
  }

  /**
   * Wraps a copy of a vector that has unit length already.
   *
   * @throws IllegalArgumentException when the length differs from 1 by more than 0.001
   */
  public static Embedding ofUnit(float[] components) {
    double length = length(components);
    if (!(Math.abs(length - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "want a vector of length 1, got length %f of %d components"
              .formatted(length, components.length));
    }
    return new Embedding(components.clone());
  }

  /**
   * Scales a vector to unit length.
   *
   * @throws IllegalArgumentException when the vector is zero or has a component that is not finite
   */
  public static Embedding normalised(float[] components) {
    double length = length(components);
    if (!(length > 0) || !Double.isFinite(length)) {
      throw new IllegalArgumentException("a vector of length " + length + " has no direction");
    }
    float[] scaled = new float[components.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (components[i] / length);
    }
    return new Embedding(scaled);
  }

  private static double length(float[] components) {
    return Math.sqrt(product(components, components));
  }

  /** Four sums, since each addition waits for the one before it. */
  private static double product(float[] a, float[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = a.length - a.length % 4;
    for (int i = 0; i < whole; i += 4) {
      first += (double) a[i] * b[i];
      second += (double) a[i + 1] * b[i + 1];
      third += (double) a[i + 2] * b[i + 2];
      fourth += (double) a[i + 3] * b[i + 3];
    }
    for (int i = whole; i < a.length; i++) {
      first += (double) a[i] * b[i];
    }
    return first + second + (third + fourth);
  }

  /**
   * The first components alone, scaled to unit length: what <a
   * href="https://arxiv.org/abs/2205.13147">Matryoshka models</a> are trained for, and others are
   * not.
   *
   * @param dimension 1 to this embedding's own
   */
  public Embedding cutTo(int dimension) {
    if (dimension < 1 || dimension > components.length) {
      throw new IllegalArgumentException(
          "want 1 to %d components, got %d".formatted(components.length, dimension));
    }
    return dimension == components.length ? this : normalised(Arrays.copyOf(components, dimension));
  }

  /**
   * The direction of this embedding plus a share of another.
   *
   * @throws IllegalArgumentException when the dimensions differ, or the sum is zero
   */
  public Embedding plus(double weight, Embedding other) {
    if (other.components.length != components.length) {
      throw differing(other);
    }
    float[] sum = new float[components.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (components[i] + weight * other.components[i]);
    }
    return normalised(sum);
  }

  private IllegalArgumentException differing(Embedding other) {
    return new IllegalArgumentException(
        "dimensions differ: %d and %d".formatted(components.length, other.components.length));
  }

  public int dimension() {
    return components.length;
  }

  /** A copy of the components, {@code float[d]}. */
  public float[] toArray() {
    return components.clone();
  }

  /** The components as base64 of little-endian float32, which is how services hand them over. */
  public String toBase64() {
    ByteBuffer bytes =
        ByteBuffer.allocate(components.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(components);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * The cosine of the angle to another embedding, from -1 to 1 within rounding, summed in float64.
   *
   * @throws IllegalArgumentException when the dimensions differ
   */
  public double cosine(Embedding other) {
    if (other.components.length != components.length) {
      throw differing(other);
    }
    return product(components, other.components);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(components, that.components);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(components);
  }

  @Override
  public String toString() {
    return "Embedding[" + components.length + " d]";
  }
}
