package io.akin.corpus;

import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Damages files as disks, networks and editors do; the same seed, the same damage. */
public final class Damage {
  private final RandomGenerator random;

  public Damage(long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** A copy of the file with one to five damages. */
  public byte[] to(byte[] sample) {
    byte[] bytes = sample;
    for (int damages = random.nextInt(1, 6); damages > 0; damages--) {
      int from = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, from + random.nextInt(random.nextBoolean() ? 10 : 2_000));
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> flipped(bytes);
            case 1 -> joined(bytes, 0, from, to, bytes.length); // a part is cut out
            case 2 -> joined(bytes, 0, from, bytes.length, bytes.length); // the end is cut off
            case 3 -> joined(bytes, 0, to, from, bytes.length); // a part stands twice
            default -> joined(bytes, from, bytes.length, 0, from); // two parts change places
          };
    }
    return bytes;
  }

  /** A copy of the file with some bits the other way round. */
  public byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    for (int flips = random.nextInt(1, 20); flips > 0 && flipped.length > 0; flips--) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] joined(byte[] bytes, int from, int to, int secondFrom, int secondTo) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, from, to - from);
    out.write(bytes, secondFrom, secondTo - secondFrom);
    return out.toByteArray();
  }
}
