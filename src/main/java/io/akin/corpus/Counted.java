package io.akin.corpus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts the bytes that are read. */
final class Counted extends FilterInputStream {
  private final LongConsumer listener;
  private long count;

  Counted(InputStream in, LongConsumer listener) {
    super(in);
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    passed(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    passed(Math.max(0, read));
    return read;
  }

  private void passed(int bytes) {
    count += bytes;
    listener.accept(bytes);
  }

  /** How many bytes have been read so far. */
  long count() {
    return count;
  }
}
