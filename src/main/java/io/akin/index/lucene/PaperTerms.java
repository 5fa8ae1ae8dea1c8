package io.akin.index.lucene;

import io.akin.index.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** How texts become terms, for writing and searching alike. Thread-safe. */
final class PaperTerms {
  /** Never closed: it lives as long as the program, and searches of any thread use it. */
  static final Analyzer ANALYZER = new EnglishAnalyzer();

  /** How often a word of the title counts. */
  static final int TITLE_COUNT = 2;

  private PaperTerms() {}

  /** The words of a text, stop words left out. */
  static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = ANALYZER.tokenStream("", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory could not be read", e);
    }
    return tokens;
  }

  /** How often each term occurs in a paper or an example, by term. */
  static SortedMap<String, Integer> counts(String title, String text) {
    return counts(title, text, PaperTerms::tokens);
  }

  /**
   * The same.
   *
   * @param tokens gives the words of a text, as {@link #tokens} does
   */
  static SortedMap<String, Integer> counts(
      String title, String text, Function<String, List<Token>> tokens) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    tokens.apply(title).forEach(token -> counts.merge(token.term(), TITLE_COUNT, Integer::sum));
    tokens.apply(text).forEach(token -> counts.merge(token.term(), 1, Integer::sum));
    return counts;
  }

  /** The length of a paper or an example, in words. */
  static int length(SortedMap<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
