package io.akin.paper;

/** Small rules for text from outside. */
public final class Text {
  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /**
   * The text with every run of white space and control characters (the byte order mark and the
   * zero-width space too) made one space, and none at its ends. Half of a surrogate pair, which
   * UTF-8 cannot hold, becomes the replacement character.
   */
  static String oneLine(String whole) {
    char[] text = whole.toCharArray();
    int start = endOfGap(text, 0);
    int end = endOfLine(text, start);
    if (end - start == text.length) {
      return whole;
    }
    StringBuilder line = new StringBuilder(text.length).append(text, start, end - start);
    while (end < text.length) {
      start = endOfGap(text, end);
      if (start == end) {
        line.append(REPLACEMENT);
        start++;
      } else if (start < text.length && !line.isEmpty()) {
        line.append(' ');
      }
      end = endOfLine(text, start);
      line.append(text, start, end - start);
    }
    return line.toString();
  }

  /** The end of the white space and control characters that begin here. */
  private static int endOfGap(char[] text, int start) {
    int end = start;
    while (end < text.length && isGap(text[end])) {
      end++;
    }
    return end;
  }

  /** The end of what stays as it is: up to half of a pair, or a gap that is not one space. */
  private static int endOfLine(char[] text, int start) {
    for (int i = start; i < text.length; i++) {
      char c = text[i];
      boolean last = i + 1 == text.length;
      if ((c > ' ' && c < '\u007F') || (c == ' ' && !last && !isGap(text[i + 1]))) {
        continue; // as nearly always
      }
      boolean pair = isPair(text, i);
      if (isGap(c) || (Character.isSurrogate(c) && !pair)) {
        return i;
      }
      i += pair ? 1 : 0;
    }
    return text.length;
  }

  /** Whether the text is 1 to so many characters, none of them white space or a control. */
  static boolean isWord(String text, int most) {
    for (int i = 0; i < text.length(); i++) {
      if (isGap(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty() && text.codePointCount(0, text.length()) <= most;
  }

  private static boolean isPair(char[] text, int i) {
    return Character.isHighSurrogate(text[i])
        && i + 1 < text.length
        && Character.isLowSurrogate(text[i + 1]);
  }

  /** All such characters are in the basic plane. */
  private static boolean isGap(char c) {
    if (c <= '\u00A0') {
      return c <= ' ' || c >= '\u007F';
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL ->
          true;
      default -> c == '\u200B' || c == '\uFEFF';
    };
  }

  /** At most 80 characters of the text, for a message. */
  public static String shortened(String text) {
    String line = oneLine(cut(text, 400));
    return line.length() <= 80 ? line : cut(line, 77) + "...";
  }

  /** The beginning of a text, without half of a surrogate pair at its end. */
  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
