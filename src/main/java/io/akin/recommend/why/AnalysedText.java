package io.akin.recommend.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /**
   * A part with its words, which are not looked for anew.
   *
   * @param from where it starts
   * @param end the offset behind it
   * @return empty where a word begins or ends outside
   */
  public Optional<AnalysedText> part(int from, int end) {
    List<Token> inside = new ArrayList<>();
    for (Token token : tokens) {
      if (token.start() < end && token.end() > from) {
        if (token.start() < from || token.end() > end) {
          return Optional.empty();
        }
        inside.add(
            new Token(token.surface(), token.term(), token.start() - from, token.end() - from));
      }
    }
    return Optional.of(new AnalysedText(text.substring(from, end), inside));
  }
}
