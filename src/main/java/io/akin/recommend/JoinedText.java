package io.akin.recommend;

import io.akin.index.PaperView;
import io.akin.recommend.why.AnalysedText;
import io.akin.recommend.why.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts joined to one, whose words are those of each: the view knows the words of a title or an
 * abstract that it has been asked for before.
 */
final class JoinedText {
  private final PaperView view;
  private final StringBuilder text = new StringBuilder();
  private final List<Token> tokens = new ArrayList<>();

  JoinedText(PaperView view) {
    this.view = view;
  }

  /** Adds a title and what it is the title of. */
  JoinedText add(String title, String content) {
    add(title);
    text.append(". ");
    add(content);
    text.append('\n');
    return this;
  }

  /** Adds a text. */
  JoinedText add(String part) {
    int start = text.length();
    text.append(part);
    view.tokens(part)
        .forEach(
            token ->
                tokens.add(
                    new Token(
                        part.substring(token.start(), token.end()),
                        token.term(),
                        start + token.start(),
                        start + token.end())));
    return this;
  }

  AnalysedText analysed() {
    return new AnalysedText(text.toString(), tokens);
  }
}
