package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.Paper;
import io.akin.recommend.Outcome.Made;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final String ONE = "version one";
  private static final String TWO = "version two";

  private final AnswerCache cache = new AnswerCache();

  private static Request request(String paper) {
    return Request.likePaper(paper).build();
  }

  private static Recommendations answer(int hits) {
    Recommendation hit =
        new Recommendation(
            Paper.titled("Kites").build(), 1, List.of(), OptionalInt.empty(), Optional.empty());
    return new Recommendations(
        List.of(),
        Collections.nCopies(hits, hit),
        List.of(),
        Optional.empty(),
        List.of(),
        new Made("words", Mode.HYBRID, true, OptionalDouble.empty(), 1, 1));
  }

  @Test
  void anAnswerIsKeptForItsRequestDayAndVersionAlone() {
    Recommendations answer = answer(10);
    cache.keep(ONE, request("a"), TODAY, answer);

    assertEquals(Optional.of(answer), cache.find(ONE, request("a"), TODAY));
    assertTrue(cache.find(ONE, request("b"), TODAY).isEmpty());
    assertTrue(cache.find(ONE, request("a"), TODAY.plusDays(1)).isEmpty());
    assertTrue(cache.find(TWO, request("a"), TODAY).isEmpty());
  }

  @Test
  void anotherVersionEndsAllAnswersOfTheOneBefore() {
    cache.keep(ONE, request("a"), TODAY, answer(10));
    cache.keep(TWO, request("b"), TODAY, answer(10));

    assertTrue(cache.find(ONE, request("a"), TODAY).isEmpty());
    assertTrue(cache.find(TWO, request("a"), TODAY).isEmpty());
    assertTrue(cache.find(TWO, request("b"), TODAY).isPresent());
  }

  @Test
  void whatHasNotBeenAskedForTheLongestGoesFirst() {
    for (int i = 0; i < 200; i++) {
      cache.keep(ONE, request("old " + i), TODAY, answer(49)); // 50 each, the request included
    }
    assertTrue(cache.find(ONE, request("old 0"), TODAY).isPresent());

    cache.keep(ONE, request("new"), TODAY, answer(49));

    assertTrue(cache.find(ONE, request("old 0"), TODAY).isPresent());
    assertTrue(cache.find(ONE, request("old 1"), TODAY).isEmpty());
    assertTrue(cache.find(ONE, request("new"), TODAY).isPresent());
  }

  @Test
  void anAnswerKeptTwiceCountsOnceAndALongOneNotAtAll() {
    for (int i = 0; i < 1_000; i++) {
      cache.keep(ONE, request("a"), TODAY, answer(49));
    }
    cache.keep(ONE, request("long"), TODAY, answer(100));

    assertTrue(cache.find(ONE, request("a"), TODAY).isPresent());
    assertTrue(cache.find(ONE, request("long"), TODAY).isEmpty());
  }
}
