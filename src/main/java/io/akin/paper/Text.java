package io.akin.paper;

import java.util.regex.Pattern;

/** Small rules for text from outside. */
public final class Text {
  /** Unicode white space and control characters, the byte order mark and zero-width space too. */
  private static final String SPACE = "\\p{javaWhitespace}\\p{Z}\\p{Cc}\\u200B\\uFEFF";

  private static final Pattern GAP = Pattern.compile("[" + SPACE + "]+");

  /** A regular expression for one character that is none of these. */
  static final String VISIBLE = "[^" + SPACE + "]";

  /** Half of a pair, which UTF-8 cannot hold: it would be read back as another character. */
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private Text() {}

  /**
   * The text with every run of white space and control characters made one space, lone surrogates
   * replaced.
   */
  static String oneLine(String text) {
    if (isOneLine(text)) {
      return text; // as all text does that comes from an index: the patterns would take half its
      // time
    }
    String whole = LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    return GAP.matcher(whole).replaceAll(" ").strip();
  }

  /** Whether nothing is left to do; for characters beyond the basic plane it does not find out. */
  private static boolean isOneLine(String text) {
    boolean afterSpace = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = c == ' ';
      if ((space && afterSpace) || (!space && !(c > ' ' && c < 0x7F) && isGapOrSurrogate(c))) {
        return false;
      }
      afterSpace = space;
    }
    return !afterSpace || text.isEmpty();
  }

  private static boolean isGapOrSurrogate(char c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.SURROGATE ->
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
