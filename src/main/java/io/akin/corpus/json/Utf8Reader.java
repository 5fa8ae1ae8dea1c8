package io.akin.corpus.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Decodes UTF-8, drops a byte order mark, and puts {@link #MALFORMED} where bytes are not UTF-8, so
 * that the record they are in can be told from its neighbours. Closing it leaves the stream open.
 * Not thread-safe.
 */
final class Utf8Reader extends Reader {
  /** No text holds it, since Unicode will never give it to a character. */
  static final char MALFORMED = '\uFFFF';

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final CharsetDecoder decoder = UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(16 * 1024).flip();
  private final CharBuffer decoded = CharBuffer.allocate(8 * 1024).flip();
  private boolean ended;
  private boolean begun;
  private boolean malformed;
  private long count;

  Utf8Reader(InputStream in) {
    this.in = in;
  }

  /** How many characters have been given out. */
  long count() {
    return count;
  }

  /** Whether any bytes were not UTF-8 so far. */
  boolean sawMalformed() {
    return malformed;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!decoded.hasRemaining()) {
      if (!decodeMore()) {
        return -1;
      }
    }
    int read = Math.min(length, decoded.remaining());
    decoded.get(target, offset, read);
    count += read;
    return read;
  }

  /** Decodes what is there, or reads more; false at the end. */
  private boolean decodeMore() throws IOException {
    decoded.clear().limit(decoded.capacity() - 1);
    CoderResult result = decoder.decode(bytes, decoded, ended);
    if (result.isMalformed()) {
      bytes.position(bytes.position() + result.length());
      malformed = true;
      decoded.limit(decoded.capacity()).put(MALFORMED);
    }
    decoded.flip();
    if (decoded.hasRemaining()) {
      if (!begun) {
        begun = true;
        decoded.position(decoded.get(0) == BYTE_ORDER_MARK ? 1 : 0);
      }
      return true;
    }
    if (ended) {
      return false;
    }
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
    return true;
  }

  @Override
  public void close() {
    decoded.position(decoded.limit());
  }
}
