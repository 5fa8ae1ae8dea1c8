package io.akin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.ingest.Tally.Status;
import io.akin.paper.Paper;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void theStrongerStatusStays() {
    Tally tally = new Tally();
    tally.put(paper(1), Status.UPDATED);
    tally.put(paper(1), Status.UNCHANGED);

    assertEquals(1, tally.count(Status.UPDATED));
    assertEquals(0, tally.count(Status.UNCHANGED));
    assertEquals(1, tally.papers());
  }

  @Test
  void aPaperThatWasRemovedIsForgotten() {
    Tally tally = new Tally();
    tally.put(paper(1), Status.ADDED);

    assertEquals(Status.ADDED, tally.remove(paper(1), Status.UPDATED));
    assertEquals(Status.UPDATED, tally.remove(paper(1), Status.UPDATED));
    assertFalse(tally.has(paper(1)));
    assertEquals(0, tally.papers());
    tally.put(paper(1), Status.UNCHANGED);
    assertEquals(1, tally.count(Status.UNCHANGED));
  }

  @Test
  void itAgreesWithAMapWhateverIsDoneToIt() {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Tally tally = new Tally();
    Map<Integer, Status> expected = new HashMap<>();
    Status[] statuses = Status.values();
    for (int i = 0; i < 50_000; i++) {
      int number = random.nextInt(5_000);
      Status status = statuses[random.nextInt(statuses.length)];
      if (random.nextInt(3) == 0) {
        Status removed = expected.remove(number);
        assertEquals(
            removed == null ? status : removed,
            tally.remove(paper(number), status),
            "tests.seed=" + seed);
      } else {
        expected.merge(number, status, (a, b) -> a.compareTo(b) > 0 ? a : b);
        tally.put(paper(number), status);
      }
    }

    assertEquals(expected.size(), tally.papers());
    for (Status status : statuses) {
      long count = expected.values().stream().filter(status::equals).count();
      assertEquals(count, tally.count(status), "tests.seed=" + seed);
    }
    expected.keySet().forEach(number -> assertTrue(tally.has(paper(number))));
  }

  private static Paper paper(int number) {
    return Paper.titled("Invented result " + number).build();
  }
}
