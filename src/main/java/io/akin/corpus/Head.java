package io.akin.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;

/** The name of a file and its beginning, by which its format is told. Immutable. */
public final class Head {
  /** Bytes of a file that are looked at. */
  static final int MAX_BYTES = 64 * 1024;

  private static final char REPLACEMENT = '\uFFFD';

  private final String name;
  private final byte[] bytes;
  private final String text;

  /**
   * The head of a file.
   *
   * @param name as the user gave it or an archive says it, without the ending of a compression
   * @param bytes its first 64 KiB, or all of it, not compressed
   */
  public Head(String name, byte[] bytes) {
    this.name = name;
    this.bytes = Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES));
    String decoded = new String(this.bytes, UTF_8);
    this.text =
        !isText(decoded) ? "" : decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
  }

  /**
   * The beginning as UTF-8 text, cut anywhere, without a byte order mark. Malformed bytes here and
   * there are forgiven; what is not UTF-8 text is empty.
   */
  public String text() {
    return text;
  }

  private static boolean isText(String text) {
    long strange = text.chars().filter(c -> c == REPLACEMENT).count();
    return text.indexOf(0) < 0 && strange <= text.length() / 10;
  }

  /** Whether the file's name has one of the endings, such as {@code .csv}, in any case. */
  public boolean isNamed(String... endings) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(endings).anyMatch(lower::endsWith);
  }

  /** Whether the file begins with the bytes, each from 0 to 255. */
  public boolean startsWith(int... first) {
    if (bytes.length < first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if ((bytes[i] & 0xFF) != first[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the beginning is UTF-8 text; an empty file's is. */
  public boolean isText() {
    return !text.isEmpty() || bytes.length == 0;
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Whether all of the file is white space. */
  boolean isBlank() {
    return text.isBlank() && bytes.length < MAX_BYTES;
  }
}
