package io.akin.index;

import java.util.Optional;

/**
 * Asks for a page of a list of papers.
 *
 * @param after where the page begins; the beginning of the list if empty
 * @param skip papers passed over from there, 0 to {@value #MAX_SKIP}; each costs as much as one
 *     found
 * @param limit papers on the page, 1 to {@value #MAX_LIMIT}
 */
public record ListQuery(
    PaperFilter filter, ListOrder order, Optional<ListPosition> after, int skip, int limit) {
  public static final int MAX_SKIP = 10_000;
  public static final int MAX_LIMIT = 1_000;

  public ListQuery {
    if (after.isPresent() && after.get().order() != order) {
      throw new IllegalArgumentException(
          "a position in the order %s is none in the order %s"
              .formatted(after.get().order(), order));
    }
    if (skip < 0 || skip > MAX_SKIP) {
      throw new IllegalArgumentException(
          "papers to skip must be from 0 to %d, got %d".formatted(MAX_SKIP, skip));
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "the number of papers must be from 1 to %d, got %d".formatted(MAX_LIMIT, limit));
    }
  }

  /** Asks for the first page. */
  public ListQuery(PaperFilter filter, ListOrder order, int limit) {
    this(filter, order, Optional.empty(), 0, limit);
  }

  /** Asks for the page of the same size that begins at a position. */
  public ListQuery from(ListPosition position) {
    return new ListQuery(filter, order, Optional.of(position), 0, limit);
  }
}
