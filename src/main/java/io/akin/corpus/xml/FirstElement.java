package io.akin.corpus.xml;

import java.util.Optional;

/** Finds what an XML file is of by the name of its first element. */
final class FirstElement {
  private FirstElement() {}

  /**
   * The name of the first element of a text that may be cut anywhere, without its prefix; empty
   * where the text does not begin as XML does.
   */
  static Optional<String> of(String text) {
    int at = 0;
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      String end;
      if (text.startsWith("<?", at)) {
        end = "?>";
      } else if (text.startsWith("<!--", at)) {
        end = "-->";
      } else if (text.startsWith("<!DOCTYPE", at)) {
        int bracket = text.indexOf('[', at);
        int close = text.indexOf('>', at);
        end = bracket >= 0 && bracket < close ? "]>" : ">";
      } else {
        return name(text, at);
      }
      int found = text.indexOf(end, at);
      if (found < 0) {
        return Optional.empty();
      }
      at = found + end.length();
    }
  }

  private static Optional<String> name(String text, int at) {
    int end = at + 1;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    return at < text.length() && text.charAt(at) == '<' && end > at + 1
        ? Optional.of(Element.withoutPrefix(text.substring(at + 1, end)))
        : Optional.empty();
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == ':' || c == '-' || c == '_' || c == '.';
  }
}
