package io.akin.corpus;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The first bytes of a file and what follows them. Where the file is damaged before as many have
 * been read, the damage follows: the records before it are not lost.
 */
final class Beginning {
  private final byte[] bytes;
  private final InputStream rest;

  private Beginning(byte[] bytes, InputStream rest) {
    this.bytes = bytes;
    this.rest = rest;
  }

  static Beginning of(InputStream in) throws IOException {
    byte[] bytes = new byte[Head.MAX_BYTES];
    int length = 0;
    try {
      int read = in.read(bytes, length, bytes.length - length);
      while (read > 0) {
        length += read;
        read = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException e) {
      if (length == 0) {
        throw e;
      }
      return new Beginning(Arrays.copyOf(bytes, length), new Failing(e));
    }
    return new Beginning(Arrays.copyOf(bytes, length), in);
  }

  byte[] bytes() {
    return bytes;
  }

  /** All of the file. Closing it would close the archive around it, so it is left open. */
  InputStream andRest() {
    return new BufferedInputStream(
        new FilterInputStream(rest) {
          private int position;

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            if (position == bytes.length) {
              return super.read(to, offset, length);
            }
            int copied = Math.min(length, bytes.length - position);
            System.arraycopy(bytes, position, to, offset, copied);
            position += copied;
            return copied;
          }

          @Override
          public int available() {
            return 0; // what lies ahead may be damaged: never more is read than is asked for
          }
        },
        Head.MAX_BYTES);
  }

  /** A stream that cannot be read. */
  private static final class Failing extends InputStream {
    private final IOException failure;

    Failing(IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throw failure;
    }
  }
}
