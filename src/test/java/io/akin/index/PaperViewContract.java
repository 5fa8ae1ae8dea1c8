package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.TextRecipe;
import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.RandomPapers;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every view of an index must do, whatever its engine. A failure names the seed to repeat it
 * with. The words of the papers are invented, so that no engine leaves one out or takes off its
 * ending.
 */
public abstract class PaperViewContract {
  private static final int DIMENSION = 32;
  private static final int TOPICS = 40;
  private static final IndexManifest MANIFEST = manifest(DIMENSION);

  private final long seed = Long.getLong("tests.seed", System.nanoTime());
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  private final float[][] centres = new float[TOPICS][DIMENSION];

  protected PaperViewContract() {
    for (float[] centre : centres) {
      addNoise(centre);
    }
  }

  /** An index of the papers, which are added in the given order. */
  protected abstract PaperIndex indexOf(IndexManifest manifest, List<IndexedPaper> papers)
      throws IOException;

  /** An index that held other papers, which were replaced and removed until these were left. */
  protected abstract PaperIndex indexThatHeld(
      List<IndexedPaper> others, IndexManifest manifest, List<IndexedPaper> papers)
      throws IOException;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1})
  void findsWhatScoresHighestAmongFew(double lexicalShare) throws IOException {
    List<IndexedPaper> papers = randomPapers(700);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (int i = 0; i < 20; i++) {
        ExampleQuery query = randomQuery(1 + i % 4, lexicalShare, PaperFilter.ALL, 1 + i * 3);

        assertAnswersAsTheOracle(view, papers, query);
      }
    }
  }

  /** Every paper that passes a filter is scored in an index of this size, and all for words. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1})
  void findsWhatScoresHighestAmongManyThatPassAFilter(double lexicalShare) throws IOException {
    List<IndexedPaper> papers = randomPapers(6_000);
    PaperFilter half = only(new Condition.InCategory(List.of("half")));
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (int i = 0; i < 5; i++) {
        assertAnswersAsTheOracle(view, papers, randomQuery(3, lexicalShare, half, 25));
      }
    }
  }

  @Test
  void findsWhatSharesMostWordsAmongMany() throws IOException {
    List<IndexedPaper> papers = randomPapers(6_000);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (int i = 0; i < 5; i++) {
        assertAnswersAsTheOracle(view, papers, randomQuery(3, 1, PaperFilter.ALL, 25));
      }
    }
  }

  /** Finds gross faults only, in an index large enough that an engine walks its graph. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.7})
  void findsMostOfWhatScoresHighestAmongMany(double lexicalShare) throws IOException {
    List<IndexedPaper> papers = randomPapers(6_000);
    int found = 0;
    int queries = 20;
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view();
        PaperView oracle = new FlatIndex(MANIFEST, papers).view()) {
      for (int i = 0; i < queries; i++) {
        ExampleQuery query = randomQuery(1 + i % 3, lexicalShare, PaperFilter.ALL, 10);
        List<Candidate> candidates = view.shortlist(query).candidates();
        assertSortedWithTrueScores(candidates, oracle, query);
        Set<PaperId> ids = new HashSet<>(ids(candidates));
        assertEquals(10, ids.size(), this::repeat);
        found += count(ids(oracle.shortlist(query).candidates()), ids);
      }
    }
    double recall = found / (10.0 * queries);
    assertTrue(recall >= 0.95, () -> "recall@10 was %.3f; %s".formatted(recall, repeat()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"half", "twentieth", "few"})
  void findsAmongManyTheNearestThatPassAFilter(String category) throws IOException {
    List<IndexedPaper> papers = randomPapers(6_400);
    PaperFilter filter = only(new Condition.InCategory(List.of(category)));
    int found = 0;
    int queries = 20;
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view();
        PaperView oracle = new FlatIndex(MANIFEST, papers).view()) {
      for (int i = 0; i < queries; i++) {
        ExampleQuery query = randomQuery(1, 0, filter, 10);
        List<PaperId> ids = ids(view.shortlist(query).candidates());
        assertEquals(10, Set.copyOf(ids).size(), this::repeat);
        found += count(ids(oracle.shortlist(query).candidates()), Set.copyOf(ids));
      }
    }
    double recall = found / (10.0 * queries);
    assertTrue(recall >= 0.99, () -> "recall@10 was %.3f; %s".formatted(recall, repeat()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.4, 1})
  void aScoreIsTheSumOfTheEvidence(double lexicalShare) throws IOException {
    List<IndexedPaper> papers = randomPapers(300);
    ExampleQuery query = randomQuery(5, lexicalShare, PaperFilter.ALL, 40);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (Candidate candidate : view.shortlist(query).candidates()) {
        List<Evidence> all = view.evidence(List.of(candidate), query).getFirst();
        double sum = 0;
        for (int i = 0; i < all.size(); i++) {
          Example example = query.examples().get(i);
          sum += example.weight() * all.get(i).similarity(lexicalShare);
          double cosine = example.embedding().orElseThrow().cosine(candidate.embedding());
          assertEquals(cosine, all.get(i).cosine(), 1e-12, this::repeat);
        }
        assertEquals(query.examples().size(), all.size());
        assertEquals(sum, candidate.score(), 1e-12, this::repeat);
      }
    }
  }

  @Test
  void aCopyIsLikeItsOriginalByOneInMeaningAndWords() throws IOException {
    List<IndexedPaper> papers = randomPapers(50);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (IndexedPaper paper : papers.subList(0, 10)) {
        ExampleQuery query = query(List.of(exampleOf(paper, 1)), 0.5, PaperFilter.ALL, 1);
        Candidate first = view.shortlist(query).candidates().getFirst();

        assertEquals(paper.paper().id(), first.id(), this::repeat);
        Evidence evidence = view.evidence(List.of(first), query).getFirst().getFirst();
        assertEquals(1, evidence.cosine(), 1e-6, this::repeat);
        assertEquals(1, evidence.lexical(), 1e-12, this::repeat);
      }
    }
  }

  /** However large the weights, whose sums then are rounded to multiples of more than usual. */
  @Test
  void largeWeightsChooseAsSmallOnesDo() throws IOException {
    List<IndexedPaper> papers = randomPapers(500);
    ExampleQuery query = randomQuery(3, 0.3, PaperFilter.ALL, 20);
    List<Example> heavy =
        query.examples().stream()
            .map(e -> new Example(e.title(), e.text(), e.embedding(), 1e6 * e.weight()))
            .toList();
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      assertEquals(
          ids(view.shortlist(query).candidates()),
          ids(view.shortlist(query(heavy, 0.3, PaperFilter.ALL, 20)).candidates()),
          this::repeat);
    }
  }

  @Test
  void examplesThatCancelOneAnotherStillFindAsManyPapersAsWanted() throws IOException {
    List<IndexedPaper> papers = randomPapers(5_000);
    Example one = exampleOf(papers.getFirst(), 1);
    Example other = exampleOf(papers.getFirst(), -1);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (double share : new double[] {0, 0.5, 1}) {
        assertEquals(
            ids(papers).subList(0, 7),
            ids(view.shortlist(query(List.of(one, other), share, PaperFilter.ALL, 7)).candidates()),
            this::repeat);
      }
    }
  }

  @Test
  void aCandidateHasTheFactsOfItsPaper() throws IOException {
    List<IndexedPaper> papers = factualPapers(60);
    ExampleQuery query = randomQuery(1, 0.5, PaperFilter.ALL, papers.size());
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      List<Candidate> candidates = view.shortlist(query).candidates();
      assertEquals(Set.copyOf(ids(papers)), Set.copyOf(ids(candidates)), this::repeat);
      for (Candidate candidate : candidates) {
        Paper paper = view.paper(candidate);
        IndexedPaper indexed =
            papers.stream().filter(p -> p.paper().equals(paper)).findFirst().orElseThrow();
        assertEquals(paper.id(), candidate.id());
        assertEquals(LocalId.ofTitle(paper.title()), candidate.title());
        assertEquals(indexed.embedding(), candidate.embedding());
        assertEquals(paper.published().map(PublicationDate::firstDay), candidate.published());
        assertEquals(paper.upvotes(), candidate.upvotes());
      }
    }
  }

  @Test
  void filtersLetThroughWhatTheirConditionsMatch() throws IOException {
    List<IndexedPaper> papers = factualPapers(400);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (Condition condition : conditions(papers)) {
        assertFiltersAsTheOracle(view, papers, only(condition));
      }
    }
  }

  @Test
  void combinedFiltersLetThroughWhatAllConditionsMatch() throws IOException {
    List<IndexedPaper> papers = factualPapers(400);
    List<Condition> conditions = conditions(papers);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (int i = 0; i < 300; i++) {
        List<Condition> some = new ArrayList<>();
        for (int j = 0; j < 2 + i % 3; j++) {
          some.add(conditions.get(random.nextInt(conditions.size())));
        }
        assertFiltersAsTheOracle(view, papers, new PaperFilter(some));
      }
    }
  }

  private void assertFiltersAsTheOracle(
      PaperView view, List<IndexedPaper> papers, PaperFilter filter) throws IOException {
    List<PaperId> passing =
        papers.stream().map(IndexedPaper::paper).filter(filter::matches).map(Paper::id).toList();
    assertEquals(passing.size(), view.count(filter), () -> filter + "; " + repeat());
    ExampleQuery all = randomQuery(1, 0.5, filter, papers.size());
    List<PaperId> found = ids(view.shortlist(all).candidates());
    assertEquals(passing.size(), found.size(), () -> filter + "; " + repeat());
    assertEquals(Set.copyOf(passing), Set.copyOf(found), () -> filter + "; " + repeat());
    ExampleQuery some = query(all.examples(), all.lexicalShare(), filter, 3);
    assertEquals(
        found.stream().limit(3).toList(), ids(view.shortlist(some).candidates()), this::repeat);
  }

  /** Each kind of condition with values that some papers have, in other forms than theirs. */
  private List<Condition> conditions(List<IndexedPaper> papers) {
    List<Condition> conditions = new ArrayList<>();
    List<Optional<LocalDate>> days = new ArrayList<>(List.of(Optional.empty()));
    Stream.of("1957-01-01", "1957-12-31", "2023-01-28", "2023-01-29", "2023-05-02", "2024-01-01")
        .map(day -> Optional.of(LocalDate.parse(day)))
        .forEach(days::add);
    for (Optional<LocalDate> from : days) {
      for (Optional<LocalDate> to : days) {
        if (from.isEmpty() || to.isEmpty() || !from.get().isAfter(to.get())) {
          conditions.add(new Condition.Published(from, to));
          conditions.add(new Condition.Featured(from, to));
        }
      }
    }
    for (String category : List.of("cs.CL", "CS.cl ", "cs", "cl", "kinship", "Ada Kinley", "Ada")) {
      conditions.add(new Condition.InCategory(List.of(category)));
    }
    conditions.add(new Condition.InCategory(List.of("cs", "zed", "zed")));
    List<String> names =
        List.of(
            "kinley",
            "KINLEY",
            "ada kinley",
            "Kinley, Ada",
            "kin",
            "bo",
            "Bo Løvås",
            "Bo LØVAS",
            "cenek",
            "Čeněk!",
            "山本",
            "cs",
            "CL",
            "cs cl",
            "cs-CL",
            "zed",
            "nobody");
    for (String name : names) {
      conditions.add(new Condition.ByAuthor(List.of(name)));
      conditions.add(new Condition.AtVenue(List.of(name)));
      conditions.add(new Condition.WithKeyword(List.of(name)));
    }
    conditions.add(new Condition.ByAuthor(List.of("kinley", "zed")));
    conditions.add(new Condition.AtVenue(List.of("kinley", "zed")));
    conditions.add(new Condition.WithKeyword(List.of("kinley", "zed")));
    for (String home :
        List.of("KinLab", "kinlab", "Kin Lab", "lab kin", "root", "oak", "OAKROOT")) {
      conditions.add(new Condition.FromOrganisation(List.of(home)));
    }
    conditions.add(new Condition.HasCode(true));
    conditions.add(new Condition.HasCode(false));
    for (String source : List.of("arxiv", "DOI", "acl", "s2", " local ", "none")) {
      conditions.add(new Condition.FromSource(List.of(source)));
    }
    conditions.add(new Condition.FromSource(List.of("arxiv", "acl")));
    List<PaperId> ids = new ArrayList<>();
    papers.subList(0, 30).forEach(indexed -> ids.add(indexed.paper().ids().getLast()));
    ids.add(new ArxivId("2306.00978")); // of many, at random
    ids.add(new Doi("10.1000/of-none"));
    for (List<PaperId> some :
        List.of(ids, ids.subList(0, 2), ids.subList(29, 32), List.<PaperId>of())) {
      conditions.add(new Condition.Among(some));
      conditions.add(new Condition.Without(some));
    }
    return conditions;
  }

  @ParameterizedTest
  @EnumSource
  void aListHasThePapersThatPassAFilterInItsOrder(ListOrder order) throws IOException {
    List<IndexedPaper> papers = factualPapers(400);
    List<Condition> conditions = conditions(papers);
    List<PaperFilter> filters = new ArrayList<>(List.of(PaperFilter.ALL));
    for (int i = 0; i < 40; i++) {
      filters.add(only(conditions.get(random.nextInt(conditions.size()))));
    }
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (PaperFilter filter : filters) {
        List<Paper> wanted = sorted(papers, filter, order);
        PaperPage page = view.list(new ListQuery(filter, order, 1_000));

        assertEquals(wanted, page.papers(), () -> filter + "; " + repeat());
        assertEquals(wanted.size(), page.total());
        assertEquals(Optional.empty(), page.next());
        int skip = random.nextInt(wanted.size() + 1);
        assertEquals(
            wanted.subList(skip, Math.min(skip + 7, wanted.size())),
            view.list(new ListQuery(filter, order, Optional.empty(), skip, 7)).papers(),
            this::repeat);
      }
    }
  }

  /** Written out without what the engines share. */
  private static List<Paper> sorted(
      List<IndexedPaper> papers, PaperFilter filter, ListOrder order) {
    Comparator<Paper> published = Comparator.comparing(paper -> day(paper.published()));
    Comparator<Paper> featured = Comparator.comparing(paper -> day(paper.featured()));
    Comparator<Paper> upvotes = Comparator.comparing(paper -> paper.upvotes().orElse(-1));
    Comparator<Paper> first =
        switch (order) {
          case PUBLISHED -> published.reversed();
          case FEATURED -> featured.thenComparing(upvotes).reversed();
          case UPVOTES -> upvotes.reversed();
          case ID -> Comparator.comparing(Paper::id);
        };
    return papers.stream()
        .map(IndexedPaper::paper)
        .filter(filter::matches)
        .sorted(first.thenComparing(Paper::id))
        .toList();
  }

  private static LocalDate day(Optional<PublicationDate> date) {
    return date.map(PublicationDate::firstDay).orElse(LocalDate.MIN);
  }

  @ParameterizedTest
  @EnumSource
  void pagesOfAnySizeMakeTheSameList(ListOrder order) throws IOException {
    List<IndexedPaper> papers = factualPapers(300);
    PaperFilter some = only(new Condition.FromSource(List.of("arxiv", "acl", "local")));
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      List<Paper> whole = view.list(new ListQuery(some, order, 1_000)).papers();
      for (int limit : new int[] {1, 2, 3, 7, 50, whole.size() - 1, whole.size(), 1_000}) {
        List<Paper> paged = new ArrayList<>();
        Optional<ListQuery> query = Optional.of(new ListQuery(some, order, limit));
        while (query.isPresent()) {
          PaperPage page = view.list(query.get());
          assertEquals(whole.size(), page.total(), this::repeat);
          assertEquals(
              Math.min(limit, whole.size() - paged.size()), page.papers().size(), this::repeat);
          paged.addAll(page.papers());
          query = following(query.get(), page);
        }
        assertEquals(whole, paged, this::repeat);
      }
    }
  }

  /** The next page's query, by a cursor that has been through text. */
  private static Optional<ListQuery> following(ListQuery query, PaperPage page) {
    return page.next().map(next -> query.from(ListPosition.parse(next.text())));
  }

  /** Each page is of an index that has the papers that stay, and others at random. */
  @ParameterizedTest
  @EnumSource
  void pagesOfDifferentTimesHaveEveryPaperThatStaysOnce(ListOrder order) throws IOException {
    List<IndexedPaper> all = factualPapers(300);
    Set<PaperId> staying = Set.copyOf(ids(all.subList(0, 150)));
    List<PaperIndex> times = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      times.add(
          indexOf(
              MANIFEST,
              all.stream()
                  .filter(p -> staying.contains(p.paper().id()) || random.nextBoolean())
                  .toList()));
    }
    for (int limit : new int[] {1, 4, 29}) {
      List<PaperId> seen = new ArrayList<>();
      Optional<ListQuery> query = Optional.of(new ListQuery(PaperFilter.ALL, order, limit));
      while (query.isPresent()) {
        try (PaperView view = times.get(random.nextInt(times.size())).view()) {
          PaperPage page = view.list(query.get());
          page.papers().forEach(paper -> seen.add(paper.id()));
          query = following(query.get(), page);
        }
      }
      assertEquals(seen.size(), Set.copyOf(seen).size(), this::repeat);
      assertTrue(seen.containsAll(staying), this::repeat);
    }
    for (PaperIndex index : times) {
      index.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageOfAnEmptyIndexIsEmpty(ListOrder order) throws IOException {
    Paper gone = factualPapers(1).getFirst().paper();
    ListQuery query = new ListQuery(PaperFilter.ALL, order, 10);
    try (PaperIndex index = indexOf(MANIFEST, List.of());
        PaperView view = index.view()) {
      PaperPage empty = new PaperPage(List.of(), 0, Optional.empty());
      assertEquals(empty, view.list(query));
      assertEquals(empty, view.list(query.from(ListPosition.behind(gone, order))));
    }
  }

  @Test
  void featuredDaysAreTheNearestToAPeriod() throws IOException {
    List<IndexedPaper> papers = factualPapers(300);
    List<Condition> conditions = conditions(papers);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view();
        PaperView oracle = new FlatIndex(MANIFEST, papers).view()) {
      for (int i = 0; i < 300; i++) {
        PaperFilter filter =
            i % 3 == 0 ? PaperFilter.ALL : only(conditions.get(random.nextInt(conditions.size())));
        LocalDate from =
            LocalDate.of(random.nextBoolean() ? 1957 : 2023, 1, 1)
                .plusDays(random.nextInt(-3, 500));
        LocalDate to = from.plusDays(random.nextInt(31));
        assertEquals(
            oracle.featuredDays(filter, from, to),
            view.featuredDays(filter, from, to),
            () -> filter + "; " + repeat());
      }
      FeaturedDays days =
          view.featuredDays(PaperFilter.ALL, LocalDate.of(2023, 1, 2), LocalDate.of(2023, 12, 31));
      assertEquals(Optional.of(LocalDate.of(2023, 1, 1)), days.before(), this::repeat);
      assertEquals(Optional.of(LocalDate.of(2024, 1, 1)), days.after(), this::repeat);
      assertEquals(Optional.of(LocalDate.of(2024, 5, 28)), days.newest(), this::repeat);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 6_000})
  void aFilterThatLeavesEnoughPapersGivesAsManyAsWanted(int size) throws IOException {
    List<IndexedPaper> papers = randomPapers(size);
    List<PaperId> few = ids(papers.subList(100, 107));
    PaperFilter seven = only(new Condition.Among(few));
    PaperFilter none = only(new Condition.InCategory(List.of("of none")));
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (double share : new double[] {0, 0.5, 1}) {
        for (int wanted : new int[] {1, 6, 7}) {
          List<Candidate> found = view.shortlist(randomQuery(2, share, seven, wanted)).candidates();
          assertEquals(wanted, found.size(), this::repeat);
          assertTrue(few.containsAll(ids(found)), this::repeat);
        }
        assertEquals(7, view.shortlist(randomQuery(2, share, seven, 1_000)).candidates().size());
        assertEquals(List.of(), view.shortlist(randomQuery(2, share, none, 10)).candidates());
      }
      assertEquals(0, view.count(none));
      assertEquals(size, view.count(PaperFilter.ALL));
    }
  }

  @Test
  void morePapersThanThereAreCanBeWanted() throws IOException {
    List<IndexedPaper> papers = randomPapers(4_500);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (double share : new double[] {0, 0.5, 1}) {
        ExampleQuery query = randomQuery(1, share, PaperFilter.ALL, Integer.MAX_VALUE);

        assertEquals(4_500, view.shortlist(query).candidates().size(), this::repeat);
      }
    }
  }

  /** Also those that a copy with another text has replaced. */
  @Test
  void papersThatAreNoLongerThereLeaveNoTrace() throws IOException {
    List<IndexedPaper> others = randomPapers(900);
    List<IndexedPaper> papers = randomPapers(600); // of the same identifiers as the first 600
    List<ExampleQuery> queries = new ArrayList<>();
    for (double share : new double[] {0, 0.5, 1}) {
      queries.add(randomQuery(3, share, PaperFilter.ALL, 50));
      queries.add(randomQuery(3, share, only(new Condition.InCategory(List.of("half"))), 50));
    }
    try (PaperIndex worn = indexThatHeld(others, MANIFEST, papers);
        PaperIndex fresh = indexOf(MANIFEST, papers);
        PaperView view = worn.view();
        PaperView expected = fresh.view()) {
      assertEquals(600, view.size());
      for (ExampleQuery query : queries) {
        List<Candidate> found = view.shortlist(query).candidates();
        List<Candidate> wanted = expected.shortlist(query).candidates();
        assertEquals(ids(wanted), ids(found), this::repeat);
        for (int i = 0; i < found.size(); i++) {
          assertEquals(wanted.get(i).score(), found.get(i).score(), 1e-12, this::repeat);
        }
        assertEquals(expected.count(query.filter()), view.count(query.filter()), this::repeat);
      }
      for (IndexedPaper gone : others.subList(600, 900)) {
        assertEquals(Optional.empty(), view.find(gone.paper().id()), this::repeat);
        assertEquals(
            List.of(Optional.empty()),
            view.candidates(List.of(gone.paper().id()), queries.getFirst()));
      }
      for (int word = 0; word < 200; word++) {
        assertEquals(expected.idf(word(word)), view.idf(word(word)), 1e-12, this::repeat);
      }
    }
  }

  @Test
  void theOrderOfAddingChangesNothing() throws IOException {
    List<IndexedPaper> papers = factualPapers(500);
    List<IndexedPaper> shuffled = new ArrayList<>(papers);
    Collections.shuffle(shuffled, random);
    try (PaperIndex one = indexOf(MANIFEST, papers);
        PaperIndex other = indexOf(MANIFEST, shuffled);
        PaperView view = one.view();
        PaperView again = other.view()) {
      for (double share : new double[] {0, 0.3, 1}) {
        ExampleQuery query = randomQuery(3, share, PaperFilter.ALL, 60);
        List<Candidate> found = view.shortlist(query).candidates();
        List<Candidate> same = again.shortlist(query).candidates();

        assertEquals(ids(found), ids(same), this::repeat);
        assertEquals(scores(found), scores(same), this::repeat);
        assertEquals(view.evidence(found, query), again.evidence(same, query), this::repeat);
      }
      for (IndexedPaper indexed : papers.subList(0, 50)) { // some share an identifier
        for (PaperId id : indexed.paper().ids()) {
          assertEquals(view.find(id), again.find(id), this::repeat);
        }
      }
    }
  }

  @Test
  void equalScoresAreOrderedByIdentifier() throws IOException {
    List<IndexedPaper> papers = new ArrayList<>();
    Embedding vector = randomVector(0);
    for (int i = 0; i < 100; i++) {
      Paper paper =
          Paper.titled("zq1kx").ids(List.of(new ArxivId("2101.%05d".formatted(i)))).build();
      papers.add(new IndexedPaper(paper, vector, "hash"));
    }
    List<IndexedPaper> shuffled = new ArrayList<>(papers);
    Collections.shuffle(shuffled, random);
    try (PaperIndex index = indexOf(MANIFEST, shuffled);
        PaperView view = index.view()) {
      for (double share : new double[] {0, 0.3, 1}) {
        for (int size : new int[] {1, 20, 60, 99}) {
          Example example = exampleOf(papers.getLast(), 1);

          assertEquals(
              ids(papers).subList(0, size),
              ids(
                  view.shortlist(query(List.of(example), share, PaperFilter.ALL, size))
                      .candidates()),
              this::repeat);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 6_000})
  void wordsThatNoPaperHasFindPapersInTheOrderOfIdentifiers(int size) throws IOException {
    List<IndexedPaper> papers = randomPapers(size);
    Collections.shuffle(papers, random);
    Example unknown = new Example("", "qqvx qqwx", Optional.empty(), 1);
    Example silent = new Example("", "", Optional.empty(), 1);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      for (Example example : List.of(unknown, silent)) {
        List<Candidate> found =
            view.shortlist(query(List.of(example), 1, PaperFilter.ALL, 12)).candidates();

        assertEquals(ids(papers).stream().sorted().limit(12).toList(), ids(found), this::repeat);
        assertEquals(Collections.nCopies(12, 0.0), scores(found), this::repeat);
      }
    }
  }

  @Test
  void candidatesAreAlignedWithTheIdentifiersAskedFor() throws IOException {
    List<IndexedPaper> papers = randomPapers(100);
    PaperId unknown = new Doi("10.1000/of-none");
    List<PaperId> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<PaperId> all = papers.get(random.nextInt(100)).paper().ids();
      ids.add(i % 5 == 4 ? unknown : all.get(i % all.size()));
    }
    PaperFilter none = only(new Condition.InCategory(List.of("of none")));
    ExampleQuery query = randomQuery(2, 0.4, none, 1);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view();
        PaperView oracle = new FlatIndex(MANIFEST, papers).view()) {
      List<Optional<Candidate>> found = view.candidates(ids, query);

      List<Optional<Candidate>> expected = oracle.candidates(ids, query);
      assertEquals(
          expected.stream().map(candidate -> candidate.map(Candidate::id)).toList(),
          found.stream().map(candidate -> candidate.map(Candidate::id)).toList(),
          this::repeat);
      for (int i = 0; i < ids.size(); i++) {
        assertEquals(ids.get(i).equals(unknown), found.get(i).isEmpty());
        if (found.get(i).isPresent()) {
          assertEquals(
              expected.get(i).orElseThrow().score(),
              found.get(i).get().score(),
              1e-6,
              this::repeat);
        }
      }
      assertEquals(List.of(), view.candidates(List.of(), query));
    }
  }

  /** As a paper is found: of two, the one whose first identifier comes first. */
  @Test
  void theCandidateOfASharedIdentifierIsThePaperThatIsFoundByIt() throws IOException {
    PaperId shared = new ArxivId("2101.00001");
    IndexedPaper talk = sharing(shared, "10.1000/talk");
    IndexedPaper article = sharing(shared, "10.1000/article");
    IndexedPaper letter = sharing(new ArxivId("2001.00001"), "10.1000/article");
    ExampleQuery query = randomQuery(1, 0, PaperFilter.ALL, 1);
    for (List<IndexedPaper> papers :
        List.of(List.of(talk, article, letter), List.of(letter, article, talk))) {
      try (PaperIndex index = indexOf(MANIFEST, papers);
          PaperView view = index.view()) {
        for (PaperId id : List.of(shared, new Doi("10.1000/article"))) {
          Candidate candidate = view.candidates(List.of(id), query).getFirst().orElseThrow();

          assertEquals(view.find(id).orElseThrow().paper(), view.paper(candidate));
        }
        assertEquals(
            Optional.of(letter), view.find(new Doi("10.1000/article")), "by the order of ids");
      }
    }
  }

  private IndexedPaper sharing(PaperId id, String doi) {
    Paper paper = Paper.titled("zq1kx " + doi).ids(List.of(id, new Doi(doi))).build();
    return new IndexedPaper(paper, randomVector(0), "hash");
  }

  @Test
  void aVectorOfAnotherDimensionIsRefused() throws IOException {
    Embedding flat = Embedding.ofUnit(new float[] {1, 0});
    Example example = new Example("zq1kx", "", Optional.of(flat), 1);
    ExampleQuery query =
        query(List.of(exampleOf(randomPapers(1).getFirst(), 1), example), 0.5, PaperFilter.ALL, 1);
    try (PaperIndex index = indexOf(MANIFEST, randomPapers(3));
        PaperView view = index.view()) {
      var refused = assertThrows(IllegalArgumentException.class, () -> view.shortlist(query));
      assertEquals("the index holds vectors of 32 dimensions, not 2", refused.getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> view.candidates(List.of(new ArxivId("2101.00001")), query));
    }
  }

  @Test
  void anEmptyIndexAnswersWithNothing() throws IOException {
    try (PaperIndex index = indexOf(MANIFEST, List.of());
        PaperView view = index.view()) {
      for (double share : new double[] {0, 0.5, 1}) {
        ExampleQuery query = randomQuery(2, share, PaperFilter.ALL, 5);

        assertEquals(new Shortlist(List.of(), true), view.shortlist(query));
      }
      assertEquals(0, view.size());
      assertEquals(0, view.count(PaperFilter.ALL));
      assertEquals(Optional.empty(), view.find(new ArxivId("2101.00001")));
      assertTrue(Double.isFinite(view.idf("zq1kx")));
    }
  }

  @Test
  void papersWithoutAnyWordAreScoredForTheirMeaning() throws IOException {
    List<IndexedPaper> papers = new ArrayList<>();
    for (String title : List.of("?!", "…", "—")) {
      papers.add(new IndexedPaper(Paper.titled(title).build(), randomVector(0), "hash"));
    }
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      ExampleQuery query = randomQuery(2, 0.5, PaperFilter.ALL, 5);

      assertAnswersAsTheOracle(view, papers, query);
    }
  }

  @Test
  void aTermIsTheMoreTellingTheFewerPapersHaveIt() throws IOException {
    List<IndexedPaper> papers = randomPapers(200);
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view();
        PaperView oracle = new FlatIndex(MANIFEST, papers).view()) {
      for (int word = 0; word < 300; word++) {
        assertEquals(oracle.idf(word(word)), view.idf(word(word)), 1e-12, this::repeat);
      }
      assertTrue(view.idf("qqvx") > view.idf(word(0)));
    }
  }

  @Test
  void tokensSayWhereInTheTextTheyAre() throws IOException {
    String text = "ZQ1kx, (zq22KX)\n\tzq3kx";
    try (PaperIndex index = indexOf(MANIFEST, List.of());
        PaperView view = index.view()) {
      assertEquals(
          List.of(new Token("zq1kx", 0, 5), new Token("zq22kx", 8, 14), new Token("zq3kx", 17, 22)),
          view.tokens(text));
      assertEquals(List.of(), view.tokens(""));
      assertEquals(List.of(), view.tokens(" … !"));
    }
  }

  @Test
  void recallIsUnknownUntilItIsMeasured() throws IOException {
    try (PaperIndex index = indexOf(MANIFEST, List.of())) {
      assertTrue(index.recall().isEmpty());
    }
  }

  private void assertAnswersAsTheOracle(
      PaperView view, List<IndexedPaper> papers, ExampleQuery query) throws IOException {
    Shortlist answer = view.shortlist(query);
    try (PaperView oracle = new FlatIndex(MANIFEST, papers).view()) {
      List<Candidate> expected = oracle.shortlist(query).candidates();
      assertTrue(answer.exact(), this::repeat);
      assertEquals(expected.size(), Set.copyOf(ids(answer.candidates())).size(), this::repeat);
      assertSortedWithTrueScores(answer.candidates(), oracle, query);
      for (int i = 0; i < expected.size(); i++) {
        // Papers that rounding alone tells apart may come in either order.
        assertEquals(
            expected.get(i).score(), answer.candidates().get(i).score(), 1e-6, this::repeat);
      }
    }
  }

  private void assertSortedWithTrueScores(
      List<Candidate> candidates, PaperView oracle, ExampleQuery query) throws IOException {
    List<Optional<Candidate>> expected = oracle.candidates(ids(candidates), query);
    double last = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      double score = candidates.get(i).score();
      assertEquals(expected.get(i).orElseThrow().score(), score, 1e-6, this::repeat);
      assertFalse(score > last, this::repeat);
      last = score;
    }
  }

  private static int count(List<PaperId> wanted, Set<PaperId> found) {
    return (int) wanted.stream().filter(found::contains).count();
  }

  private static List<PaperId> ids(List<?> papers) {
    return papers.stream()
        .map(
            paper ->
                paper instanceof Candidate candidate
                    ? candidate.id()
                    : ((IndexedPaper) paper).paper().id())
        .toList();
  }

  private static List<Double> scores(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::score).toList();
  }

  private static PaperFilter only(Condition condition) {
    return new PaperFilter(List.of(condition));
  }

  private static ExampleQuery query(
      List<Example> examples, double lexicalShare, PaperFilter filter, int size) {
    return new ExampleQuery(examples, lexicalShare, filter, size);
  }

  /** Like papers of some topics, and from the second example on unlike others. */
  private ExampleQuery randomQuery(
      int examples, double lexicalShare, PaperFilter filter, int size) {
    List<Example> all = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      double weight = 0.2 + random.nextDouble();
      all.add(exampleOf(randomPaper(0), i % 2 == 0 ? weight : -0.5 * weight));
    }
    return query(all, lexicalShare, filter, size);
  }

  private static Example exampleOf(IndexedPaper paper, double weight) {
    return new Example(
        paper.paper().title(),
        paper.paper().abstractText(),
        Optional.of(paper.embedding()),
        weight);
  }

  /** Papers of {@value #TOPICS} topics, in the order of their identifiers. */
  protected final List<IndexedPaper> randomPapers(int n) {
    List<IndexedPaper> papers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      papers.add(randomPaper(i));
    }
    return papers;
  }

  private IndexedPaper randomPaper(int number) {
    int topic = random.nextInt(TOPICS);
    List<String> categories = new ArrayList<>(List.of("all"));
    if (number % 2 == 0) {
      categories.add("half");
    }
    if (number % 20 == 0) {
      categories.add("twentieth");
    }
    if (number % 200 == 0) {
      categories.add("few");
    }
    Paper paper =
        Paper.titled(randomText(topic, 1, 6))
            .ids(List.of(new ArxivId("2101.%05d".formatted(number))))
            .abstractText(randomText(topic, 0, 40))
            .categories(categories)
            .build();
    return new IndexedPaper(paper, randomVector(topic), "hash " + number);
  }

  /** Words of which half are those of a topic, and the others more or less common. */
  private String randomText(int topic, int least, int most) {
    List<String> words = new ArrayList<>();
    int length = random.nextInt(least, most);
    for (int i = 0; i < length; i++) {
      words.add(
          random.nextBoolean()
              ? word(1_000 + 20 * topic + random.nextInt(20))
              : word((int) (300 * Math.pow(random.nextDouble(), 3))));
    }
    return String.join(" ", words);
  }

  /** A word that is no English and has no English ending. */
  private static String word(int number) {
    return "zq" + number + "kx";
  }

  private Embedding randomVector(int topic) {
    float[] vector = centres[topic].clone();
    addNoise(vector);
    return Embedding.normalised(vector);
  }

  private void addNoise(float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] += (float) random.nextGaussian();
    }
  }

  /** Papers with facts of all kinds, some of which share an identifier; none has all the same. */
  private List<IndexedPaper> factualPapers(int n) {
    List<IndexedPaper> papers = new ArrayList<>();
    Set<List<PaperId>> known = new HashSet<>();
    Set<PaperId> first = new HashSet<>();
    JqwikSession.run(
        () -> {
          var generator = new RandomPapers().papers().generator(1_000, true);
          Random source = new Random(random.nextLong());
          while (papers.size() < n) {
            Paper paper = generator.next(source).value();
            if (known.add(paper.ids()) && first.add(paper.id())) {
              Embedding vector = randomVector(random.nextInt(TOPICS));
              papers.add(new IndexedPaper(paper, vector, "hash"));
            }
          }
        });
    return papers;
  }

  @Test
  void handsOverEveryPaperAndEveryVectorInTheOrderOfIdentifiers() throws IOException {
    List<IndexedPaper> papers = new ArrayList<>(factualPapers(120));
    Collections.shuffle(papers, new Random(seed));
    try (PaperIndex index = indexOf(MANIFEST, papers);
        PaperView view = index.view()) {
      List<IndexedPaper> scanned = new ArrayList<>();
      view.scan(scanned::add);
      List<PaperId> ids = new ArrayList<>();
      List<Embedding> vectors = new ArrayList<>();
      view.scanVectors(
          (id, vector) -> {
            ids.add(id);
            vectors.add(Embedding.ofUnit(vector));
          });

      papers.sort(Comparator.comparing(indexed -> indexed.paper().id()));
      assertEquals(papers, scanned, this::repeat);
      assertEquals(papers.stream().map(indexed -> indexed.paper().id()).toList(), ids);
      assertEquals(papers.stream().map(IndexedPaper::embedding).toList(), vectors, this::repeat);
    }
  }

  private static IndexManifest manifest(int dimension) {
    return new IndexManifest(
        new HashingEncoder("toy", dimension).space(),
        TextRecipe.TITLE_ABSTRACT.id(),
        new HnswOptions(12, 50));
  }

  private String repeat() {
    return "repeat with -Dtests.seed=" + seed;
  }
}
