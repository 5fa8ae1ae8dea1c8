package io.akin.recommend;

import static io.akin.recommend.Library.found;
import static io.akin.recommend.Library.ids;
import static io.akin.recommend.Library.paper;
import static io.akin.recommend.Library.papers;
import static io.akin.recommend.Library.scores;
import static io.akin.recommend.Library.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.index.Condition;
import io.akin.index.PaperFilter;
import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.SourceId;
import io.akin.recommend.Outcome.Excluded;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Outcome.UnknownPaper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecommenderTest {
  private static final long SEED = Long.getLong("tests.seed", System.nanoTime());
  private static final RandomGenerator RANDOM =
      RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  private static final Paper KITES =
      Paper.titled("Kites in a steady wind")
          .ids(
              List.of(
                  new ArxivId("hep-th/9901001"),
                  new Doi("10.1000/kites(1);2-#"),
                  new SourceId("toy", "K-1")))
          .build();
  private static final Paper GALES =
      Paper.titled("Kites in a gale").ids(List.of(new ArxivId("2101.90002"))).build();
  private static final Paper SAILS = Paper.titled("Sails in a steady wind").build();
  private static final Paper KNOTS =
      Paper.titled("Tables of prime knots").ids(List.of(new ArxivId("2101.90003"))).build();

  @TempDir private static Path shared;
  @TempDir private Path own;
  private static Library few;
  private static List<Paper> papers;
  private static Library many;

  @BeforeAll
  static void fill() throws IOException {
    few = Library.of(shared.resolve("few"), KITES, GALES, SAILS, KNOTS);
    papers = Library.clustered(480, RANDOM);
    many = Library.of(shared.resolve("many"), papers);
  }

  @AfterAll
  static void close() throws IOException {
    few.close();
    many.close();
  }

  private static Request.Builder like(int... numbers) {
    return Request.like(seeds(numbers));
  }

  private static List<Seed> seeds(int... numbers) {
    List<Seed> seeds = new ArrayList<>();
    for (int number : numbers) {
      seeds.add(paper(papers.get(number)));
    }
    return seeds;
  }

  private static String seed() {
    return "tests.seed=" + SEED;
  }

  // Finding what is meant

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arxiv:hep-th/9901001",
        "hep-th/9901001v3",
        "https://arxiv.org/abs/hep-th/9901001",
        "10.1000/KITES(1);2-#",
        "https://doi.org/10.1000/kites(1);2-#",
        "toy:K-1",
        "Kites in a steady wind",
        "  KITES, in a steady-wind. ",
        "\\emph{Kites} in a $steady$ wind"
      })
  void aPaperIsFoundByWhateverNamesIt(String reference) throws IOException {
    assertEquals(List.of(KITES), few.answer(Request.likePaper(reference)).seeds());
    assertEquals(
        KITES, new PaperFinder(few.index()).find(reference).orElseThrow().paper(), reference);
  }

  @Test
  void aPaperIsFoundByTheIdentifierOfItsTitle() throws IOException {
    assertEquals(List.of(SAILS), few.answer(Request.likePaper(SAILS.id().text())).seeds());
  }

  @Test
  void aTitleThatLooksLikeAnIdentifierIsFound() throws IOException {
    Paper odd = Paper.titled("2101.00009").build();
    Paper colon = Paper.titled("kites:explained").build();
    try (Library library = Library.of(own, odd, colon)) {
      assertEquals(List.of(odd), library.answer(Request.likePaper("2101.00009")).seeds());
      assertEquals(List.of(colon), library.answer(Request.likePaper("kites:explained")).seeds());
    }
  }

  @Test
  void anUnknownPaperIsAnsweredWithSimilarTitles() throws IOException {
    var unknown = (UnknownPaper) few.ask(Request.likePaper("steady winds and sails").build());

    assertEquals("steady winds and sails", unknown.reference());
    assertEquals(List.of(SAILS, KITES), unknown.similarTitles());
  }

  @Test
  void anUnknownNegativeIsSaidToo() throws IOException {
    Request request = Request.likePaper("toy:K-1").negatives(List.of(paper("toy:K-2"))).build();

    assertEquals(new UnknownPaper("toy:K-2", List.of()), few.ask(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"arxiv:2101.99999", "doi:10.1000/none", "?"})
  void whatNobodyKnowsHasNoSimilarTitles(String reference) throws IOException {
    assertEquals(
        new UnknownPaper(reference, List.of()), few.ask(Request.likePaper(reference).build()));
  }

  @Test
  void atMostThreeSimilarTitlesAreGiven() throws IOException {
    UnknownPaper unknown = new PaperFinder(few.index()).unknown("a steady wind in prime kites");

    assertEquals(3, unknown.similarTitles().size());
  }

  // What is in the list

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theNearestPapersComeFirstAndNoSeedIsAmongThem(Mode mode) throws IOException {
    Recommendations answer = many.answer(like(0, 12).mode(mode).limit(30));

    List<Double> scores = answer.hits().stream().map(Recommendation::score).toList();
    assertEquals(scores.stream().sorted(Collections.reverseOrder()).toList(), scores);
    assertFalse(papers(answer).contains(papers.get(0)) || papers(answer).contains(papers.get(12)));
    long sameSubject =
        papers(answer).stream().filter(paper -> papers.indexOf(paper) % 12 == 0).count();
    assertTrue(sameSubject >= 20, () -> sameSubject + " of 30, " + seed());
  }

  @Test
  void aTextFindsThePaperItIsTakenFrom() throws IOException {
    Paper paper = papers.get(7);
    String pasted = "  " + paper.title() + "\n\n" + paper.abstractText();

    assertEquals(paper, many.papers(Request.likeText(pasted)).getFirst());
    assertEquals(paper, many.papers(Request.likeText(pasted).mode(Mode.DENSE)).getFirst());
    assertEquals(paper, many.papers(Request.likeText(pasted).mode(Mode.LEXICAL)).getFirst());
  }

  @Test
  void aTextThatIsAPapersOwnScoresAboutOne() throws IOException {
    Recommendation hit =
        few.answer(Request.likeText("Kites in a steady wind").mode(Mode.DENSE)).hits().getFirst();

    assertEquals(KITES, hit.paper());
    assertEquals(1, hit.score(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void thereAreAsManyHitsAsAskedFor(int limit) throws IOException {
    List<Paper> all = few.papers(Request.likePaper("toy:K-1"));

    assertEquals(3, all.size());
    assertEquals(
        all.subList(0, Math.min(3, limit)), few.papers(Request.likePaper("toy:K-1").limit(limit)));
  }

  @Test
  void aListOfAThousandIsNeitherLongerNorHasAnotherPage() throws IOException {
    try (Library library = Library.of(own, Library.clustered(1_100, RANDOM))) {
      Recommendations answer = library.answer(Request.likePaper("2101.00000").limit(1_000));

      assertEquals(1_000, answer.hits().size());
      assertEquals(Optional.empty(), answer.nextCursor());
    }
  }

  @Test
  void anIndexOfOnePaperHasNothingRelated() throws IOException {
    try (Library library = Library.of(own, KITES)) {
      Recommendations answer = library.answer(Request.likePaper("toy:K-1").explained(true));

      assertEquals(List.of(), answer.hits());
      assertEquals(Optional.empty(), answer.nextCursor());
      assertEquals(List.of(), answer.excluded());
    }
  }

  @Test
  void anAnswerSaysHowItWasMade() throws IOException {
    Outcome.Made made = few.answer(Request.likePaper("toy:K-1").mode(Mode.DENSE)).made();

    assertEquals("toy", made.model());
    assertEquals(Mode.DENSE, made.mode());
    assertTrue(made.exact());
    assertEquals(OptionalDouble.of(1), made.recall());
    assertEquals(4, made.papers());
  }

  // Seeds

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theOrderOfSeedsChangesNothing(Mode mode) throws IOException {
    List<Seed> positives = new ArrayList<>(seeds(3, 77, 140, 215));
    positives.add(new Seed.OfText(papers.get(300).abstractText(), 0.3));
    positives.add(new Seed.OfPaper(papers.get(5).id().text(), 7.1));
    positives.add(text(papers.get(301).title()));
    List<Seed> negatives = new ArrayList<>(seeds(31, 99));
    negatives.add(new Seed.OfText(papers.get(400).title(), 0.7));
    var before =
        scores(many.answer(Request.like(positives).negatives(negatives).mode(mode).limit(200)));
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(positives, new Random(RANDOM.nextLong()));
      Collections.shuffle(negatives, new Random(RANDOM.nextLong()));

      Request.Builder shuffled = Request.like(positives).negatives(negatives).mode(mode).limit(200);

      assertEquals(before, scores(many.answer(shuffled)), seed());
    }
  }

  @Test
  void theOrderOfIngestChangesNothing() throws IOException {
    List<Paper> shuffled = new ArrayList<>(papers);
    Collections.shuffle(shuffled, new Random(RANDOM.nextLong()));
    try (Library other = Library.of(own, shuffled.subList(0, 100))) {
      other.add(shuffled.subList(100, 350));
      other.add(shuffled.subList(350, shuffled.size()));
      other.reopen();
      for (Mode mode : Mode.values()) {
        Request.Builder request =
            like(1, 50).negatives(seeds(9)).mode(mode).limit(100).grouped(true).diversity(0.3);

        Recommendations here = many.answer(request);
        Recommendations there = other.answer(request);

        assertEquals(scores(here), scores(there), seed());
        assertEquals(groups(here), groups(there), seed());
      }
    }
  }

  @Test
  void aSeedThatIsNamedTwiceCountsTwice() throws IOException {
    Seed once = paper(papers.get(1));
    Seed again = paper(papers.get(1).title());
    Seed twice = new Seed.OfPaper(papers.get(1).id().text(), 2);
    Seed other = paper(papers.get(2));

    var named = scores(many.answer(Request.like(List.of(once, other, again))));

    assertEquals(scores(many.answer(Request.like(List.of(other, twice)))), named);
    assertNotEquals(scores(many.answer(Request.like(List.of(other, once)))), named);
  }

  @Test
  void onlyTheProportionsOfWeightsMatter() throws IOException {
    String one = papers.get(1).id().text();
    String two = papers.get(2).id().text();

    var small =
        many.answer(Request.like(List.of(new Seed.OfPaper(one, 0.5), new Seed.OfPaper(two, 0.25))));
    var large =
        many.answer(Request.like(List.of(new Seed.OfPaper(one, 200), new Seed.OfPaper(two, 100))));

    assertEquals(scores(small), scores(large));
  }

  @Test
  void positivesComeBeforeNegativesAmongTheSeeds() throws IOException {
    Recommendations answer = many.answer(like(40).negatives(seeds(3)));

    assertEquals(List.of(papers.get(40), papers.get(3)), answer.seeds());
  }

  @Test
  void aNegativeMovesItsNeighboursDownAndItsRemovalRestoresTheList() throws IOException {
    int lowered = 0;
    int cases = 100;
    for (int i = 0; i < cases; i++) {
      Seed positive = paper(papers.get(RANDOM.nextInt(papers.size())));
      Paper negative = papers.get(RANDOM.nextInt(papers.size()));
      List<Paper> near = many.papers(Request.like(List.of(paper(negative))).limit(10));
      Request.Builder plain = Request.like(List.of(positive)).limit(1_000);
      Recommendations before = many.answer(plain);

      List<Paper> without = new ArrayList<>(papers(before));
      without.remove(negative);
      Request.Builder request =
          Request.like(List.of(positive)).limit(1_000).negatives(List.of(paper(negative)));
      List<Paper> with = many.papers(request);

      lowered += meanRank(near, with) > meanRank(near, without) ? 1 : 0;
      if (i % 10 == 0) {
        assertEquals(scores(before), scores(many.answer(plain.negatives(List.of()))), seed());
      }
    }
    int count = lowered;
    assertTrue(lowered >= 95, () -> count + " of " + cases + " lowered, " + seed());
  }

  private static double meanRank(List<Paper> some, List<Paper> list) {
    return some.stream().filter(list::contains).mapToInt(list::indexOf).average().orElse(0);
  }

  // Filters and empty answers

  @Test
  void onlyPapersThatPassTheFilterAreRecommended() throws IOException {
    List<PaperId> among = papers.subList(100, 120).stream().map(Paper::id).toList();
    PaperFilter filter = new PaperFilter(List.of(new Condition.Among(among)));

    Recommendations answer = many.answer(like(0).filter(filter).limit(50));

    assertEquals(Set.copyOf(papers.subList(100, 120)), Set.copyOf(papers(answer)));
  }

  @Test
  void anEmptyAnswerSaysWhatEachConditionLeavesOut() throws IOException {
    Paper code = Paper.titled("Winds of code").categories(List.of("cs.CL")).build();
    Paper dated = Paper.titled("Winds of old").published(PublicationDate.parse("1990")).build();
    try (Library library = Library.of(own, KITES, code, dated)) {
      PaperFilter filter =
          new PaperFilter(
              List.of(
                  new Condition.InCategory(List.of("cs.CL")),
                  new Condition.Published(Optional.of(LocalDate.of(1980, 1, 1)), Optional.empty()),
                  new Condition.FromSource(List.of("acl"))));

      Recommendations answer = library.answer(Request.likePaper("toy:K-1").filter(filter));

      assertEquals(List.of(), answer.hits());
      assertEquals(
          List.of(
              new Excluded("categories", 2),
              new Excluded("published", 2),
              new Excluded("source", 3)),
          answer.excluded());
    }
  }

  @Test
  void anEmptyAnswerSaysHowManyPapersScoreTooLittle() throws IOException {
    Recommendations answer = few.answer(Request.likePaper("toy:K-1").minScore(5));

    assertEquals(List.of(), answer.hits());
    assertEquals(List.of(new Excluded("min_score", 3)), answer.excluded());
  }

  @Test
  void papersBelowTheLeastScoreAreLeftOut() throws IOException {
    Recommendations all = many.answer(like(0).limit(200));
    double least = all.hits().get(20).score();

    assertEquals(
        scores(all).subList(0, 21), scores(many.answer(like(0).limit(200).minScore(least))));
  }

  // The order of the list

  @Test
  void diversityChangesTheOrderOfAListAndNotItsPapers() throws IOException {
    List<String> plain = many.pages(like(0, 1).limit(40));

    for (double diversity : new double[] {0.1, 0.5, 1}) {
      List<String> other = many.pages(like(0, 1).limit(40).diversity(diversity));

      assertNotEquals(plain, other);
      assertEquals(Set.copyOf(plain), Set.copyOf(other));
      assertEquals(plain.getFirst(), other.getFirst());
    }
    assertEquals(plain, many.pages(like(0, 1).limit(40).diversity(0)));
  }

  @Test
  void withDiversityAloneTheFirstAreLessAlike() throws IOException {
    double plain = meanCosine(many.papers(like(0, 1).limit(10)));

    double diverse = meanCosine(many.papers(like(0, 1).limit(10).diversity(1)));

    assertTrue(diverse < plain, () -> diverse + " after " + plain + ", " + seed());
  }

  private static double meanCosine(List<Paper> some) throws IOException {
    double sum = 0;
    for (Paper one : some) {
      for (Paper other : some) {
        sum +=
            many.index()
                .find(one.id())
                .orElseThrow()
                .embedding()
                .cosine(many.index().find(other.id()).orElseThrow().embedding());
      }
    }
    return sum / some.size() / some.size();
  }

  @Test
  void anOlderPaperCountsLessByItsHalfLife() throws IOException {
    try (Library library = Library.of(own, aged())) {
      Map<String, Double> plain = byAge(library.answer(Request.likeText("winds and kites")));

      Map<String, Double> decayed =
          byAge(library.answer(Request.likeText("winds and kites").halfLifeDays(365)));

      for (Map.Entry<String, Double> entry :
          Map.of("today", 1.0, "tomorrow", 1.0, "a year", 0.5, "two years", 0.25, "no date", 0.5)
              .entrySet()) {
        assertEquals(
            plain.getOrDefault(entry.getKey(), 0.0) * entry.getValue(),
            decayed.getOrDefault(entry.getKey(), -1.0),
            1e-12,
            entry.getKey());
      }
    }
  }

  @Test
  void amongEqualsTheNewerComesFirstAndOneWithoutADateCountsAsOneHalfLifeOld() throws IOException {
    try (Library library = Library.of(own, aged())) {
      Request.Builder request =
          Request.likeText("winds and kites").halfLifeDays(365).mode(Mode.LEXICAL);

      List<String> venues =
          library.papers(request).stream().map(paper -> paper.venue().orElse("")).toList();

      assertEquals(Set.of("today", "tomorrow"), Set.copyOf(venues.subList(0, 2)));
      assertEquals(Set.of("a year", "no date"), Set.copyOf(venues.subList(2, 4)));
      assertEquals("two years", venues.get(4));
    }
  }

  /** Papers of as many words, with the same two that are looked for: only their age differs. */
  private static List<Paper> aged() {
    return List.of(
        aged("two years", Optional.of("2024-06-01")),
        aged("no date", Optional.empty()),
        aged("a year", Optional.of("2025-06-01")),
        aged("tomorrow", Optional.of("2026-06-02")),
        aged("today", Optional.of("2026-06-01")));
  }

  private static Paper aged(String age, Optional<String> date) {
    Paper other = Library.clustered(1, RANDOM).getFirst();
    Paper.Builder paper =
        Paper.titled("Winds and kites: " + other.title())
            .venue(age)
            .abstractText(other.abstractText());
    date.ifPresent(day -> paper.published(PublicationDate.parse(day)));
    return paper.build();
  }

  private static Map<String, Double> byAge(Recommendations answer) {
    Map<String, Double> scores = new HashMap<>();
    answer.hits().forEach(hit -> scores.put(hit.paper().venue().orElse(""), hit.score()));
    return scores;
  }

  @Test
  void theNewestOrTheMostVotedComeFirstWhereAskedFor() throws IOException {
    List<Paper> some = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Paper.Builder paper =
          Paper.titled(papers.get(i).title())
              .abstractText(papers.get(i).abstractText())
              .venue("v" + i);
      if (i != 2) {
        paper.published(PublicationDate.parse("%d-03".formatted(2000 + i * 7 % 5)));
      }
      if (i != 4) {
        paper.upvotes(i * 5 % 7);
      }
      some.add(paper.build());
    }
    try (Library library = Library.of(own, some)) {
      Request.Builder request = Request.likeText("anything");

      List<Paper> newest = library.papers(request.order(Order.NEWEST));
      List<Paper> votes = library.papers(request.order(Order.UPVOTES));

      assertEquals(Set.copyOf(some), Set.copyOf(newest));
      List<Integer> years =
          newest.stream()
              .map(paper -> paper.published().map(PublicationDate::year).orElse(0))
              .toList();
      assertEquals(years.stream().sorted(Collections.reverseOrder()).toList(), years);
      List<Integer> counts = votes.stream().map(paper -> paper.upvotes().orElse(-1)).toList();
      assertEquals(counts.stream().sorted(Collections.reverseOrder()).toList(), counts);
    }
  }

  // Groups

  @Test
  void papersOfOneSubjectAreInOneGroupAndThoseOfTwoInTwo() throws IOException {
    List<PaperId> two = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      two.add(papers.get(12 * i).id());
      two.add(papers.get(12 * i + 5).id());
    }
    PaperFilter filter = new PaperFilter(List.of(new Condition.Among(two)));

    Recommendations answer =
        many.answer(Request.likeText("anything").filter(filter).limit(40).grouped(true));

    Map<Integer, Set<Integer>> subjects = new HashMap<>();
    for (Recommendation hit : answer.hits()) {
      subjects
          .computeIfAbsent(hit.group().orElseThrow(), _ -> new TreeSet<>())
          .add(papers.indexOf(hit.paper()) % 12);
    }
    assertTrue(subjects.size() >= 2, () -> subjects + " " + seed());
    assertTrue(
        subjects.values().stream().allMatch(some -> some.size() == 1),
        () -> subjects + " " + seed());
    assertEquals(OptionalInt.of(0), answer.hits().getFirst().group());
  }

  @Test
  void withoutGroupsNoPaperHasOne() throws IOException {
    assertTrue(groups(many.answer(like(0))).stream().allMatch(OptionalInt::isEmpty));
  }

  private static List<OptionalInt> groups(Recommendations answer) {
    return answer.hits().stream().map(Recommendation::group).toList();
  }

  @Test
  void requestsAreAnsweredByManyThreadsAtOnce() throws Exception {
    var expected = ids(many.answer(like(0).limit(50)));
    List<Thread> threads = new ArrayList<>();
    List<List<String>> answers = Collections.synchronizedList(new ArrayList<>());
    Recommender recommender =
        new Recommender(
            many.index(),
            _ -> {
              throw new AssertionError("a request for papers alone needs no encoder");
            },
            java.time.InstantSource.system());
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      answers.add(ids(found(recommender.recommend(like(0).limit(50).build()))));
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(Collections.nCopies(8, expected), answers);
  }
}
