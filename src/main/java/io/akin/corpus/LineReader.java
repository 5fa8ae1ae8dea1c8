package io.akin.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads UTF-8 text line by line with a limit on a line's length, so that a file without line ends
 * cannot fill the memory. Not thread-safe.
 */
public final class LineReader {
  /** Bytes a line may have; the longest abstracts stay below a hundredth of it. */
  public static final int MAX_LINE_BYTES = 4 * 1024 * 1024;

  private static final String NOT_UTF_8 = "line is not UTF-8 text";
  private static final char REPLACEMENT = '\uFFFD';
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];

  private int position;
  private int limit;
  private long number;

  /** Reads from a stream, which the caller closes. */
  public LineReader(InputStream in) {
    this.in = in;
  }

  /** A line of the file. */
  public sealed interface Line {
    /** Its number, counted from 1. */
    long number();

    /** Its text, without the line end. */
    record Text(long number, String text) implements Line {}

    /** A line that cannot be read as text, and why. It has been passed over. */
    record Unreadable(long number, String reason) implements Line {
      /** Whether the line is text of another encoding, or none; else it is too long. */
      public boolean isOfAnotherEncoding() {
        return reason.equals(NOT_UTF_8);
      }
    }
  }

  /** The next line, or empty at the end of the file. */
  public Optional<Line> next() throws IOException {
    if (position == limit && !fill()) {
      return Optional.empty();
    }
    number++;
    int start = position;
    if (skipToLineEnd()) {
      return Optional.of(line(buffer, start, position - start - 1)); // as most lines: at one stroke
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    bytes.write(buffer, start, limit - start);
    long length = bytes.size();
    boolean ended = false;
    while (!ended && fill()) {
      ended = skipToLineEnd();
      int more = ended ? position - 1 : position;
      length += more;
      if (length <= MAX_LINE_BYTES) {
        bytes.write(buffer, 0, more);
      }
    }
    if (length > MAX_LINE_BYTES) {
      return Optional.of(
          new Line.Unreadable(
              number,
              String.format(
                  Locale.ROOT,
                  "line of %,d bytes is too long, the limit is %,d",
                  length,
                  MAX_LINE_BYTES)));
    }
    return Optional.of(line(bytes.toByteArray(), 0, bytes.size()));
  }

  /** Moves behind the next line end in the buffer, or to the buffer's end where there is none. */
  private boolean skipToLineEnd() {
    while (position < limit) {
      if (buffer[position++] == '\n') {
        return true;
      }
    }
    return false;
  }

  private Line line(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, UTF_8);
    // The replacement may have stood in the file: only the slow decoder tells.
    return text.indexOf(REPLACEMENT) < 0 || isUtf8(bytes, offset, length)
        ? new Line.Text(number, plain(text))
        : new Line.Unreadable(number, NOT_UTF_8);
  }

  private static boolean isUtf8(byte[] bytes, int offset, int length) {
    try {
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private String plain(String text) {
    int start = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    int end = text.endsWith("\r") ? text.length() - 1 : text.length();
    return text.substring(start, Math.max(start, end));
  }
}
