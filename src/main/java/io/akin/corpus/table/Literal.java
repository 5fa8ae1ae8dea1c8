package io.akin.corpus.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists as JSON, Python and NumPy print them, {@code ["a", "b"]}, {@code ['a', "b"]}, {@code
 * ['a' 'b']} and {@code [a, b]}, and objects inside or alone. What is nested deeper is passed over.
 */
final class Literal {
  /** The key of an item that is plain text, not an object. */
  static final String TEXT = "";

  private final String text;
  private final List<Map<String, String>> items = new ArrayList<>();
  private final StringBuilder brackets = new StringBuilder();
  private @Nullable Map<String, String> object;
  private String key = TEXT;
  private int at;

  private Literal(String text) {
    this.text = text;
  }

  /**
   * The items of a list, or the one object: each its fields by their names, or its text.
   *
   * @return empty when the text is neither
   */
  static Optional<List<Map<String, String>>> parse(String text) {
    String stripped = text.strip();
    boolean list = stripped.startsWith("[") && stripped.endsWith("]");
    boolean object = stripped.startsWith("{") && stripped.endsWith("}");
    if (!list && !object) {
      return Optional.empty();
    }
    Literal literal = new Literal(stripped);
    return literal.read() ? Optional.of(literal.items) : Optional.empty();
  }

  private boolean read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '[', '{' -> open(c);
        case ']', '}' -> {
          if (!close(c)) {
            return false;
          }
        }
        case '"', '\'' -> {
          Optional<String> quoted = quoted(c);
          if (quoted.isEmpty()) {
            return false;
          }
          value(quoted.get());
        }
        case ',' -> {
          key = TEXT;
          at++;
        }
        default -> {
          if (Character.isWhitespace(c) || c == ':') {
            at++;
          } else {
            bare();
          }
        }
      }
    }
    return brackets.isEmpty();
  }

  private void open(char bracket) {
    brackets.append(bracket);
    if (bracket == '{' && isAtItems(1)) {
      object = new LinkedHashMap<>();
      items.add(object);
    }
    key = TEXT;
    at++;
  }

  private boolean close(char bracket) {
    int last = brackets.length() - 1;
    if (last < 0 || brackets.charAt(last) != (bracket == ']' ? '[' : '{')) {
      return false;
    }
    if (bracket == '}' && isAtItems(1)) {
      object = null;
    }
    brackets.setLength(last);
    key = TEXT;
    at++;
    return true;
  }

  /** Whether as many brackets are open as around an item, and so many more. */
  private boolean isAtItems(int more) {
    int around = text.charAt(0) == '[' ? 1 : 0;
    return brackets.length() == around + more;
  }

  private void value(String value) {
    if (object != null && isAtItems(1)) {
      if (key.equals(TEXT) && isKey()) {
        key = value;
      } else {
        object.putIfAbsent(key, value);
      }
    } else if (object == null && isAtItems(0)) {
      items.add(Map.of(TEXT, value));
    }
  }

  private boolean isKey() {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next < text.length() && text.charAt(next) == ':';
  }

  /** A word without quotes, up to the next comma or bracket. */
  private void bare() {
    int end = at;
    while (end < text.length() && ",]}".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String word = text.substring(at, end).strip();
    at = end;
    if (!Columns.isNothing(word) && !word.equals("...")) {
      value(word);
    }
  }

  private Optional<String> quoted(char quote) {
    StringBuilder value = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        at = i + 1;
        return Optional.of(value.toString());
      }
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        char escaped = text.charAt(i);
        int digits = escaped == 'u' ? 4 : escaped == 'x' ? 2 : 0;
        int code = digits == 0 ? -1 : hexadecimal(i + 1, digits);
        if (code >= 0) {
          value.append((char) code);
          i += digits;
        } else {
          value.append("nrtbf".indexOf(escaped) >= 0 ? ' ' : escaped);
        }
      } else {
        value.append(c);
      }
    }
    return Optional.empty();
  }

  private int hexadecimal(int from, int digits) {
    int code = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }
}
