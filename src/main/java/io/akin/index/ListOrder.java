package io.akin.index;

import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a list of papers is ordered. Papers of which nothing is known come last, and equal ones in
 * the order of their identifiers. A date that is not precise to the day counts as its first day.
 */
public enum ListOrder {
  /** The day of publication, newest first. */
  PUBLISHED,

  /** The day a daily listing showed them, newest first, and of one day the most upvotes first. */
  FEATURED,

  /** The most upvotes first. */
  UPVOTES,

  /** Identifiers alone. */
  ID;

  /** How many numbers a paper is placed by before its identifier. */
  int depth() {
    return switch (this) {
      case PUBLISHED, UPVOTES -> 1;
      case FEATURED -> 2;
      case ID -> 0;
    };
  }

  /** The numbers a paper is placed by, higher ones first; days are counted from 1970. */
  List<OptionalInt> values(Paper paper) {
    return switch (this) {
      case PUBLISHED -> List.of(day(paper.published()));
      case FEATURED -> List.of(day(paper.featured()), paper.upvotes());
      case UPVOTES -> List.of(paper.upvotes());
      case ID -> List.of();
    };
  }

  private static OptionalInt day(Optional<PublicationDate> date) {
    return date.map(known -> OptionalInt.of(Math.toIntExact(known.firstDay().toEpochDay())))
        .orElseGet(OptionalInt::empty);
  }
}
