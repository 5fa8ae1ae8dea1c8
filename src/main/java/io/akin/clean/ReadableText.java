package io.akin.clean;

/**
 * Makes one text readable: markup, LaTeX and characters, in this order, since entities may spell
 * the signs of LaTeX, and LaTeX makes characters.
 */
final class ReadableText {
  private ReadableText() {}

  static String of(String source) {
    Signs signs = Signs.of(source);
    String text = source;
    if (signs.markup()) {
      text = Markup.removed(source);
      signs = text.equals(source) ? signs : Signs.of(text);
    }
    boolean latex = signs.latex() || StrippedLatex.maybeIn(text);
    if (latex) {
      text = LatexText.of(StrippedLatex.restored(text)).strip();
    }
    return latex || signs.beyondAscii() ? Characters.normalised(text) : text;
  }

  /** What a text may need; most texts need nothing. */
  private record Signs(boolean markup, boolean latex, boolean beyondAscii) {
    static Signs of(String text) {
      boolean markup = false;
      boolean latex = false;
      boolean beyondAscii = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c > '~') {
          beyondAscii = true;
        } else if (c == '&' || c == '<') {
          markup = true;
        } else if (c == '\\' || c == '$' || c == '{' || c == '}' || c == '`' || c == '~') {
          latex = true;
        }
      }
      return new Signs(markup, latex, beyondAscii);
    }
  }
}
