package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class NearlySameTest {
  @Test
  void wordsAgreeFromHalfOfAllOnThatAreThoseOfBoth() {
    Set<String> one = Set.of("kite", "flies", "above", "sea");

    assertTrue(NearlySame.wordsAgree(one, one));
    assertTrue(NearlySame.wordsAgree(one, Set.of("kite", "flies"))); // 2 of 4
    assertTrue(NearlySame.wordsAgree(Set.of("kite", "flies", "above", "land", "hill"), one)); // 3/6
    assertFalse(NearlySame.wordsAgree(one, Set.of("kite", "flies", "land"))); // 2 of 5
  }

  @Test
  void textsWithoutWordsAgreeWithNothing() {
    assertFalse(NearlySame.wordsAgree(Set.of(), Set.of()));
    assertFalse(NearlySame.wordsAgree(Set.of("kite"), Set.of()));
  }
}
