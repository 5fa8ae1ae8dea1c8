package io.akin.corpus.bibliography;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Readable text of the short values of BibTeX: names, venues and keywords. Accents and letters are
 * set, braces and other commands are dropped and what they stand before is kept.
 *
 * <p>The printer of JBibTeX 1.0.20 is not used: it drops letters it does not know, so that {@code
 * Mart{\'\i}nez} becomes Martnez and {@code {\L}ukasz} ukasz, and it fails on Chinese.
 */
final class LatexText {
  /** Command to the combining character that goes behind the letter. */
  private static final Map<String, Character> ACCENTS =
      Map.ofEntries(
          Map.entry("`", '\u0300'),
          Map.entry("'", '\u0301'),
          Map.entry("^", '\u0302'),
          Map.entry("~", '\u0303'),
          Map.entry("=", '\u0304'),
          Map.entry("u", '\u0306'),
          Map.entry(".", '\u0307'),
          Map.entry("\"", '\u0308'),
          Map.entry("r", '\u030A'),
          Map.entry("H", '\u030B'),
          Map.entry("v", '\u030C'),
          Map.entry("d", '\u0323'),
          Map.entry("c", '\u0327'),
          Map.entry("k", '\u0328'),
          Map.entry("b", '\u0331'));

  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("o", "ø"),
          Map.entry("O", "Ø"),
          Map.entry("l", "ł"),
          Map.entry("L", "Ł"),
          Map.entry("i", "i"), // an accent comes above, where the dot was
          Map.entry("j", "j"),
          Map.entry("ss", "ß"),
          Map.entry("ae", "æ"),
          Map.entry("AE", "Æ"),
          Map.entry("oe", "œ"),
          Map.entry("OE", "Œ"),
          Map.entry("aa", "å"),
          Map.entry("AA", "Å"),
          Map.entry("dh", "ð"),
          Map.entry("DH", "Ð"),
          Map.entry("th", "þ"),
          Map.entry("TH", "Þ"),
          Map.entry("dj", "đ"),
          Map.entry("DJ", "Đ"),
          Map.entry("ng", "ŋ"),
          Map.entry("NG", "Ŋ"),
          Map.entry("textendash", "–"),
          Map.entry("textemdash", "—"),
          Map.entry("textquoteright", "’"),
          Map.entry("textquoteleft", "‘"),
          Map.entry("textasciitilde", "~"),
          Map.entry("textunderscore", "_"),
          Map.entry("textbackslash", "\\"),
          Map.entry("backslash", "\\"),
          Map.entry("sim", "~"),
          Map.entry("ldots", "…"),
          Map.entry("dots", "…"),
          Map.entry("-", ""), // a place to break a word
          Map.entry("/", ""));

  /** Vietnamese letters have two. */
  private static final int MAX_ACCENTS = 3;

  /** Stands for what is in braces. */
  private static final char INSIDE = '\uFFFF';

  private final String source;
  private final StringBuilder text = new StringBuilder();

  /** Accents whose letter is still to come. */
  private final StringBuilder accents = new StringBuilder();

  private int position;

  private LatexText(String source) {
    this.source = source;
  }

  /** The text without LaTeX; text that has none is returned as it is. */
  static String plain(String source) {
    if (source.chars().noneMatch(c -> c == '\\' || c == '{' || c == '}' || c == '~' || c == '$')) {
      return source;
    }
    LatexText latex = new LatexText(source);
    while (latex.position < source.length()) {
      latex.step();
    }
    return Normalizer.normalize(latex.text, Normalizer.Form.NFC);
  }

  /** Cuts a text at separators that stand outside of all braces. */
  static List<String> cut(String source, Pattern separator) {
    char[] outside = source.toCharArray();
    int depth = 0;
    for (int i = 0; i < outside.length; i++) {
      char c = outside[i];
      boolean escaped = i > 0 && source.charAt(i - 1) == '\\';
      depth -= c == '}' && !escaped && depth > 0 ? 1 : 0;
      outside[i] = depth == 0 ? c : INSIDE;
      depth += c == '{' && !escaped ? 1 : 0;
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    Matcher separators = separator.matcher(new String(outside));
    while (separators.find()) {
      parts.add(source.substring(start, separators.start()));
      start = separators.end();
    }
    parts.add(source.substring(start));
    return parts;
  }

  private void step() {
    char c = source.charAt(position++);
    switch (c) {
      case '\\' -> command();
      case '{', '$' -> {}
      case '}' -> accents.setLength(0);
      case '~' -> append(" ");
      default -> append(String.valueOf(c));
    }
  }

  private void command() {
    String name = name();
    Character accent = ACCENTS.get(name);
    if (accent != null) {
      if (accents.length() < MAX_ACCENTS) {
        accents.insert(0, accent.charValue()); // the outer one comes last
      }
      skipSpaces();
      return;
    }
    boolean word = !name.isEmpty() && isAsciiLetter(name.charAt(0));
    append(SYMBOLS.getOrDefault(name, word ? "" : name));
  }

  /** Appends a text, with the accents that wait for it where it is a letter. */
  private void append(String more) {
    text.append(more);
    if (!more.isEmpty()) {
      text.append(Character.isLetter(more.charAt(0)) ? accents : "");
      accents.setLength(0);
    }
  }

  /** Reads a command's name: letters, of which spaces behind are a part, or one other character. */
  private String name() {
    int start = position;
    while (position < source.length() && isAsciiLetter(source.charAt(position))) {
      position++;
    }
    if (position > start) {
      String name = source.substring(start, position);
      skipSpaces();
      return name;
    }
    position = Math.min(source.length(), start + 1);
    return source.substring(start, position);
  }

  private void skipSpaces() {
    while (position < source.length() && source.charAt(position) == ' ') {
      position++;
    }
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
