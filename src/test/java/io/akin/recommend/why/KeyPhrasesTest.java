package io.akin.recommend.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeyPhrasesTest {
  private static final Map<String, Double> IDF_OF_SOME =
      Map.of("model", 0.3, "learning", 0.9, "rare", 8.0);

  @Test
  void aLongPhraseBeatsAndSwallowsItsParts() {
    assertEquals(
        List.of("graph neural networks", "knots"),
        shared(
            "On graph neural networks. A network, and knots.",
            "Deep graph neural networks; each network of graphs has knots"));
  }

  @Test
  void theWordsAreTheHitsOwn() {
    assertEquals(
        List.of("few-shot classifier"), shared("Few shot classifiers", "This few-shot classifier"));
  }

  @Test
  void aFormWithoutTheCapitalsOfATitleIsPreferred() {
    assertEquals(
        List.of("prime knots"),
        shared("prime knots", "Prime Knots. Prime knots are here. So are prime knots."));
    assertEquals(List.of("BERT"), shared("bert", "BERT. Bert"));
    assertEquals(List.of("Prime Knots"), shared("prime knots", "Prime Knots"));
  }

  @Test
  void aPhraseDoesNotReachAcrossPunctuationOrStopWords() {
    assertEquals(
        List.of("kites", "knots"), shared("kites knots", "kites, knots"), "a comma is between");
    assertEquals(List.of("kites", "knots"), shared("kites knots", "kites of the knots"));
    assertEquals(List.of("kites", "knots"), shared("kites. knots", "kites knots"));
    assertEquals(List.of("kites knots"), shared("kites  knots", "kites\nknots"));
    assertEquals(List.of("kites", "knots"), shared("kites knots", "kites--knots"));
    assertEquals(List.of("kites", "knots"), shared("kites knots", "kites\u0000knots"));
  }

  @Test
  void wordsThatMostPapersHaveAreNoPhraseButMayBePartOfOne() {
    assertEquals(List.of(), shared("a learning model", "the learning model"));
    assertEquals(List.of("deep learning"), shared("deep learning", "Our deep learning"));
  }

  @Test
  void numbersAndLettersAloneAreNoPhrase() {
    assertEquals(List.of(), shared("10 k 2019 x", "10 x k 2019 10 k"));
    assertEquals(List.of("k-means"), shared("k-means", "by k-means"));
  }

  @Test
  void functionWordsAreNoPhraseThoughTheIndexKeepsThem() {
    assertEquals(
        List.of("knots"), shared("However, we show which knots", "However, we show which knots"));
  }

  @Test
  void aRunOfMoreThanFourTermsGivesPhrasesThatDoNotOverlap() {
    assertEquals(
        List.of("one1 two2 three3 four4", "five5 six6"),
        shared("one1 two2 three3 four4 five5 six6", "one1 two2 three3 four4 five5 six6"));
  }

  @Test
  void theRarestComesFirstAndEqualOnesInTheOrderOfTheHit() {
    assertEquals(
        List.of("rare", "kites", "winds", "knots"),
        shared("knots. winds. kites. rare", "kites; winds; knots; rare"));
  }

  @Test
  void thereAreAsManyAsAskedForAndFiveOtherwise() {
    AnalysedText text = WordTokens.of("aa; bb; cc; dd; ee; ff; gg");

    assertEquals(5, new KeyPhrases(text).sharedWith(text, KeyPhrasesTest::idf).size());
    assertEquals(7, new KeyPhrases(text).sharedWith(text, KeyPhrasesTest::idf, 100).size());
    assertEquals(0, new KeyPhrases(text).sharedWith(text, KeyPhrasesTest::idf, 0).size());
    assertThrows(
        IllegalArgumentException.class,
        () -> new KeyPhrases(text).sharedWith(text, KeyPhrasesTest::idf, -1));
  }

  @Test
  void textsWithoutASharedTermHaveNone() {
    assertEquals(List.of(), shared("kites in the wind", "tables of knots"));
    assertEquals(List.of(), shared("", "knots"));
    assertEquals(List.of(), shared("knots", ""));
  }

  @Test
  void chineseCharactersMakeAPhraseTogetherButNotAlone() {
    assertEquals(List.of("神经网络"), shared("图神经网络", "用神经网络。"));
    assertEquals(List.of(), shared("图论", "图形"));
  }

  @Test
  void fiveThousandWordsAreNoBurden() {
    String text =
        IntStream.range(0, 5_000).mapToObj(i -> "w" + i % 997).collect(Collectors.joining(" "));
    AnalysedText long1 = WordTokens.of(text);
    AnalysedText same = WordTokens.of("kn ".repeat(5_000));

    assertTimeout(
        Duration.ofSeconds(2), () -> new KeyPhrases(long1).sharedWith(long1, KeyPhrasesTest::idf));
    assertTimeout(
        Duration.ofSeconds(2), () -> new KeyPhrases(same).sharedWith(same, KeyPhrasesTest::idf));
  }

  @Property(tries = 200)
  void everyPhraseIsInTheHit(@ForAll String seed, @ForAll String hit) {
    AnalysedText text = WordTokens.of(hit);
    for (KeyPhrase phrase :
        new KeyPhrases(WordTokens.of(seed + " " + hit)).sharedWith(text, KeyPhrasesTest::idf)) {
      assertTrue(hit.replaceAll("\\s+", " ").contains(phrase.surface()), phrase::toString);
      assertTrue(phrase.weight() > 0, phrase::toString);
    }
  }

  private static double idf(String term) {
    return IDF_OF_SOME.getOrDefault(term, 3.0);
  }

  private static List<String> shared(String seed, String hit) {
    return new KeyPhrases(WordTokens.of(seed))
        .sharedWith(WordTokens.of(hit), KeyPhrasesTest::idf).stream()
            .map(KeyPhrase::surface)
            .toList();
  }
}
