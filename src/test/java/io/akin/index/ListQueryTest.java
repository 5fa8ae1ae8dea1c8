package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListQueryTest {
  @ParameterizedTest
  @CsvSource({
    "-1, 10, 'papers to skip must be from 0 to 10000, got -1'",
    "10001, 10, 'papers to skip must be from 0 to 10000, got 10001'",
    "0, 0, 'the number of papers must be from 1 to 1000, got 0'",
    "0, 1001, 'the number of papers must be from 1 to 1000, got 1001'",
  })
  void aNumberOutOfItsRangeIsRefused(int skip, int limit, String message) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ListQuery(PaperFilter.ALL, ListOrder.ID, Optional.empty(), skip, limit));

    assertEquals(message, refused.getMessage());
  }

  @Test
  void aPositionInAnotherOrderIsRefused() {
    ListQuery query = new ListQuery(PaperFilter.ALL, ListOrder.UPVOTES, 1_000);
    ListPosition position = ListPosition.parse("id,arxiv:2401.00001");

    assertThrows(IllegalArgumentException.class, () -> query.from(position));
  }
}
