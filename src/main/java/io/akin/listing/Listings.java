package io.akin.listing;

import io.akin.index.Condition;
import io.akin.index.FeaturedDays;
import io.akin.index.ListOrder;
import io.akin.index.ListPosition;
import io.akin.index.ListQuery;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.index.PaperPage;
import io.akin.index.PaperView;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The daily listings of an index: its featured papers by the day they were featured. In an index
 * where no paper was ever featured, all papers are listed by the day they were published.
 * Thread-safe.
 */
public final class Listings {
  /** How many days count as now. */
  public static final int TRENDING_DAYS = 7;

  private static final LocalDate ANY_DAY = LocalDate.EPOCH;

  private final PaperIndex index;

  public Listings(PaperIndex index) {
    this.index = index;
  }

  /** So many papers are skipped that finding the next would cost too much. */
  public static final class TooFarException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    TooFarException() {
      super(
          "a list can be read %,d papers deep; ask for a day, a week or a month instead"
              .formatted(ListQuery.MAX_SKIP));
    }
  }

  /**
   * The papers of a period, or of all time: the last day first, and of one featured day the most
   * upvotes first.
   *
   * @param skip papers to pass over, 0 or more
   * @param limit at most {@value ListQuery#MAX_LIMIT}
   */
  public PaperPage latest(Optional<Period> period, long skip, int limit) throws IOException {
    return latest(PaperFilter.ALL, period, skip, limit);
  }

  /** The same, of the papers that pass a filter. */
  public PaperPage latest(PaperFilter filter, Optional<Period> period, long skip, int limit)
      throws IOException {
    try (PaperView view = index.view()) {
      boolean featured = newestFeatured(view).isPresent();
      ListOrder order = featured ? ListOrder.FEATURED : ListOrder.PUBLISHED;
      List<Condition> conditions = new ArrayList<>(filter.conditions());
      conditions.addAll(listed(featured, period).conditions());
      return page(view, new PaperFilter(conditions), order, skip, limit);
    }
  }

  /**
   * The papers with the most upvotes in a period; without one, in the {@value #TRENDING_DAYS} days
   * up to the last that has papers. Days are counted from there and not from today, so that a
   * library that was filled some time ago has them too.
   *
   * @param skip papers to pass over, 0 or more
   * @param limit at most {@value ListQuery#MAX_LIMIT}
   */
  public PaperPage trending(Optional<Period> period, long skip, int limit) throws IOException {
    try (PaperView view = index.view()) {
      Optional<LocalDate> newest = newestFeatured(view);
      boolean featured = newest.isPresent();
      Optional<LocalDate> last = featured ? newest : newestPublished(view);
      Optional<Period> days = period.or(() -> last.map(day -> Period.daysUpTo(day, TRENDING_DAYS)));
      return page(view, listed(featured, days), ListOrder.UPVOTES, skip, limit);
    }
  }

  /**
   * All papers, the last published first.
   *
   * @param after where the page begins: what the page before it gave
   * @param limit at most {@value ListQuery#MAX_LIMIT}
   * @throws IllegalArgumentException when the position is of another list
   */
  public PaperPage published(Optional<ListPosition> after, int limit) throws IOException {
    ListQuery query = new ListQuery(PaperFilter.ALL, ListOrder.PUBLISHED, after, 0, limit);
    try (PaperView view = index.view()) {
      return view.list(query);
    }
  }

  /** The last day that has papers. */
  public Optional<LocalDate> newest() throws IOException {
    try (PaperView view = index.view()) {
      Optional<LocalDate> featured = newestFeatured(view);
      return featured.isPresent() ? featured : newestPublished(view);
    }
  }

  /** The days nearest to a period on which papers were featured. */
  public FeaturedDays around(Period period) throws IOException {
    try (PaperView view = index.view()) {
      return view.featuredDays(PaperFilter.ALL, period.first(), period.last());
    }
  }

  private static Optional<LocalDate> newestFeatured(PaperView view) throws IOException {
    return view.featuredDays(PaperFilter.ALL, ANY_DAY, ANY_DAY).newest();
  }

  private static Optional<LocalDate> newestPublished(PaperView view) throws IOException {
    return view.list(new ListQuery(PaperFilter.ALL, ListOrder.PUBLISHED, 1)).papers().stream()
        .findFirst()
        .flatMap(Paper::published)
        .map(PublicationDate::firstDay);
  }

  private static PaperFilter listed(boolean featured, Optional<Period> period) {
    Optional<LocalDate> first = period.map(Period::first);
    Optional<LocalDate> last = period.map(Period::last);
    if (!featured && period.isEmpty()) {
      return PaperFilter.ALL;
    }
    return new PaperFilter(
        List.of(
            featured ? new Condition.Featured(first, last) : new Condition.Published(first, last)));
  }

  private static PaperPage page(
      PaperView view, PaperFilter filter, ListOrder order, long skip, int limit)
      throws IOException {
    if (skip <= ListQuery.MAX_SKIP) {
      return view.list(new ListQuery(filter, order, Optional.empty(), (int) skip, limit));
    }
    int total = view.count(filter);
    if (skip < total) {
      throw new TooFarException();
    }
    return new PaperPage(List.of(), total, Optional.empty());
  }
}
