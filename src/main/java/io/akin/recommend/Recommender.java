package io.akin.recommend;

import io.akin.encoder.EncoderSource;
import io.akin.index.Candidate;
import io.akin.index.Condition;
import io.akin.index.Evidence;
import io.akin.index.ExampleQuery;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Outcome.Excluded;
import io.akin.recommend.Outcome.Made;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Outcome.StaleCursor;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Recommends papers of an index. Thread-safe.
 *
 * <p>A request is answered from a list of up to {@value Lists#SHORTEST} papers, or five pages if
 * that is more, at most {@value Request#MAX_LIMIT}: the highest scores, duplicates hidden, in the
 * order asked for. The first page freezes the list in its cursor.
 */
public final class Recommender {
  /** Papers looked for beyond the list, to take the place of duplicates of seeds. */
  private static final int SPARE = 20;

  /** Papers in all answers that are kept; one takes some 3 KB, so that this is 30 MB. */
  private static final int KEPT_PAPERS = 10_000;

  /** Longer answers are pages that nobody turns twice. */
  private static final int LONGEST_KEPT = 100;

  private final PaperIndex index;
  private final EncoderSource encoders;
  private final InstantSource clock;
  private final Explainer explainer = new Explainer();
  private final VersionCache<Asked, Recommendations> answers =
      new VersionCache<>(KEPT_PAPERS, LONGEST_KEPT, Recommender::papers);
  private final Lists lists = new Lists();

  /**
   * Joins an index and an encoder.
   *
   * @param encoders asked for an encoder of the space of the papers that a request looks at, which
   *     may change from one request to the next
   * @param clock tells the day that ages are counted from
   */
  public Recommender(PaperIndex index, EncoderSource encoders, InstantSource clock) {
    this.index = index;
    this.encoders = encoders;
    this.clock = clock;
  }

  /** A request, and the day that ages are counted from. */
  private record Asked(Request request, LocalDate today) {}

  /** Papers an answer holds on to, the request itself counted as one. */
  private static int papers(Recommendations answer) {
    int hidden =
        answer.hits().stream().mapToInt(hit -> hit.duplicates().size()).sum()
            + answer.hidden().size();
    return 1 + answer.seeds().size() + answer.hits().size() + hidden;
  }

  /** Answers a request. */
  public Outcome recommend(Request request) throws IOException {
    long start = System.nanoTime();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    try (PaperView view = index.view();
        RequestEncoder encoder = new RequestEncoder(encoders, view.manifest().space())) {
      Asked asked = new Asked(request, today);
      Optional<Recommendations> known = answers.find(view.version(), asked);
      if (known.isPresent()) {
        Recommendations answer = known.get();
        return answer.madeAs(made(view, request, answer.made().exact(), start));
      }
      Outcome outcome = recommend(request, view, encoder, today, start);
      if (outcome instanceof Recommendations answer) {
        answers.keep(view.version(), asked, answer);
      }
      return outcome;
    } catch (Seeds.UnknownPaperException e) {
      return new PaperFinder(index).unknown(e.reference());
    }
  }

  private Outcome recommend(
      Request request, PaperView view, RequestEncoder encoder, LocalDate today, long start)
      throws IOException, Seeds.UnknownPaperException {
    Seeds seeds =
        Seeds.of(
            request,
            reference ->
                PaperFinder.find(view, reference)
                    .orElseThrow(() -> new Seeds.UnknownPaperException(reference)),
            encoder);
    ExampleQuery query =
        new ExampleQuery(
            seeds.examples(),
            request.mode().lexicalShare(),
            request.filter(),
            Lists.size(request) + seeds.papers().size() + SPARE);
    String fingerprint = fingerprint(request, view, seeds);
    if (request.cursor().isEmpty()) {
      Lists.First first = lists.first(request, view, seeds, query, fingerprint, today);
      return page(
          request, view, encoder, seeds, query, first.list(), first.there(), first.hidden(), start);
    }
    Optional<Cursor> cursor = Cursor.decode(request.cursor().get());
    if (cursor.isEmpty()) {
      return new StaleCursor("it is not complete, or not a cursor");
    }
    if (!cursor.get().request().equals(fingerprint)) {
      return new StaleCursor("it belongs to another request, or to an index of another model");
    }
    List<List<Candidate>> there = resolve(view, cursor.get(), query);
    return page(request, view, encoder, seeds, query, cursor.get(), there, List.of(), start);
  }

  /** Everything that decides which papers are in a list, and in which order. */
  private static String fingerprint(Request request, PaperView view, Seeds seeds) {
    StringBuilder what = new StringBuilder(view.manifest().space().toString());
    for (Seeds.Found seed : seeds.all()) {
      what.append('\n').append(seed.label()).append(' ').append(seed.example().weight());
    }
    what.append('\n').append(request.mode()).append(request.filter()).append(request.minScore());
    what.append(request.diversity()).append(request.halfLifeDays());
    what.append(request.order()).append(request.grouped());
    return Cursor.fingerprint(what.toString());
  }

  /** What has become of the papers of a frozen list: those that are there, group by group. */
  private static List<List<Candidate>> resolve(PaperView view, Cursor list, ExampleQuery query)
      throws IOException {
    List<PaperId> ids = list.groups().stream().flatMap(List::stream).toList();
    List<Optional<Candidate>> found = view.candidates(ids, query);
    Set<Integer> handles = new HashSet<>();
    List<List<Candidate>> groups = new ArrayList<>();
    int at = 0;
    for (List<PaperId> group : list.groups()) {
      groups.add(
          found.subList(at, at + group.size()).stream()
              .flatMap(Optional::stream)
              .filter(candidate -> handles.add(candidate.handle())) // two may have become one
              .toList());
      at += group.size();
    }
    return groups;
  }

  /**
   * A page of a list.
   *
   * @param there the papers of the list's groups that are in the index, of its first groups as many
   *     as the page may show
   */
  private Outcome page(
      Request request,
      PaperView view,
      RequestEncoder encoder,
      Seeds seeds,
      ExampleQuery query,
      Cursor list,
      List<List<Candidate>> there,
      List<Paper> hidden,
      long start)
      throws IOException {
    Recency recency = new Recency(request.halfLifeDays(), list.today());
    List<Placed> placed = new ArrayList<>();
    int next = list.shown();
    while (next < list.groups().size() && placed.size() < request.limit()) {
      if (!there.get(next).isEmpty()) { // otherwise it has been removed
        OptionalInt cluster =
            list.clusters().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(list.clusters().get(next));
        placed.add(new Placed(there.get(next), cluster));
      }
      next++;
    }
    if (placed.isEmpty() && request.cursor().isPresent()) {
      return new StaleCursor("none of the papers that would come next is in the index any more");
    }
    List<Recommendation> hits = hits(request, view, encoder, seeds, query, recency, placed);
    return new Recommendations(
        seeds.papers().stream().map(IndexedPaper::paper).toList(),
        hits,
        hidden,
        next < list.groups().size() ? Optional.of(list.after(next).encode()) : Optional.empty(),
        hits.isEmpty() ? excluded(request, view, seeds, hidden.size()) : List.of(),
        made(view, request, list.exact(), start));
  }

  private Made made(PaperView view, Request request, boolean exact, long start) throws IOException {
    return new Made(
        view.manifest().space().model(),
        request.mode(),
        exact,
        exact ? OptionalDouble.of(1) : view.recall(),
        view.size(),
        (System.nanoTime() - start) / 1e6);
  }

  /** The papers of a group that are there, and the number of its cluster. */
  private record Placed(List<Candidate> papers, OptionalInt cluster) {}

  private List<Recommendation> hits(
      Request request,
      PaperView view,
      RequestEncoder encoder,
      Seeds seeds,
      ExampleQuery query,
      Recency recency,
      List<Placed> placed)
      throws IOException {
    List<Paper> papers = new ArrayList<>();
    for (Placed one : placed) {
      papers.add(view.paper(one.papers().getFirst()));
    }
    List<Explanation> why = new ArrayList<>();
    if (request.reasons() != Reasons.NONE && !placed.isEmpty()) {
      List<Candidate> shown = placed.stream().map(one -> one.papers().getFirst()).toList();
      List<List<Evidence>> evidence = view.evidence(shown, query);
      List<Double> effects = new ArrayList<>();
      for (Candidate candidate : shown) {
        effects.add(recency.effect(candidate.score(), candidate.published()));
      }
      why.addAll(explainer.explain(view, encoder, seeds, request, papers, evidence, effects));
    }
    List<Recommendation> hits = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      Candidate candidate = placed.get(i).papers().getFirst();
      List<Paper> duplicates = new ArrayList<>();
      for (Candidate duplicate : placed.get(i).papers().subList(1, placed.get(i).papers().size())) {
        duplicates.add(view.paper(duplicate));
      }
      hits.add(
          new Recommendation(
              papers.get(i),
              candidate.score() + recency.effect(candidate.score(), candidate.published()),
              duplicates,
              placed.get(i).cluster(),
              why.isEmpty() ? Optional.empty() : Optional.of(why.get(i))));
    }
    return hits;
  }

  /** What each condition leaves out by itself, and the score of those that meet them all. */
  private static List<Excluded> excluded(Request request, PaperView view, Seeds seeds, int hidden)
      throws IOException {
    List<Excluded> counts = new ArrayList<>();
    for (Condition condition : request.filter().conditions()) {
      PaperFilter alone = new PaperFilter(List.of(condition));
      counts.add(new Excluded(condition.name(), view.size() - view.count(alone)));
    }
    if (request.minScore().isPresent()) {
      long met =
          seeds.papers().stream().filter(seed -> request.filter().matches(seed.paper())).count();
      counts.add(new Excluded("min_score", view.count(request.filter()) - (int) met - hidden));
    }
    return counts;
  }
}
