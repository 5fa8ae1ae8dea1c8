package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  private static final Seed SEED = new Seed.OfPaper("2306.00978", 1);

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Request.MAX_LIMIT + 1, Integer.MAX_VALUE})
  void aNumberOfPapersOutOfItsRangeIsRefused(int limit) {
    assertTrue(
        refusal(() -> Request.likeText("x").limit(limit).build())
            .contains("from 1 to 1000, got " + limit));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void aDiversityOutOfItsRangeIsRefused(double diversity) {
    assertTrue(
        refusal(() -> Request.likeText("x").diversity(diversity).build())
            .contains("diversity must be from 0 to 1"));
  }

  static Stream<Consumer<Request.Builder>> outOfRange() {
    return Stream.of(
        request -> request.halfLifeDays(0),
        request -> request.halfLifeDays(36_501),
        request -> request.minScore(Double.NaN),
        request -> request.minScore(Double.NEGATIVE_INFINITY),
        request -> request.negatives(Collections.nCopies(101, SEED)));
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void otherValuesOutOfTheirRangeAreRefused(Consumer<Request.Builder> set) {
    Request.Builder request = Request.likeText("x");
    set.accept(request);

    assertThrows(IllegalArgumentException.class, request::build);
  }

  @Test
  void oneToAHundredPositivesAreWanted() {
    assertEquals(100, Request.like(Collections.nCopies(100, SEED)).build().positives().size());
    assertTrue(refusal(() -> Request.like(List.of()).build()).contains("at least one"));
    assertTrue(
        refusal(() -> Request.like(Collections.nCopies(101, SEED)).build())
            .contains("at most 100 positive"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.0009, 1000.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aWeightOutOfItsRangeIsRefused(double weight) {
    assertTrue(refusal(() -> new Seed.OfPaper("x", weight)).contains("a weight must be from"));
    assertTrue(refusal(() -> new Seed.OfText("x", weight)).contains("a weight must be from"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void aTextWithoutCharactersIsRefused(String text) {
    assertTrue(refusal(() -> Request.likeText(text)).contains("must have 1 to 20000"));
    assertTrue(refusal(() -> Request.likePaper(text)).contains("identifier or its title"));
  }

  @Test
  void theLongestTextIsTakenAndALongerOneRefused() {
    String longest = "k".repeat(Seed.OfText.MAX_TEXT);

    assertEquals(longest, new Seed.OfText("  " + longest + "\n", 1).text());
    assertTrue(refusal(() -> Request.likeText(longest + "k")).contains("got 20001"));
  }

  @Test
  void textsHaveALimitTogetherToo() {
    Seed longest = new Seed.OfText("k".repeat(Seed.OfText.MAX_TEXT), 1);
    List<Seed> half = Collections.nCopies(5, longest);

    assertEquals(5, Request.like(half).negatives(half).build().negatives().size());
    assertTrue(
        refusal(() -> Request.like(half).negatives(Collections.nCopies(6, longest)).build())
            .contains("200,000 characters together, got 220,000"));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable use) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, use).getMessage());
  }
}
