package io.akin.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.index.IndexedPaper;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
  private static final HashingEncoder ENCODER = new HashingEncoder("words", 64);

  private static final List<List<String>> SUBJECTS =
      List.of(
          List.of("kite", "string", "wind", "sail", "gust", "harness"),
          List.of("bread", "dough", "oven", "yeast", "crust", "flour"),
          List.of("violin", "bow", "varnish", "spruce", "bridge", "luthier"));

  @Test
  void theOrderOfPapersAndTheNumberOfThreadsDoNotShow() throws Exception {
    List<IndexedPaper> papers = new ArrayList<>(papers(0, 120));
    String digest = run(new Method.KMeans(OptionalInt.empty()), papers, 1).digest();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);

    for (int threads = 1; threads <= 5; threads++) {
      Collections.shuffle(papers, random);
      assertEquals(digest, run(new Method.KMeans(OptionalInt.empty()), papers, threads).digest());
    }
  }

  @Test
  void eachStepIsToldOfOnceAndWhatIsDoneOnlyGrows() throws Exception {
    List<String> steps = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    Progress progress =
        (step, done, of) -> {
          double share = of == 0 ? 1 : (double) done / of;
          if (!steps.isEmpty() && steps.getLast().equals(step)) {
            assertTrue(share >= shares.getLast(), step + " went back to " + share);
            shares.removeLast();
          } else {
            assertFalse(steps.contains(step), step + " begins again after " + steps);
            steps.add(step);
          }
          shares.add(share);
        };

    new Experiment(Method.DEFAULT, 0, new Workers(2, progress))
        .run(ENCODER.space(), papers(0, 600));

    assertTrue(steps.size() > 4, steps::toString);
    assertEquals(Collections.nCopies(steps.size(), 1.0), shares, steps::toString);
  }

  @Test
  void anotherSeedIsAnotherExperiment() throws Exception {
    List<IndexedPaper> papers = papers(0, 120);

    Atlas one = new Experiment(Method.DEFAULT, 1, workers(2)).run(ENCODER.space(), papers);
    Atlas other = new Experiment(Method.DEFAULT, 2, workers(2)).run(ENCODER.space(), papers);

    assertEquals(1, one.provenance().seed());
    assertEquals(one.provenance().corpus(), other.provenance().corpus());
    assertTrue(!one.digest().equals(other.digest()));
  }

  @Test
  void papersAboutOneThingAreInOneTopicThatIsNamedAfterIt() throws Exception {
    Atlas atlas = run(new Method.KMeans(OptionalInt.of(3)), papers(0, 120), 2);

    assertEquals(3, finest(atlas).size());
    for (Topic topic : finest(atlas)) {
      assertEquals(40, topic.papers());
      assertTrue(
          SUBJECTS.stream().anyMatch(words -> words.stream().anyMatch(topic.name()::contains)),
          topic.name());
    }
    Map<Integer, Set<Integer>> subjects = new HashMap<>();
    for (int row = 0; row < atlas.size(); row++) {
      subjects.computeIfAbsent(atlas.topic(row), _ -> new HashSet<>()).add(row % 3);
    }
    subjects.values().forEach(one -> assertEquals(1, one.size()));
  }

  @Test
  void denseGroupsAreFoundWithoutBeingCounted() throws Exception {
    Atlas atlas = run(new Method.Hdbscan(10, false), papers(0, 120), 2);

    assertEquals(3, finest(atlas).size());
    assertEquals(0, atlas.noise());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20})
  void fewPapersAreAnAtlasToo(int papers) throws Exception {
    for (Method method : List.of(Method.DEFAULT, new Method.Hdbscan(10, true))) {
      Atlas atlas = run(method, papers(0, papers), 2);

      assertEquals(papers, atlas.size());
      for (int row = 0; row < papers; row++) {
        assertTrue(Float.isFinite(atlas.x(row)) && Float.isFinite(atlas.y(row)));
      }
    }
  }

  @Test
  void papersThatAreAllTheSameAreOneTopic() throws Exception {
    Embedding same = ENCODER.encode(List.of("kites")).getFirst();
    List<IndexedPaper> papers =
        IntStream.range(0, 20).mapToObj(i -> paper(i, "Kites", "", same)).toList();

    Atlas atlas = run(Method.DEFAULT, papers, 2);

    assertEquals(1, atlas.topics().size());
    assertEquals(20, atlas.topics().getFirst().papers());
  }

  @Test
  void whatIsAddedFindsItsPlaceAndWhatWasThereKeepsItsOwn() throws Exception {
    List<IndexedPaper> all = papers(0, 150);
    Experiment experiment = new Experiment(new Method.KMeans(OptionalInt.of(3)), 0, workers(2));
    Atlas old = experiment.run(ENCODER.space(), all.subList(0, 120));
    List<IndexedPaper> later = new ArrayList<>(all);
    IndexedPaper removed = later.remove(5);

    Atlas extended = experiment.extend(old, ENCODER.space(), later);

    assertEquals(149, extended.size());
    assertTrue(extended.row(removed.paper().id()).isEmpty());
    for (IndexedPaper paper : later) {
      int row = extended.row(paper.paper().id()).orElseThrow();
      OptionalInt before = old.row(paper.paper().id());
      if (before.isPresent()) {
        assertEquals(old.x(before.getAsInt()), extended.x(row));
        assertEquals(old.y(before.getAsInt()), extended.y(row));
        assertEquals(old.topic(before.getAsInt()), extended.topic(row));
      }
    }
    for (int i = 120; i < 150; i++) { // each lies where its subject does
      int row = extended.row(all.get(i).paper().id()).orElseThrow();
      int peer = extended.row(all.get(i % 3).paper().id()).orElseThrow();
      assertEquals(extended.topic(peer), extended.topic(row));
    }
    assertEquals(149, finest(extended).stream().mapToInt(Topic::papers).sum());
    assertEquals(
        old.topics().stream().map(Topic::slug).toList(),
        extended.topics().stream().map(Topic::slug).toList());
    assertEquals(
        finest(extended).getFirst().papers(),
        finest(extended).getFirst().months().values().stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void anAtlasOfAnotherModelIsNotExtended() throws Exception {
    Atlas old = run(Method.DEFAULT, papers(0, 30), 1);
    HashingEncoder other = new HashingEncoder("others", 64);
    Experiment experiment = new Experiment(Method.DEFAULT, 0, workers(1));

    var thrown =
        assertThrows(IOException.class, () -> experiment.extend(old, other.space(), papers(0, 31)));

    assertTrue(String.valueOf(thrown.getMessage()).contains("--update"), thrown.getMessage());
  }

  private static List<Topic> finest(Atlas atlas) {
    int level = atlas.topics().getLast().level();
    return atlas.topics().stream().filter(topic -> topic.level() == level).toList();
  }

  private static Atlas run(Method method, List<IndexedPaper> papers, int threads)
      throws InterruptedException {
    return new Experiment(method, 0, workers(threads)).run(ENCODER.space(), papers);
  }

  private static Workers workers(int threads) {
    return new Workers(threads, Progress.NONE);
  }

  /** Papers about each of the subjects in turn. */
  private static List<IndexedPaper> papers(int from, int to) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    List<IndexedPaper> papers = new ArrayList<>();
    for (int i = 0; i < to; i++) {
      List<String> words = SUBJECTS.get(i % SUBJECTS.size());
      String title = words.get(random.nextInt(3)) + " and " + words.get(3 + random.nextInt(3));
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 12; j++) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      if (i >= from) {
        papers.add(
            paper(
                i,
                title,
                text.toString(),
                ENCODER.encode(List.of(title + ". " + text)).getFirst()));
      }
    }
    return papers;
  }

  private static IndexedPaper paper(int i, String title, String text, Embedding embedding) {
    Paper paper =
        Paper.titled(title)
            .ids(List.of(new ArxivId("2401.%05d".formatted(i + 1))))
            .abstractText(text)
            .published(PublicationDate.parse(YearMonth.of(2024, 1 + i % 12).toString()))
            .build();
    return new IndexedPaper(paper, embedding, "hash-" + i);
  }
}
