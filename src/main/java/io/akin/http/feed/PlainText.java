package io.akin.http.feed;

/** Text that any document can hold. */
final class PlainText {
  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /**
   * The text, where the replacement character stands for each character that <a
   * href="https://www.w3.org/TR/xml/#charsets">XML 1.0</a> has not: most controls, half of a
   * surrogate pair, U+FFFE and U+FFFF.
   */
  static String of(String text) {
    if (text.codePoints().allMatch(PlainText::isAllowed)) {
      return text;
    }
    return text.codePoints()
        .map(c -> isAllowed(c) ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isAllowed(int c) {
    if (c < ' ') {
      return c == '\t' || c == '\n' || c == '\r';
    }
    return c < Character.MIN_SURROGATE
        || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF);
  }
}
