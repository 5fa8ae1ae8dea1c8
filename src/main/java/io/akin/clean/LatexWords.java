package io.akin.clean;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells LaTeX from prose where the signs alone do not. */
final class LatexWords {
  /** A longer one is no path that people write. */
  private static final int MAX_PATH = 300;

  private static final Pattern SET =
      Pattern.compile(
          "[\\w.+-]{1,30}(?:, ?[\\w.+-]{1,30}){1,20}(?:, ?\\.\\.\\.(?:, ?[\\w.+-]{1,30})?)?");
  private static final Pattern STYLE =
      Pattern.compile("(?:bf|em|it|rm|tt|sc|sf|sl|cal)(?:series|shape|family)?\\s+");

  /** A number, a letter with or without an index, or what has brackets already. */
  private static final Pattern SIMPLE =
      Pattern.compile("[\\d.]+|\\p{L}\\p{M}?(?:_?\\w|[₀-₉])?(?<!\\p{L}\\p{L})|\\([^()]*\\)");

  private static final Pattern COMMAND = Pattern.compile("\\\\[a-zA-Z]+");
  private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\\\_^])\\p{L}{3,}(?!\\p{L})");
  private static final Pattern FORMULA_SIGN = Pattern.compile("[\\\\^_{]");
  private static final int MAX_WORDS_OF_A_FORMULA = 12;
  private static final int MAX_WORDS_WITHOUT_A_SIGN = 3;
  private static final Set<String> TEXT_STYLES =
      Set.of(
          "text",
          "textrm",
          "textbf",
          "textit",
          "texttt",
          "textsc",
          "textsf",
          "textnormal",
          "emph",
          "mbox",
          "hbox",
          "fbox",
          "underline",
          "uline",
          "textup",
          "textsl",
          "textmd");

  private LatexWords() {}

  /** Whether braces stand for a set, as in {0, 1}, and not for a group. */
  static boolean isSet(String content) {
    return content.length() < 200 && content.indexOf(',') > 0 && SET.matcher(content).matches();
  }

  /** Whether all of a formula is one set. */
  static boolean isEnumeration(String formula) {
    return formula.startsWith("{") && formula.indexOf('}') == formula.length() - 1;
  }

  /**
   * Whether prose goes on with the members of a set, as in "K in {5, 10}", which reads as a list.
   */
  static boolean endsWithIn(CharSequence text) {
    int length = text.length();
    return length >= 4 && text.subSequence(length - 4, length).toString().equals(" in ");
  }

  /** How many characters a style without its backslash takes at the start of a group. */
  static int styleAtStart(String content) {
    Matcher matcher = STYLE.matcher(content).region(0, Math.min(content.length(), 16));
    return matcher.lookingAt() ? matcher.end() : 0;
  }

  /**
   * Whether what stands between two dollar signs is prose, perhaps about money, and no formula: it
   * has more words than formulas have, or it begins with a number and has any.
   */
  static boolean isProse(String content) {
    String stripped = content.strip();
    if (stripped.isEmpty()) {
      return true;
    }
    int words = 0;
    Matcher word = WORD.matcher(COMMAND.matcher(stripped).replaceAll(" "));
    while (word.find()) {
      words++;
    }
    if (isVariable(content)) {
      return true;
    }
    if (FORMULA_SIGN.matcher(stripped).find()) {
      return words > MAX_WORDS_OF_A_FORMULA;
    }
    boolean number = Character.isDigit(stripped.charAt(0));
    return words > MAX_WORDS_WITHOUT_A_SIGN || (number && (words > 0 || content.endsWith(" ")));
  }

  /** Whether a dollar sign begins a name of a shell, as in {@code $HOME and $PATH}. */
  static boolean isVariable(String content) {
    return !content.isEmpty()
        && Character.isLetter(content.charAt(0))
        && content.endsWith(" ")
        && !FORMULA_SIGN.matcher(content).find();
  }

  /** Whether a backslash stands behind a part of a path, which begins with a drive. */
  static boolean endsPath(String text, int backslash) {
    // No further back, so that a text of nothing but backslashes is not read once for each.
    int start = Math.max(0, backslash - MAX_PATH);
    String near = text.substring(start, Math.min(text.length(), backslash + 2));
    int drive = near.lastIndexOf(":\\", backslash - start);
    return drive > 0
        && Character.isLetter(near.charAt(drive - 1))
        && near.substring(drive, backslash - start).indexOf(' ') < 0;
  }

  /** Whether the last word is an address on the web, after which a group is its label. */
  static boolean endsWithAddress(CharSequence text) {
    int start = text.length();
    while (start > 0 && text.charAt(start - 1) > ' ' && text.length() - start < 300) {
      start--;
    }
    String word = text.subSequence(start, text.length()).toString();
    return word.contains("://") && Character.isLetterOrDigit(word.charAt(word.length() - 1));
  }

  static boolean isTextStyle(String name) {
    return TEXT_STYLES.contains(name);
  }

  static boolean isBlackboard(String name) {
    return name.length() == 1 && "RNZCEP".contains(name);
  }

  /** The text, in brackets if a division or a root would else seem to take only a part of it. */
  static String bracketed(String text) {
    return SIMPLE.matcher(text).matches() ? text : "(" + text + ")";
  }
}
