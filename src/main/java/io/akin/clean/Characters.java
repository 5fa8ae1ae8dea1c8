package io.akin.clean;

import java.text.Normalizer;

/** Brings characters into one form: composed, ligatures spelled out, invisible ones gone. */
final class Characters {
  private Characters() {}

  static String normalised(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\uFB00' -> out.append("ff");
        case '\uFB01' -> out.append("fi");
        case '\uFB02' -> out.append("fl");
        case '\uFB03' -> out.append("ffi");
        case '\uFB04' -> out.append("ffl");
        case '\uFB05', '\uFB06' -> out.append("st");
        default -> {
          if (!isInvisible(c)) {
            out.append(c);
          }
        }
      }
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  /**
   * Soft hyphens, word joiners and zero-width spaces, which split words for a tokenizer, and the
   * controls that turn the direction of text, which can disguise it. The joiners of emoji and of
   * Indic and Arabic scripts are not among them.
   */
  private static boolean isInvisible(char c) {
    return c == '\u00AD'
        || c == '\u200B'
        || c == '\u2060'
        || c == '\uFEFF'
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
