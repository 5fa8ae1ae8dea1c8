package io.akin.clean;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Turns LaTeX as titles and abstracts have it into text: commands to the characters they stand for,
 * styles and groups to their content, formulas to what one would write on a single line. What it
 * does not know it leaves, without backslash and braces. Every character is looked at a bounded
 * number of times; nesting beyond a limit is flattened. Not thread-safe; one use.
 */
final class LatexText {
  /** Deeper groups are read as if they had no braces; no formula that people read is so deep. */
  private static final int MAX_DEPTH = 40;

  /**
   * A formula that goes on for longer is two dollar signs that have nothing to do with each other.
   */
  static final int MAX_FORMULA = 2_000;

  private static final int NONE = -1;

  private final String in;

  /** For each opening brace where it closes; {@link #NONE} for all else. */
  private final int[] closing;

  private int position;
  private int depth;

  private LatexText(String in) {
    this.in = in;
    this.closing = matchBraces(in);
  }

  static String of(String source) {
    LatexText latex = new LatexText(source);
    StringBuilder out = new StringBuilder(source.length());
    latex.read(out, source.length(), false);
    return out.toString();
  }

  private static int[] matchBraces(String in) {
    if (in.indexOf('{') < 0) {
      return new int[0]; // only the places of opening braces are ever looked up
    }
    int[] closing = new int[in.length()];
    Arrays.fill(closing, NONE);
    int[] open = new int[in.length()];
    int depth = 0;
    for (int i = 0; i < in.length(); i++) {
      char c = in.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        open[depth++] = i;
      } else if (c == '}' && depth > 0) {
        closing[open[--depth]] = i;
      }
    }
    return closing;
  }

  /** Reads up to an end, and leaves the position there. */
  private void read(StringBuilder out, int end, boolean math) {
    while (position < end) {
      char c = in.charAt(position);
      switch (c) {
        case '\\' -> command(out, end, math);
        case '$' -> dollar(out, end, math);
        case '{' -> group(out, math);
        case '}' -> position++;
        case '~' -> tilde(out, math);
        case '^', '_' -> script(out, c, end, math);
        case '`' -> quote(out, '`', '“', end);
        case '\'' -> quote(out, '\'', '”', end);
        case '&' -> {
          out.append(math ? ' ' : '&');
          position++;
        }
        case ' ', '\n', '\t', '\r' -> {
          space(out);
          position++;
        }
        default -> {
          out.append(c);
          position++;
        }
      }
    }
    position = Math.max(position, end);
  }

  private static void space(StringBuilder out) {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private void quote(StringBuilder out, char mark, char typographic, int end) {
    boolean twice = position + 1 < end && in.charAt(position + 1) == mark;
    out.append(twice ? typographic : mark);
    position += twice ? 2 : 1;
  }

  /**
   * A tie between words is a space; with a space before it, it says "about" or "distributed as".
   */
  private void tilde(StringBuilder out, boolean math) {
    char before = position == 0 ? ' ' : in.charAt(position - 1);
    char after = position + 1 < in.length() ? in.charAt(position + 1) : ' ';
    boolean about =
        ((before == ' ' || before == '(') && (Character.isDigit(after) || after == ' '))
            || (Character.isDigit(before) && (Character.isDigit(after) || after == ' '));
    boolean path = before == '/' || after == '/' || before == '~' || after == '~';
    if (!math && (about || path)) {
      out.append('~');
    } else {
      space(out);
    }
    position++;
  }

  private void group(StringBuilder out, boolean math) {
    int close = closing[position];
    if (close == NONE || depth == MAX_DEPTH) {
      position++;
      return;
    }
    String content = in.substring(position + 1, close);
    boolean set = !math && LatexWords.isSet(content) && !LatexWords.endsWithIn(out);
    boolean label = !math && LatexWords.endsWithAddress(out) && !content.isBlank();
    position++;
    if (set) {
      out.append('{');
    } else {
      out.append(label ? " (" : "");
      position += LatexWords.styleAtStart(content);
    }
    depth++;
    read(out, close, math);
    depth--;
    out.append(set ? "}" : label ? ")" : "");
    position = close + 1;
  }

  private void dollar(StringBuilder out, int end, boolean math) {
    if (math) {
      position++;
      return;
    }
    boolean display = position + 1 < end && in.charAt(position + 1) == '$';
    int start = position + (display ? 2 : 1);
    int close = display ? in.indexOf("$$", start) : formulaEnd(start, end);
    if (close == NONE || close > end || close - start > MAX_FORMULA) {
      boolean money = start < end && Character.isDigit(in.charAt(start));
      boolean variable =
          start + 1 < end
              && Character.isUpperCase(in.charAt(start))
              && Character.isUpperCase(in.charAt(start + 1));
      if (money || variable || currencyBefore()) {
        out.append('$');
      }
      position++;
      return;
    }
    String content = in.substring(start, close);
    if (LatexWords.isProse(content)) {
      String stripped = content.stripLeading();
      boolean meant =
          !stripped.isEmpty()
              && (Character.isDigit(stripped.charAt(0)) || LatexWords.isVariable(content));
      out.append(meant ? "$" : "");
      position++;
      return;
    }
    position = start;
    formula(out, close);
    position = close + (display ? 2 : 1);
  }

  private boolean currencyBefore() {
    return position > 0 && Character.isUpperCase(in.charAt(position - 1));
  }

  private int formulaEnd(int start, int end) {
    for (int i = start; i < end && i - start <= MAX_FORMULA; i++) {
      char c = in.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '$') {
        return i;
      }
    }
    return NONE;
  }

  private void formula(StringBuilder out, int close) {
    StringBuilder formula = new StringBuilder();
    depth++;
    read(formula, close, true);
    depth--;
    String text = formula.toString().strip();
    boolean enumeration = LatexWords.isEnumeration(text) && LatexWords.endsWithIn(out);
    out.append(enumeration ? text.substring(1, text.length() - 1) : text);
  }

  /** A raised or lowered argument; in plain text only one in braces is taken for such. */
  private void script(StringBuilder out, char mark, int end, boolean math) {
    position++;
    boolean braced = position < end && in.charAt(position) == '{';
    if (!math && !braced) {
      out.append(mark);
      return;
    }
    String text = argument(end, true).strip();
    if (text.isEmpty()) {
      return;
    }
    Optional<String> mapped =
        text.length() > 4
            ? Optional.empty()
            : mark == '^' ? LatexSymbols.superscript(text) : LatexSymbols.subscript(text);
    if (mapped.isPresent()) {
      out.append(mapped.get());
    } else if (mark == '^' && (text.equals("*") || text.equals("⋆") || text.equals("∗"))) {
      out.append('*');
    } else {
      boolean word = text.chars().allMatch(Character::isLetterOrDigit);
      boolean simple = text.length() == 1 || (word && mark == '_');
      out.append(mark).append(simple ? text : "(" + text + ")");
    }
  }

  /** The next argument as text: a group, a command or a character. */
  private String argument(int end, boolean math) {
    while (position < end && Character.isWhitespace(in.charAt(position))) {
      position++;
    }
    StringBuilder out = new StringBuilder();
    if (position >= end) {
      return "";
    }
    char c = in.charAt(position);
    if (c == '{' && closing[position] != NONE && depth < MAX_DEPTH) {
      int close = closing[position];
      position++;
      position += LatexWords.styleAtStart(in.substring(position, close));
      depth++;
      read(out, close, math);
      depth--;
      position = close + 1;
    } else if (c == '\\' && depth < MAX_DEPTH) {
      depth++;
      command(out, end, math);
      depth--;
    } else if (c != '}' && c != '$') {
      out.append(c);
      position++;
    }
    return out.toString();
  }

  /** The argument as it is written. */
  private String rawArgument(int end) {
    while (position < end && in.charAt(position) == ' ') {
      position++;
    }
    if (position < end && in.charAt(position) == '{' && closing[position] != NONE) {
      int close = closing[position];
      String raw = in.substring(position + 1, close);
      position = close + 1;
      return raw;
    }
    return "";
  }

  private void option(int end) {
    if (position < end && in.charAt(position) == '[') {
      int close = in.indexOf(']', position);
      if (close != NONE && close < end && close - position < 200) {
        position = close + 1;
      }
    }
  }

  private boolean braceFollows(int end) {
    return position < end && in.charAt(position) == '{' && closing[position] != NONE;
  }

  private void command(StringBuilder out, int end, boolean math) {
    position++;
    if (position >= end) {
      return;
    }
    char first = in.charAt(position);
    if (!isLetter(first)) {
      position++;
      sign(out, first, end, math);
      return;
    }
    int start = position;
    while (position < end && isLetter(in.charAt(position))) {
      position++;
    }
    String name = in.substring(start, position);
    if (position < end && in.charAt(position) == '*') {
      position++;
    }
    named(out, name, end, math);
  }

  /** A command of one character that is no letter. */
  private void sign(StringBuilder out, char sign, int end, boolean math) {
    switch (sign) {
      case '%', '&', '#', '_', '{', '}', '$' -> out.append(sign);
      case ',', ';', ':', ' ', '\\', '\n', '\t', '>' -> space(out);
      case '!', '-', '/', '@', '+' -> {}
      case '|' -> out.append('‖');
      case '(', '[' -> {
        String close = sign == '(' ? "\\)" : "\\]";
        int stop = in.indexOf(close, position, Math.min(in.length(), position + MAX_FORMULA + 2));
        if (stop != NONE && stop <= end && stop - position <= MAX_FORMULA) {
          formula(out, stop);
          position = stop + 2;
        } else {
          out.append(sign);
        }
      }
      case ')', ']' -> {}
      default -> {
        Optional<Character> accent =
            math ? Optional.empty() : LatexSymbols.accent(Character.toString(sign));
        if (accent.isPresent()) {
          accented(out, accent.get(), sign, end);
        } else {
          out.append(sign);
        }
      }
    }
  }

  /** A letter with an accent; an accent over anything else is left out. */
  private void accented(StringBuilder out, char mark, char sign, int end) {
    if (sign == '\'' && isPossessive(end)) {
      out.append('\'');
      return;
    }
    boolean letterFollows =
        position < end
            && (isLetter(in.charAt(position))
                || in.charAt(position) == '{'
                || in.charAt(position) == '\\');
    if (!letterFollows) {
      out.append(sign == '"' || sign == '\'' || sign == '`' ? Character.toString(sign) : "");
      return;
    }
    out.append(withMark(argument(end, false), mark));
  }

  /**
   * Whether an escaped apostrophe stands before the s of a possessive, as some exports write it.
   */
  private boolean isPossessive(int end) {
    return position >= 3
        && Character.isLetter(in.charAt(position - 3))
        && position < end
        && in.charAt(position) == 's'
        && (position + 1 >= end || !Character.isLetter(in.charAt(position + 1)));
  }

  private static String withMark(String text, char mark) {
    String base = text.replace('ı', 'i').replace('ȷ', 'j');
    if (base.isEmpty() || !Character.isLetter(base.charAt(0))) {
      return base;
    }
    String accented = Normalizer.normalize(base.substring(0, 1) + mark, Normalizer.Form.NFC);
    return accented + base.substring(1);
  }

  private void named(StringBuilder out, String name, int end, boolean math) {
    int dropped = LatexSymbols.dropped(name);
    int last = LatexSymbols.lastArgument(name);
    Optional<Character> accent = LatexSymbols.accent(name);
    if (dropped >= 0) {
      option(end);
      for (int i = 0; i < dropped; i++) {
        var _ = rawArgument(end);
        option(end);
      }
      closeGap(out, end);
    } else if (name.equals("frac")
        || name.equals("dfrac")
        || name.equals("tfrac")
        || name.equals("nicefrac")
        || name.equals("sfrac")) {
      String above = argument(end, true).strip();
      String below = argument(end, true).strip();
      word(out, "", true);
      out.append(LatexWords.bracketed(above)).append('/').append(LatexWords.bracketed(below));
    } else if (name.equals("binom")) {
      out.append('(').append(argument(end, true).strip()).append(" choose ");
      out.append(argument(end, true).strip()).append(')');
    } else if (name.equals("sqrt")) {
      option(end);
      out.append('√').append(LatexWords.bracketed(argument(end, true).strip()));
    } else if (name.equals("url") || name.equals("nolinkurl") || name.equals("path")) {
      word(out, rawArgument(end).replace("\\", ""), true);
    } else if (name.equals("mathbb") || name.equals("mathds") || name.equals("Bbb")) {
      out.append(LatexSymbols.doubleStruck(argument(end, true).strip()));
    } else if (last > 0) {
      option(end);
      for (int i = 1; i < last; i++) {
        var _ = rawArgument(end);
      }
      out.append(argument(end, math));
    } else if (accent.isPresent() && (name.length() > 1 || accentFollows(end))) {
      String text = argument(end, math || name.length() > 1);
      boolean single = name.length() == 1 || text.codePointCount(0, text.length()) == 1;
      out.append(single ? withMark(text, accent.get()) : text);
    } else if (LatexSymbols.isSpace(name)) {
      space(out);
    } else if (LatexSymbols.isSilent(name)) {
      silent(end, name);
    } else if (braceFollows(end)
        && !LatexSymbols.isFunction(name)
        && LatexSymbols.symbol(name).isEmpty()) {
      out.append(argument(end, math && !LatexWords.isTextStyle(name)));
    } else {
      symbolOrWord(out, name, end, math);
    }
  }

  /** In text, {@code \v} and the like are accents only over what follows them. */
  private boolean accentFollows(int end) {
    return position < end
        && (in.charAt(position) == '{'
            || (in.charAt(position) == ' '
                && position + 1 < end
                && isLetter(in.charAt(position + 1))
                && (position + 2 >= end || !isLetter(in.charAt(position + 2)))));
  }

  private void silent(int end, String name) {
    if (position < end && in.charAt(position) == ' ') {
      position++;
    }
    if ((name.equals("left") || name.equals("right"))
        && position < end
        && in.charAt(position) == '.') {
      position++;
    }
  }

  private void symbolOrWord(StringBuilder out, String name, int end, boolean math) {
    Optional<String> symbol = LatexSymbols.symbol(name);
    // In text, a single capital after a backslash is more often an author's own command.
    if (symbol.isPresent() && (math || name.length() > 1 || !LatexWords.isBlackboard(name))) {
      out.append(symbol.get());
      if (braceFollows(end) && closing[position] == position + 1) {
        position += 2; // \LaTeX{} is the command with its end marked
      }
    } else {
      if (!math && LatexWords.endsPath(in, position - name.length() - 1)) {
        out.append('\\');
      }
      word(out, name, math);
      if (braceFollows(end) && closing[position] == position + 1) {
        position += 2;
      }
    }
  }

  /** A name that stays a word: set apart from letters and digits before it. */
  private static void word(StringBuilder out, String name, boolean math) {
    if (math && !out.isEmpty() && Character.isLetterOrDigit(out.charAt(out.length() - 1))) {
      out.append(' ');
    }
    out.append(name);
  }

  /** Where something was dropped between a space and a sign or another space. */
  private void closeGap(StringBuilder out, int end) {
    boolean spaceBefore = !out.isEmpty() && out.charAt(out.length() - 1) == ' ';
    if (spaceBefore && position < end && ".,;:)".indexOf(in.charAt(position)) >= 0) {
      out.setLength(out.length() - 1);
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
