package io.akin.encoder.onnx;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What an uncased BERT makes of a character before it looks for words: nothing of a control
 * character, a small letter without accents of any other letter. Each character stands for itself,
 * so that a table can say it. Thread-safe.
 *
 * <p>The table ends where versions of Unicode begin to differ, or what a character becomes depends
 * on more than the character.
 */
final class BertCharacters {
  private static final int LATIN_TO_CYRILLIC_END = 0x500;
  private static final int LATIN_EXTENDED = 0x1E00;
  private static final int MATHEMATICS_END = 0x2300;

  /** Filled as characters are met; whoever reads an entry before it is there, makes it anew. */
  private static final @Nullable Form[] FORMS = new Form[MATHEMATICS_END];

  private BertCharacters() {}

  enum Kind {
    /** Ends a word. */
    SPACE,
    /** Is a word by itself. */
    PUNCTUATION,
    /** Part of a word. */
    LETTER,
    /** Not in this table. */
    UNKNOWN
  }

  /**
   * A character as BERT sees it.
   *
   * @param text what it becomes; may be empty
   */
  record Form(Kind kind, String text) {}

  private static final Form UNKNOWN = new Form(Kind.UNKNOWN, "");

  static Form form(char c) {
    if (c >= LATIN_TO_CYRILLIC_END && (c < LATIN_EXTENDED || c >= MATHEMATICS_END)) {
      return UNKNOWN;
    }
    Form known = FORMS[c];
    if (known == null) {
      known = made(c);
      FORMS[c] = known;
    }
    return known;
  }

  private static Form made(char c) {
    if (c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c)) {
      return new Form(Kind.SPACE, " ");
    }
    switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT -> {
        return new Form(Kind.LETTER, "");
      }
      case Character.UNASSIGNED -> {
        return UNKNOWN;
      }
      default -> {
        // as below
      }
    }
    StringBuilder bare = new StringBuilder();
    Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD)
        .chars()
        .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
        .map(Character::toLowerCase)
        .forEach(part -> bare.append((char) part));
    if (bare.chars().noneMatch(BertCharacters::isPunctuation)) {
      return new Form(Kind.LETTER, bare.toString());
    }
    return bare.length() == 1 ? new Form(Kind.PUNCTUATION, bare.toString()) : UNKNOWN;
  }

  /** As BERT has it: of ASCII, all that is no letter, digit, space or control character. */
  private static boolean isPunctuation(int c) {
    if (c < 0x80) {
      return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
