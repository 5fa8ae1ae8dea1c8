package io.akin.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "LLMs, LLM",
    "networks, Network",
    "multi-agent, multiagent",
    "analyses, analysis",
    "matrices, matrix",
    "queries, query",
    "searches, search",
    "modelling, modeling",
    "optimisation, Optimization",
    "Parkinson's, Parkinson"
  })
  void isOneWordWith(String surface, String other) {
    assertEquals(WordForms.key(other), WordForms.key(surface));
  }

  @ParameterizedTest
  @CsvSource({"bias", "physics", "corpus", "loss", "analysis", "GPS"})
  void isNoPlural(String word) {
    assertEquals(word, restored(WordForms.key(word), word));
  }

  private static String restored(String key, String word) {
    return key.equalsIgnoreCase(word) ? word : key;
  }

  @ParameterizedTest
  @CsvSource({
    "graph, TELLING",
    "LLM, TELLING",
    "model, LIGHT",
    "we, BREAK",
    "proposing, BREAK",
    "effectively, BREAK",
    "anomaly, TELLING",
    "2024, BREAK",
    "x, BREAK",
    "driving, TELLING",
    "SemEval-2023, BREAK",
    "of, OF"
  })
  void hasAPartInPhrases(String word, WordKind kind) {
    assertEquals(kind, WordKind.of(word));
  }

  private static List<String> words(String text) {
    Vocabulary vocabulary = new Vocabulary();
    List<String> words = new ArrayList<>();
    for (int word : vocabulary.words(text)) {
      words.add(word == Vocabulary.BREAK ? "|" : vocabulary.surface(word));
    }
    return words;
  }

  @Test
  void punctuationNumbersAndCommonWordsDivide() {
    assertEquals(
        List.of("graphs", "|", "few-shot", "learning", "|", "trees", "|", "GPT-3.5"),
        words("We use graphs, few-shot learning 17 trees and GPT-3.5."));
  }

  @Test
  void formulaeAndAddressesAreNoWords() {
    assertEquals(
        List.of("graphs", "|", "trees", "|", "forests"),
        words("graphs $x_{alpha}$ trees \\mathbf https://example.org/code/trees forests"));
  }

  @Test
  void anOpenDollarHidesNoMoreThanItself() {
    assertEquals(List.of("prices", "|", "dollars"), words("prices $ dollars"));
  }
}
