package io.akin.index.lucene;

import io.akin.index.Example;
import io.akin.index.Token;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of the texts that a request asks for: of a page's papers and of its seeds, which are
 * asked for more than once. Thread-safe.
 */
final class TextWords {
  /** Texts whose words are kept: titles and abstracts of the longest page take some 10 MB. */
  private static final int KEPT = 2_000;

  /** What an example says. */
  private record Said(String title, String text) {}

  private final Statistics statistics;
  private final Map<String, List<Token>> tokens = new ConcurrentHashMap<>();
  private final Map<Said, LexicalExample> examples = new ConcurrentHashMap<>();

  TextWords(Statistics statistics) {
    this.statistics = statistics;
  }

  /** The words of a text, as {@link PaperTerms#tokens} gives them. */
  List<Token> tokens(String text) {
    List<Token> known = tokens.get(text);
    if (known == null) {
      known = List.copyOf(PaperTerms.tokens(text));
      if (tokens.size() < KEPT) {
        tokens.put(text, known);
      }
    }
    return known;
  }

  /** The words of an example, weighted. */
  LexicalExample weighted(Example example) throws IOException {
    Said said = new Said(example.title(), example.text());
    LexicalExample known = examples.get(said);
    if (known == null) {
      known = LexicalExample.of(example, this::tokens, statistics);
      if (examples.size() < KEPT) {
        examples.put(said, known);
      }
    }
    return known;
  }
}
