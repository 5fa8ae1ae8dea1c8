package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionCacheTest {
  private static final String ONE = "version one";
  private static final String TWO = "version two";

  /** Of texts that weigh as much as they are long. */
  private final VersionCache<String, String> cache = new VersionCache<>(1_000, 100, String::length);

  @Test
  void aValueIsKeptForItsKeyAndVersionAlone() {
    cache.keep(ONE, "a", "value");

    assertEquals(Optional.of("value"), cache.find(ONE, "a"));
    assertTrue(cache.find(ONE, "b").isEmpty());
    assertTrue(cache.find(TWO, "a").isEmpty());
  }

  @Test
  void anotherVersionEndsAllOfTheOneBefore() {
    cache.keep(ONE, "a", "value");
    cache.keep(TWO, "b", "value");

    assertTrue(cache.find(ONE, "a").isEmpty());
    assertTrue(cache.find(TWO, "a").isEmpty());
    assertTrue(cache.find(TWO, "b").isPresent());
  }

  @Test
  void whatHasNotBeenAskedForTheLongestGoesFirst() {
    for (int i = 0; i < 20; i++) {
      cache.keep(ONE, "old " + i, "v".repeat(50));
    }
    assertTrue(cache.find(ONE, "old 0").isPresent());

    cache.keep(ONE, "new", "v".repeat(50));

    assertTrue(cache.find(ONE, "old 0").isPresent());
    assertTrue(cache.find(ONE, "old 1").isEmpty());
    assertTrue(cache.find(ONE, "new").isPresent());
  }

  @Test
  void aValueKeptTwiceWeighsOnceAndAHeavyOneIsNotKept() {
    for (int i = 0; i < 1_000; i++) {
      cache.keep(ONE, "a", "v".repeat(50));
    }
    cache.keep(ONE, "heavy", "v".repeat(101));

    assertTrue(cache.find(ONE, "a").isPresent());
    assertTrue(cache.find(ONE, "heavy").isEmpty());
  }
}
