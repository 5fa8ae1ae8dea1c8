package io.akin.corpus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a compressed file, which may not grow without measure. */
final class Expanded extends FilterInputStream {
  /** Text of papers shrinks to a third or a tenth; a bomb, to a thousandth and less. */
  private static final long MAX_RATIO = 250;

  /** Zstandard loses what it has expanded in the call that comes upon damage. */
  private static final int MAX_READ = 8 * 1024;

  /** Below this much, no ratio is suspicious. */
  private static final long ALWAYS_ALLOWED = 32L << 20;

  private final Counted disk;
  private final String name;
  private long count;

  Expanded(InputStream in, Counted disk, String name) {
    super(in);
    this.disk = disk;
    this.name = name;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    passed(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, Math.min(length, MAX_READ));
    passed(Math.max(0, read));
    return read;
  }

  private void passed(int bytes) throws CorpusException {
    count += bytes;
    if (count > ALWAYS_ALLOWED && count / MAX_RATIO > disk.count()) {
      throw new CorpusException(
          "%s expands to more than %d times its size; unpack it if you trust it"
              .formatted(name, MAX_RATIO));
    }
  }
}
