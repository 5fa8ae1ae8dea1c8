package io.akin.recommend.why;

/**
 * A word of a text.
 *
 * @param surface the word as the text has it
 * @param term what it is to an index: lower case, stemmed
 * @param start offset of its first character in the text, in UTF-16 units
 * @param end offset behind its last character
 */
public record Token(String surface, String term, int start, int end) {
  public Token {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("token %s goes from %d to %d".formatted(term, start, end));
    }
  }
}
