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
    String whole = LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    return GAP.matcher(whole).replaceAll(" ").strip();
  }

  /** At most 80 characters of the text, for a message. */
  public static String shortened(String text) {
    String line = oneLine(text.length() > 400 ? text.substring(0, 400) : text);
    return line.length() <= 80 ? line : line.substring(0, 77) + "...";
  }
}
