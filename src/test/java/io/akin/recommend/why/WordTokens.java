package io.akin.recommend.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes texts apart as an index's analyzer does: lower case, plurals cut, no stop words. */
final class WordTokens {
  private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&\\P{IsHan}]+");
  private static final Set<String> STOP = Set.of("a", "an", "and", "for", "in", "is", "of", "the");

  private WordTokens() {}

  static AnalysedText of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String term = words.group().toLowerCase(Locale.ROOT).replaceAll("(?<=..)s$", "");
      if (!STOP.contains(term)) {
        tokens.add(new Token(words.group(), term, words.start(), words.end()));
      }
    }
    return new AnalysedText(text, tokens);
  }

  static List<AnalysedText> ofEach(List<String> sentences) {
    return sentences.stream().map(WordTokens::of).toList();
  }
}
