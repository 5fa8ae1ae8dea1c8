package io.akin.index.lucene;

import io.akin.index.Example;
import io.akin.index.Token;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The words of the texts asked for last: the abstract of a paper is asked for to find what is like
 * it, to tell it from others and to explain it, and again by the next who sees it. Thread-safe.
 */
final class TextWords {
  /** Texts whose words are kept: titles and abstracts take some 10 MB. */
  private static final int TEXTS = 2_000;

  /** Examples whose weights are kept, some 5 MB. */
  private static final int EXAMPLES = 500;

  /** What an example says. */
  private record Said(String title, String text) {}

  private final Statistics statistics;
  private final Recent<String, List<Token>> tokens = new Recent<>(TEXTS);
  private final Recent<Said, LexicalExample> examples = new Recent<>(EXAMPLES);

  TextWords(Statistics statistics) {
    this.statistics = statistics;
  }

  /** The words of a text, as {@link PaperTerms#tokens} gives them. */
  List<Token> tokens(String text) {
    Optional<List<Token>> known = tokens.find(text);
    if (known.isPresent()) {
      return known.get();
    }
    List<Token> found = List.copyOf(PaperTerms.tokens(text));
    tokens.keep(text, found);
    return found;
  }

  /** The words of an example, weighted. */
  LexicalExample weighted(Example example) throws IOException {
    Said said = new Said(example.title(), example.text());
    Optional<LexicalExample> known = examples.find(said);
    if (known.isPresent()) {
      return known.get();
    }
    LexicalExample found = LexicalExample.of(example, this::tokens, statistics);
    examples.keep(said, found);
    return found;
  }
}
