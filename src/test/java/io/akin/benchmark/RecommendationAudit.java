package io.akin.benchmark;

import io.akin.app.Application;
import io.akin.app.LazyEncoder;
import io.akin.app.ModelChoice;
import io.akin.embedding.Embedding;
import io.akin.index.Candidate;
import io.akin.index.Condition;
import io.akin.index.Example;
import io.akin.index.ExampleQuery;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.index.PaperIndexWriter;
import io.akin.index.PaperView;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.recommend.Mode;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.akin.recommend.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Looks for recommendations that would embarrass: asks an index for papers like random ones of its
 * own, page by page, while a writer takes papers out and puts them back; adds negatives; and
 * compares filtered answers with a scan of all vectors. Writes to the index, so give it a copy
 * ({@code akin backup}).
 */
public final class RecommendationAudit {
  private static final int PAGES = 4;
  private static final int NEGATIVES = 100;
  private static final int FILTERED = 100;
  private static final double[] SELECTIVITIES = {0.5, 0.05, 0.005, 0.0005};

  private final PaperIndex index;
  private final Recommender recommender;
  private final List<IndexedPaper> papers = new ArrayList<>();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);

  private RecommendationAudit(PaperIndex index, Recommender recommender) throws IOException {
    this.index = index;
    this.recommender = recommender;
    index.scan(papers::add);
  }

  /** Arguments: the folder of the index, and how many seeds to try. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    Application application =
        new Application(Path.of(args[0]), Path.of("models"), ModelChoice.DEFAULT);
    int seeds = Integer.parseInt(args[1]);
    try (PaperIndex index = application.openIndex();
        LazyEncoder encoder = new LazyEncoder(application)) {
      Recommender recommender = new Recommender(index, encoder, InstantSource.system());
      RecommendationAudit audit = new RecommendationAudit(index, recommender);
      String recall = audit.filteredRecall();
      String negatives = audit.negatives();
      String pages = audit.pages(application, seeds);
      System.out.printf("figures: papers=%d %s %s %s%n", index.size(), pages, negatives, recall);
    }
  }

  private String pages(Application application, int seeds)
      throws IOException, InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    int[] commits = {0};
    Thread writing = Thread.ofPlatform().start(() -> commits[0] = write(application, stop));
    int returned = 0;
    int empty = 0;
    int repeated = 0;
    for (int i = 0; i < seeds; i++) {
      Paper seed = papers.get(random.nextInt(papers.size() / 2)).paper(); // those that stay
      Set<LocalId> titles = new HashSet<>();
      Set<PaperId> seen = new HashSet<>();
      Optional<String> cursor = Optional.empty();
      for (int page = 0; page < PAGES; page++) {
        Request.Builder request = Request.likePaper(seed.id().text());
        cursor.ifPresent(request::cursor);
        if (!(recommender.recommend(request.build()) instanceof Recommendations answer)) {
          throw new IllegalStateException("no answer for " + seed.id());
        }
        empty += answer.hits().isEmpty() ? 1 : 0;
        for (Recommendation hit : answer.hits()) {
          Paper paper = hit.paper();
          boolean same =
              seed.ids().stream().anyMatch(paper.ids()::contains)
                  || LocalId.ofTitle(seed.title()).equals(LocalId.ofTitle(paper.title()));
          returned += same ? 1 : 0;
          boolean fresh = seen.add(paper.id());
          repeated += fresh && titles.add(LocalId.ofTitle(paper.title())) ? 0 : 1;
        }
        cursor = answer.nextCursor();
      }
    }
    stop.set(true);
    writing.join();
    return "seeds=%d pages=%d writer_commits=%d seed_or_version_returned=%d empty=%d repeated=%d"
        .formatted(seeds, PAGES, commits[0], returned, empty, repeated);
  }

  /** Takes papers of the second half out and puts them back, until it is told to stop. */
  private int write(Application application, AtomicBoolean stop) {
    RandomGenerator own = RandomGeneratorFactory.of("L64X128MixRandom").create(6);
    int commits = 0;
    try (PaperIndexWriter writer = application.openExistingWriter()) {
      while (!stop.get()) {
        List<IndexedPaper> some = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          some.add(papers.get(papers.size() / 2 + own.nextInt(papers.size() / 2)));
        }
        writer.remove(some);
        writer.commit();
        for (IndexedPaper paper : new HashSet<>(some)) {
          writer.replace(List.of(), paper);
        }
        writer.commit();
        commits += 2;
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return commits;
  }

  /** How often the ten papers of a list that are nearest to a new negative fall. */
  private String negatives() throws IOException {
    int fell = 0;
    int restored = 0;
    for (int i = 0; i < NEGATIVES; i++) {
      String seed = papers.get(random.nextInt(papers.size())).paper().id().text();
      List<Recommendation> before = hits(Request.likePaper(seed).limit(100).build());
      // Something one might dislike in the list: a paper of it, or any other.
      Paper bad =
          i % 2 == 0
              ? before.get(random.nextInt(before.size())).paper()
              : papers.get(random.nextInt(papers.size())).paper();
      if (bad.id().text().equals(seed)) {
        continue;
      }
      Request.Builder request =
          Request.likePaper(seed)
              .limit(1_000)
              .negatives(List.of(new Seed.OfPaper(bad.id().text(), 1)));
      List<PaperId> after = hits(request.build()).stream().map(hit -> hit.paper().id()).toList();
      double rankBefore = 0;
      double rankAfter = 0;
      for (PaperId near : nearest(before, bad)) {
        rankBefore += ids(before).indexOf(near);
        int at = after.indexOf(near);
        rankAfter += at < 0 ? 1_000 : at;
      }
      fell += rankAfter > rankBefore ? 1 : 0;
      restored += hits(Request.likePaper(seed).limit(100).build()).equals(before) ? 1 : 0;
    }
    return "negatives=%d mean_rank_lower=%d restored=%d".formatted(NEGATIVES, fell, restored);
  }

  private List<PaperId> nearest(List<Recommendation> list, Paper paper) throws IOException {
    try (PaperView view = index.view()) {
      Embedding bad = view.find(paper.id()).orElseThrow().embedding();
      record Near(PaperId id, double cosine) {}
      List<Near> all = new ArrayList<>();
      for (Recommendation hit : list) {
        if (!hit.paper().id().equals(paper.id())) {
          Embedding vector = view.find(hit.paper().id()).orElseThrow().embedding();
          all.add(new Near(hit.paper().id(), bad.cosine(vector)));
        }
      }
      all.sort(Comparator.comparingDouble(near -> -near.cosine()));
      return all.stream().limit(10).map(Near::id).toList();
    }
  }

  private static List<PaperId> ids(List<Recommendation> hits) {
    return hits.stream().map(hit -> hit.paper().id()).toList();
  }

  private List<Recommendation> hits(Request request) throws IOException {
    return recommender.recommend(request) instanceof Recommendations answer
        ? answer.hits()
        : List.of();
  }

  private String filteredRecall() throws IOException {
    List<LocalDate> days =
        papers.stream()
            .flatMap(indexed -> indexed.paper().published().stream())
            .map(PublicationDate::firstDay)
            .sorted()
            .toList();
    StringBuilder figures = new StringBuilder();
    int fewer = 0;
    try (PaperView view = index.view()) {
      for (double selectivity : SELECTIVITIES) {
        PaperFilter filter = filter(view, days, selectivity);
        List<IndexedPaper> passing =
            papers.stream().filter(indexed -> filter.matches(indexed.paper())).toList();
        int found = 0;
        for (int i = 0; i < FILTERED; i++) {
          Embedding seed = papers.get(random.nextInt(papers.size())).embedding();
          ExampleQuery query =
              new ExampleQuery(
                  List.of(new Example("", "", Optional.of(seed), 1)),
                  Mode.DENSE.lexicalShare(),
                  filter,
                  10);
          List<Candidate> hits = view.shortlist(query).candidates();
          fewer += hits.size() < Math.min(10, passing.size()) ? 1 : 0;
          double last =
              passing.stream()
                  .mapToDouble(indexed -> -indexed.embedding().cosine(seed))
                  .sorted()
                  .limit(10)
                  .max()
                  .orElseThrow();
          found += (int) hits.stream().filter(hit -> -hit.score() <= last + 1e-9).count();
        }
        figures.append(
            "recall_at_%d_papers=%.4f "
                .formatted(passing.size(), found / (double) (FILTERED * 10)));
      }
    }
    return figures.append("fewer_than_k=").append(fewer).toString();
  }

  /** The period around the middle of all dates that lets about so many papers through. */
  private static PaperFilter filter(PaperView view, List<LocalDate> days, double selectivity)
      throws IOException {
    PaperFilter best = PaperFilter.ALL;
    double error = Double.MAX_VALUE;
    for (int step = 0; step < 60; step++) {
      int from = (int) (days.size() * step / 60.0 * (1 - selectivity));
      int to = Math.min(days.size() - 1, from + (int) (days.size() * selectivity));
      PaperFilter period =
          new PaperFilter(
              List.of(
                  new Condition.Published(Optional.of(days.get(from)), Optional.of(days.get(to)))));
      double off =
          Math.abs(Math.log(Math.max(1, view.count(period)) / (view.size() * selectivity)));
      if (off < error && view.count(period) >= 10) {
        best = period;
        error = off;
      }
    }
    return best;
  }
}
