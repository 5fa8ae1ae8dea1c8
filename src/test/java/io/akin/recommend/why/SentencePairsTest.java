package io.akin.recommend.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderBusyException;
import io.akin.encoder.EncoderOver;
import io.akin.encoder.FailingEncoder;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentencePairsTest {
  private static final HashingEncoder HASHING = new HashingEncoder("toy", 128);
  private static final List<AnalysedText> SEED =
      sentences(
          "Kites in a steady wind",
          "We fly kites over the sea all day.",
          "Tables of prime knots are added at the end.");

  private final Recording encoder = new Recording();
  private final SentencePairs pairs = new SentencePairs(encoder, new VectorCache());

  /** Keeps what it was asked for. */
  private static final class Recording extends EncoderOver {
    private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());

    Recording() {
      super(HASHING);
    }

    @Override
    public List<Embedding> encode(List<String> texts, Role role, Priority priority) {
      assertEquals(Role.DOCUMENT, role);
      assertEquals(Priority.INTERACTIVE, priority);
      calls.add(List.copyOf(texts));
      return HASHING.encode(texts);
    }
  }

  @Test
  void theSentencesThatAreMostAlikeMakeThePair() throws EncodeException {
    SentencePair pair =
        best(sentences("A paper on weather", "Prime knots have tables.", "Nothing else is here."));

    assertEquals("Tables of prime knots are added at the end.", pair.seed());
    assertEquals("Prime knots have tables.", pair.hit());
  }

  @Test
  void theScoreIsTheCosineOfTheTwoSentencesShown() throws EncodeException {
    SentencePair pair = best(sentences("Kites fly in a wind over the sea", "Knots in the wind."));
    List<Embedding> embeddings = HASHING.encode(List.of(pair.seed(), pair.hit()));

    assertEquals(embeddings.getFirst().cosine(embeddings.getLast()), pair.cosine(), 1e-9);
  }

  @Test
  void withoutASharedTermTheTitlesAreThePair() throws EncodeException {
    SentencePair pair = best(sentences("Gamma rays", "Galaxies emit them."));

    assertEquals("Kites in a steady wind", pair.seed());
    assertEquals("Gamma rays", pair.hit());
  }

  @Test
  void chineseWithoutSpacesFindsItsPair() throws EncodeException {
    List<AnalysedText> seed = sentences("图神经网络", "我们研究语言模型。");

    assertEquals(
        "大语言模型",
        pairs
            .best(seed, List.of(sentences("大语言模型")), SentencePairsTest::idf)
            .getFirst()
            .orElseThrow()
            .hit());
  }

  @Test
  void whatHasNoSentenceHasNoPair() throws EncodeException {
    assertEquals(
        List.of(true, false),
        pairs.best(SEED, List.of(sentences("Kites"), List.of()), SentencePairsTest::idf).stream()
            .map(Optional::isPresent)
            .toList());
    assertEquals(
        List.of(Optional.empty()),
        pairs.best(List.of(), List.of(sentences("Kites")), SentencePairsTest::idf));
    assertEquals(List.of(), pairs.best(SEED, List.of(), SentencePairsTest::idf));
  }

  @Test
  void allHitsAreEncodedInOneCallWithoutRepetitions() throws EncodeException {
    List<List<AnalysedText>> hits =
        List.of(sentences("Kites in the wind"), sentences("Knots"), sentences("Kites in the wind"));

    pairs.best(SEED, hits, SentencePairsTest::idf);

    assertEquals(1, encoder.calls.size());
    List<String> texts = encoder.calls.getFirst();
    assertEquals(texts.size(), new HashSet<>(texts).size());
  }

  @Test
  void whatIsKnownIsNotEncodedAgain() throws EncodeException {
    List<List<AnalysedText>> hits = List.of(sentences("Kites in the wind"), sentences("Knots"));
    var first = pairs.best(SEED, hits, SentencePairsTest::idf);

    assertEquals(first, pairs.best(SEED, hits, SentencePairsTest::idf));
    assertEquals(1, encoder.calls.size());
  }

  @Test
  void noMoreIsKeptThanIsAllowed() throws EncodeException {
    SentencePairs forgetful = new SentencePairs(encoder, new VectorCache(2));
    for (int i = 0; i < 3; i++) {
      forgetful.best(SEED, List.of(sentences("Kites " + i)), SentencePairsTest::idf);
    }

    forgetful.best(SEED, List.of(sentences("Kites 0")), SentencePairsTest::idf);

    assertEquals(4, encoder.calls.size());
    assertTrue(encoder.calls.getLast().contains("Kites 0"));
  }

  @Test
  void fewSentencesAreEncodedHoweverManyThereAre() throws EncodeException {
    List<AnalysedText> seed = many("seed");
    List<List<AnalysedText>> hits = IntStream.range(0, 10).mapToObj(i -> many("hit" + i)).toList();

    pairs.best(seed, hits, SentencePairsTest::idf);

    int most = SentencePairs.SEED_SENTENCES + 10;
    assertTrue(encoder.calls.getFirst().size() <= most, () -> encoder.calls.toString());
  }

  @Test
  void theOrderOfTheHitsMakesNoDifference() throws EncodeException {
    List<AnalysedText> seed = many("seed");
    List<List<AnalysedText>> hits = IntStream.range(0, 12).mapToObj(i -> many("hit" + i)).toList();
    List<Optional<SentencePair>> expected = pairs.best(seed, hits, SentencePairsTest::idf);

    assertEquals(
        expected.reversed(),
        new SentencePairs(HASHING, new VectorCache())
            .best(seed, hits.reversed(), SentencePairsTest::idf));
  }

  @Test
  void aSentenceThatBothHaveIsThePair() throws EncodeException {
    SentencePair pair =
        pairs
            .best(
                sentences("kites one", "kites one"),
                List.of(SEED, sentences("kites one")),
                SentencePairsTest::idf)
            .getLast()
            .orElseThrow();

    assertEquals("kites one", pair.seed());
    assertEquals(1, pair.cosine(), 1e-6);
  }

  @Test
  void aTextTooLongForOneSentenceIsNoBurden() throws EncodeException {
    List<AnalysedText> text =
        WordTokens.ofEach(Sentences.of("Boats", "kites and knots in the wind ".repeat(1_000)));

    assertTrue(best(text).hit().startsWith("kites and knots in the wind"));
  }

  @Test
  void anEncoderThatIsBusySaysSo() {
    Encoder busy = new FailingEncoder(HASHING, new EncoderBusyException());

    assertThrows(
        EncoderBusyException.class,
        () ->
            new SentencePairs(busy, new VectorCache())
                .best(SEED, List.of(SEED), SentencePairsTest::idf));
  }

  private SentencePair best(List<AnalysedText> hit) throws EncodeException {
    return pairs.best(SEED, List.of(hit), SentencePairsTest::idf).getFirst().orElseThrow();
  }

  private static double idf(String term) {
    return term.length() > 3 ? 3.0 : 0.5;
  }

  private static List<AnalysedText> sentences(String... sentences) {
    return WordTokens.ofEach(List.of(sentences));
  }

  private static List<AnalysedText> many(String name) {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < Sentences.MOST; i++) {
      int hash = (name + i).hashCode() & 0xFFFF;
      sentences.add(
          "%s has topic%d and topic%d with matter%d"
              .formatted(name, hash % 7, hash % 11, hash % 13));
    }
    return WordTokens.ofEach(sentences);
  }
}
