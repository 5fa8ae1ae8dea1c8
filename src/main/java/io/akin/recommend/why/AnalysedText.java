package io.akin.recommend.why;

import java.util.List;

/**
 * A text with its words.
 *
 * @param tokens in the order of the text; stop words are not among them
 */
public record AnalysedText(String text, List<Token> tokens) {
  public AnalysedText {
    tokens = List.copyOf(tokens);
    int start = 0;
    for (Token token : tokens) {
      if (token.start() < start || token.end() > text.length()) {
        throw new IllegalArgumentException(
            "token %s is out of order, or of a text of more than %d characters"
                .formatted(token, text.length()));
      }
      start = token.start();
    }
  }
}
