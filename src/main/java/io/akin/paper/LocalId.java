package io.akin.paper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stable hash of the normalised title. Every paper has one, so that a copy that came with nothing
 * but its title meets the copy that came with an identifier.
 *
 * @param value the first 64 bits of a SHA-256, 16 hexadecimal digits
 */
public record LocalId(String value) implements PaperId {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  /** All but letters, their marks, digits, and the signs that tell C++ from C#. */
  private static final Pattern NOT_WORD =
      Pattern.compile("[^\\p{L}\\p{N}\\p{M}+#]+|[\\uFE00-\\uFE0F]+");

  /**
   * Accents on Latin and Greek letters, which people leave out. The marks of other scripts tell
   * letters apart: и and й are two, and so are か and が.
   */
  private static final Pattern ACCENT =
      Pattern.compile("(?<=[\\p{IsLatin}\\p{IsGreek}])[\\u0300-\\u036F]+");

  public LocalId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("want 16 hexadecimal digits, got " + value);
    }
  }

  @Override
  public String scheme() {
    return "local";
  }

  /**
   * Hashes a title's letters and digits alone: case, accents, punctuation and white space do not
   * count (but + and # do), nor do compatibility forms such as ligatures. A title with no letter or
   * digit is hashed as it stands, on one line.
   */
  public static LocalId ofTitle(String title) {
    String words = isAscii(title) ? wordsOfAscii(title) : words(title);
    String normalised = words.isEmpty() ? Text.oneLine(title) : words;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(normalised.getBytes(UTF_8));
      return new LocalId(HexFormat.of().formatHex(digest, 0, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The rule, for any title. */
  static String words(String title) {
    String folded =
        ACCENT.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
    // One character at a time, and by way of upper case: the two small sigmas are one letter.
    String lower =
        folded
            .codePoints()
            .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return NOT_WORD.matcher(lower).replaceAll("");
  }

  /** What the rule comes to for most titles, at a tenth of its cost. */
  static String wordsOfAscii(String title) {
    StringBuilder words = new StringBuilder(title.length());
    for (int i = 0; i < title.length(); i++) {
      char c = Character.toLowerCase(title.charAt(i));
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '#') {
        words.append(c);
      }
    }
    return words.toString();
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  static Optional<LocalId> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String value = lower.startsWith("local:") ? lower.substring("local:".length()) : "";
    return FORM.matcher(value).matches() ? Optional.of(new LocalId(value)) : Optional.empty();
  }
}
