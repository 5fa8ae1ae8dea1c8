package io.akin.recommend.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

  @Test
  void theTitleComesFirstAndIsOneSentence() {
    assertEquals(
        List.of(
            "Is it enough? Attention. All of it.",
            "We study the question.",
            "The answer is that it depends."),
        Sentences.of(
            "Is it enough? Attention. All of it.",
            "We study the question. The answer is that it depends."));
  }

  @Test
  void aShortTitleIsNotJoinedToTheAbstract() {
    assertEquals(
        List.of("GANs", "We study generators and critics."),
        Sentences.of("GANs", "We study generators and critics."));
  }

  @Test
  void emptyTextsHaveNoSentence() {
    assertEquals(List.of(), Sentences.of("", " \n\u0000"));
    assertEquals(List.of("A title alone"), Sentences.of("A title alone", ""));
    assertEquals(List.of("No title but this."), Sentences.of(" ", "No title but this."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We use many features (e.g. Latin letters) in every model.",
        "It is best in one sense, i.e. Pareto optimality of the solution.",
        "As shown by Vaswani et al. (2017) the model needs no recurrence.",
        "We extend Smith et al. [3] to graphs of any size.",
        "The curve of Fig. 3 has two peaks of equal height.",
        "Substituting Eq. (4) into Eq. (5) gives a bound on the loss.",
        "We compare convolution vs. Transformer blocks on images.",
        "For a longer proof cf. Theorem 5 in the appendix of the paper.",
        "They reach 81.2 and 79.4 resp. SOTA results on both sets.",
        "It takes approx. 20 minutes to train on one device.",
        "The method of Dr. Brown is older than that of Prof. White.",
        "Grant No. 12345 paid for all of the work described here.",
        "The weather in St. Petersburg is a hard case for models.",
        "We follow J. R. Smith and A.-B. Jones in this matter entirely.",
        "The gradient w.r.t. W is computed without any further pass.",
        "We assume i.i.d. Gaussian noise on all of the inputs.",
        "The error falls by 3. 5 percent on the larger of the sets.",
        "The results (see the table. It has all of them) are good.",
        "Yahoo! answers are used as a source of short questions."
      })
  void whatOnlyLooksLikeAnEndIsNone(String sentence) {
    assertEquals(List.of("A title", sentence), Sentences.of("A title", sentence));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This was shown by Vaswani et al. We extend it to graphs.",
        "The samples are not i.i.d. However the bound still holds.",
        "We use photos, sketches, etc. Results are better than before.",
        "The best of these is type C. The others are worse.",
        "The answer to this is no. Deep models do not help.",
        "Accuracy rises to 92.5%. The gain is larger on rare words.",
        "This was known before in 2019. Twenty papers came after it.",
        "Is this the case for us? We show that it is."
      })
  void anEndBehindAnAbbreviationOrANumberIsOne(String sentences) {
    assertEquals(
        2, Sentences.of("", sentences).size(), () -> Sentences.of("", sentences).toString());
  }

  @Test
  void aCitationBehindTheFullStopBelongsToTheSentenceBefore() {
    assertEquals(
        List.of("This has been shown before. [1, 2] [7]", "We show it once more."),
        Sentences.of("", "This has been shown before. [1, 2] [7] We show it once more."));
  }

  @Test
  void aFullStopThatLostItsSpaceEndsASentence() {
    assertEquals(
        List.of("We present a method that works.", "We show that ASP.Net is slower."),
        Sentences.of("", "We present a method that works.We show that ASP.Net is slower."));
  }

  @Test
  void anItemsNumberStaysWithTheItem() {
    assertEquals(
        List.of("We do two things here.", "1. We measure the speed.", "2. We measure the quality."),
        Sentences.of(
            "", "We do two things here. 1. We measure the speed. 2. We measure the quality."));
  }

  @Test
  void fragmentsAreJoinedToTheirNeighbour() {
    assertEquals(
        List.of("Background. We look at knots and links.", "They are hard to tell. Very hard."),
        Sentences.of(
            "", "Background. We look at knots and links. They are hard to tell. Very hard."));
  }

  @Test
  void aLongSentenceIsCutBehindItsLastClauseThatFits() {
    String sentence = words(40) + "; " + words(30) + ".";

    assertEquals(List.of(words(40) + ";", words(30) + "."), Sentences.of("", sentence));
  }

  @Test
  void aLongSentenceWithoutClausesIsCutAtSixtyWordsAndLeavesNoFragment() {
    assertEquals(List.of(words(60), words(20)), Sentences.of("", words(80)));
    assertEquals(List.of(words(58), words(4)), Sentences.of("", words(62)));
    assertEquals(List.of(words(57)), Sentences.of(words(61), ""));
  }

  @Test
  void chineseIsSplitAtItsFullStopsAndCutThoughItHasNoSpaces() {
    assertEquals(
        List.of("图神经网络", "我们研究图神经网络。", "实验表明该方法有效。"),
        Sentences.of("图神经网络", "我们研究图神经网络。实验表明该方法有效。"));
    List<String> cut = Sentences.of("", "学".repeat(150));
    assertEquals(List.of(60, 60, 30), cut.stream().map(String::length).toList());
  }

  @Test
  void fiveThousandWordsGiveTheFirstFortySentences() {
    String text = "We look at one more thing here. ".repeat(714);

    List<String> sentences = assertTimeout(Duration.ofSeconds(5), () -> Sentences.of("T", text));

    assertEquals(Sentences.MOST, sentences.size());
    assertEquals(Sentences.MOST, Sentences.of("", words(5_000)).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fig. A ", "(a. B ", "! ? ", "al. [1] ", "x", "a.B ", "1. "})
  void oddTextsTakeNoLongTime(String part) {
    assertTimeout(Duration.ofSeconds(5), () -> Sentences.of(part, part.repeat(20_000)));
  }

  @Test
  void controlCharactersBecomeSpaces() {
    assertEquals(
        List.of("A title of two lines", "One\u0301 two three four five."),
        Sentences.of("A title\r\n of\u0007two lines", "One\u0301 two\u0000three\tfour\u2028five."));
  }

  @Test
  void theMachinesLanguageMakesNoDifference() {
    String text = "We use it i.e. In every model. IT IS GOOD; i.i.d. In fact.";
    Locale before = Locale.getDefault();
    List<String> expected = Sentences.of("Title", text);
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertEquals(expected, Sentences.of("Title", text));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property(tries = 300)
  void nothingIsLostOrTooLongWhateverTheText(@ForAll String title, @ForAll String text) {
    List<String> sentences = Sentences.of(title, text);

    assertTrue(sentences.size() <= Sentences.MOST);
    for (String sentence : sentences) {
      assertFalse(sentence.isBlank());
      assertTrue(Words.of(sentence).count() <= Sentences.MOST_WORDS, sentence);
    }
  }

  private static String words(int count) {
    return String.join(" ", Collections.nCopies(count, "word"));
  }
}
