package io.akin.recommend;

import io.akin.index.Candidate;
import io.akin.index.ExampleQuery;
import io.akin.index.PaperView;
import io.akin.index.Shortlist;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the lists that pages are cut from, and remembers those made last: the reasons for a list
 * are asked for after the list, and one list in several forms. Thread-safe.
 */
final class Lists {
  /** The shortest list that is frozen, where there are so many papers. */
  static final int SHORTEST = 200;

  /** Of the list, pages that diversity chooses from. */
  private static final int POOL_PAGES = 5;

  /** Lists that are kept, some 60 KB each. */
  private static final int KEPT = 400;

  /** Groups of a kept list whose papers are kept with it: those that most pages show. */
  private static final int KEPT_GROUPS = 20;

  private final VersionCache<Asked, First> lists = new VersionCache<>(KEPT, 1, _ -> 1);

  /** What decides about a list, of whatever page and with whatever reasons. */
  private record Asked(String fingerprint, int size, LocalDate today) {}

  /**
   * A list as its first page needs it.
   *
   * @param there the papers of its first groups, of as many as the page may show
   * @param hidden papers that are not in it because they are nearly the same as a seed
   */
  record First(Cursor list, List<List<Candidate>> there, List<Paper> hidden) {
    First {
      there = List.copyOf(there);
      hidden = List.copyOf(hidden);
    }
  }

  /** The most papers of the list for a request. */
  static int size(Request request) {
    return Math.min(Request.MAX_LIMIT, Math.max(SHORTEST, POOL_PAGES * request.limit()));
  }

  /**
   * The list for a request without a cursor.
   *
   * @param fingerprint of everything that decides which papers are in it, and in which order
   * @param today the day that ages are counted from
   */
  First first(
      Request request,
      PaperView view,
      Seeds seeds,
      ExampleQuery query,
      String fingerprint,
      LocalDate today)
      throws IOException {
    Asked asked = new Asked(fingerprint, size(request), today);
    Optional<First> known =
        request.limit() <= KEPT_GROUPS ? lists.find(view.version(), asked) : Optional.empty();
    if (known.isPresent()) {
      return known.get();
    }
    First made = made(request, view, seeds, query, fingerprint, today);
    List<List<Candidate>> kept =
        made.there().subList(0, Math.min(KEPT_GROUPS, made.there().size()));
    lists.keep(view.version(), asked, new First(made.list(), kept, made.hidden()));
    return made;
  }

  private static First made(
      Request request,
      PaperView view,
      Seeds seeds,
      ExampleQuery query,
      String fingerprint,
      LocalDate today)
      throws IOException {
    Recency recency = new Recency(request.halfLifeDays(), today);
    Shortlist shortlist = view.shortlist(query);
    List<Ranked> ranked = new ArrayList<>();
    for (Candidate candidate : shortlist.candidates()) {
      double effect = recency.effect(candidate.score(), candidate.published());
      double score = candidate.score() + effect;
      if (score >= request.minScore().orElse(Double.NEGATIVE_INFINITY)) {
        ranked.add(new Ranked(candidate, score));
      }
    }
    ranked.sort(Ranked.BEST_FIRST);
    Duplicates.Result result = new Duplicates(view).hide(ranked, seeds.papers());
    List<Group> best = result.groups().subList(0, Math.min(size(request), result.groups().size()));
    List<Group> groups = new ArrayList<>(Diversity.order(best, request.diversity()));
    if (request.order() != Order.RELEVANCE) {
      groups.sort((one, other) -> Ranked.in(request.order()).compare(one.shown(), other.shown()));
    }
    Cursor list =
        new Cursor(
            fingerprint,
            today,
            shortlist.exact(),
            0,
            groups.stream().map(Lists::ids).toList(),
            request.grouped() ? Grouping.of(groups) : List.of());
    List<Paper> hidden = new ArrayList<>();
    for (Ranked ofSeed : result.ofSeeds()) {
      hidden.add(view.paper(ofSeed.candidate()));
    }
    return new First(list, groups.stream().map(Group::candidates).toList(), hidden);
  }

  private static List<PaperId> ids(Group group) {
    List<PaperId> ids = new ArrayList<>();
    ids.add(group.shown().candidate().id());
    group.hidden().forEach(ranked -> ids.add(ranked.candidate().id()));
    return ids;
  }
}
