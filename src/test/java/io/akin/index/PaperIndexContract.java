package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.TextRecipe;
import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.SourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every index must do, whatever its engine. A failure names the seed to repeat it with. */
public abstract class PaperIndexContract {
  private static final int DIMENSION = 48;
  private static final Doi PUNCTUATED = new Doi("10.1002/(sici)1097(19980815)17:15<1::aid>3;2-#");

  private final long seed = Long.getLong("tests.seed", System.nanoTime());
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  /** An index of the papers, which are added in the given order. */
  protected abstract PaperIndex indexOf(IndexManifest manifest, List<IndexedPaper> papers)
      throws IOException;

  /** An index of the papers, of which some are then removed again. */
  protected abstract PaperIndex indexWithout(
      Collection<IndexedPaper> removed, IndexManifest manifest, List<IndexedPaper> papers)
      throws IOException;

  @Test
  void papersThatWereRemovedAreFoundByNothing() throws IOException {
    List<IndexedPaper> papers = randomPapers(300);
    List<IndexedPaper> removed = papers.subList(50, 80);
    List<IndexedPaper> left = new ArrayList<>(papers);
    left.removeAll(removed);
    try (PaperIndex index = indexWithout(removed, manifest(DIMENSION), papers);
        PaperIndex exact = new FlatIndex(manifest(DIMENSION), left)) {
      assertEquals(270, index.size());
      assertEquals(left, scanOf(index), this::repeat);
      for (IndexedPaper gone : removed) {
        assertEquals(Optional.empty(), index.find(gone.paper().id()));
        List<Hit> hits = index.nearest(new KnnQuery(gone.embedding(), 10));
        assertEquals(10, shared(hits, exact.nearest(new KnnQuery(gone.embedding(), 10))));
        assertFalse(index.titled(gone.paper().title(), 5).contains(gone.paper()));
      }
    }
  }

  @Test
  void removingOneOfTwoPapersThatShareAnIdentifierLeavesTheOther() throws IOException {
    IndexedPaper talk = indexed(known("10.1000/talk"), 1, 0);
    IndexedPaper article = indexed(known("10.1000/article"), 0, 1);
    try (PaperIndex index = indexWithout(List.of(talk), manifest(2), List.of(talk, article))) {
      assertEquals(Optional.of(article), index.find(new ArxivId("2101.00001")));
      assertEquals(Optional.empty(), index.find(new Doi("10.1000/talk")));
      assertEquals(List.of(article), scanOf(index));
    }
  }

  private static Paper known(String doi) {
    return Paper.titled("Winds").ids(List.of(new ArxivId("2101.00001"), new Doi(doi))).build();
  }

  @Test
  void findsWhatAnExactScanFinds() throws IOException {
    List<IndexedPaper> papers = randomPapers(1_000);
    try (PaperIndex index = indexOf(manifest(DIMENSION), papers);
        PaperIndex exact = new FlatIndex(manifest(DIMENSION), papers)) {
      for (Embedding query : randomVectors(50)) {
        List<Hit> hits = index.nearest(new KnnQuery(query, 10));
        List<Hit> expected = exact.nearest(new KnnQuery(query, 10));
        assertEquals(10, Set.copyOf(hits).size(), this::repeat);
        for (int i = 0; i < 10; i++) {
          // Papers that float32 cannot tell apart may come in either order.
          double cosine = query.cosine(embeddingOf(hits.get(i), papers));
          assertEquals(expected.get(i).cosine(), cosine, 1e-6, this::repeat);
          assertEquals(cosine, hits.get(i).cosine(), 1e-6, this::repeat);
        }
      }
    }
  }

  /** Finds gross faults only, in an index large enough that an engine walks its graph. */
  @Test
  void findsMostOfWhatAnExactScanFindsAmongMany() throws IOException {
    List<IndexedPaper> papers = randomPapers(6_000);
    List<Embedding> queries = randomVectors(50);
    try (PaperIndex index = indexOf(manifest(DIMENSION), papers);
        PaperIndex exact = new FlatIndex(manifest(DIMENSION), papers)) {
      int found = 0;
      for (Embedding query : queries) {
        List<Hit> hits = index.nearest(new KnnQuery(query, 10));
        found += shared(hits, exact.nearest(new KnnQuery(query, 10)));
        assertSortedWithTrueCosines(hits, query, papers);
      }
      double recall = found / (10.0 * queries.size());
      assertTrue(recall >= 0.9, () -> "recall@10 was %.3f; %s".formatted(recall, repeat()));
    }
  }

  private void assertSortedWithTrueCosines(
      List<Hit> hits, Embedding query, List<IndexedPaper> papers) {
    double last = 1;
    for (Hit hit : hits) {
      assertEquals(query.cosine(embeddingOf(hit, papers)), hit.cosine(), 1e-6, this::repeat);
      assertTrue(hit.cosine() <= last, this::repeat);
      last = hit.cosine();
    }
  }

  @Test
  void tiesAreBrokenByIdentifier() throws IOException {
    List<PaperId> ids =
        List.of(
            new ArxivId("2101.00001"),
            new ArxivId("2101.00002"),
            new ArxivId("hep-th/9901001"),
            new Doi("10.1000/abc"),
            new SourceId("acl", "2022.toy-1.1"),
            new SourceId("zbl", "1"));
    List<IndexedPaper> papers = new ArrayList<>();
    for (PaperId id : ids) {
      papers.add(indexed(paper(id), 0.6f, 0.8f));
    }
    papers.add(indexed(paper(new ArxivId("1901.00001")), 0, 1));
    Collections.shuffle(papers, random);
    try (PaperIndex index = indexOf(manifest(2), papers)) {
      Embedding query = Embedding.ofUnit(new float[] {1, 0});

      for (int k = 1; k <= ids.size(); k++) {
        assertEquals(
            ids.subList(0, k),
            index.nearest(new KnnQuery(query, k)).stream().map(hit -> hit.paper().id()).toList(),
            this::repeat);
      }
    }
  }

  @Test
  void theOrderOfAddingDoesNotChangeAnswers() throws IOException {
    List<IndexedPaper> papers = randomPapers(500);
    papers.add(new IndexedPaper(paper(new Doi("10.1000/twin")), papers.getFirst().embedding(), ""));
    List<IndexedPaper> shuffled = new ArrayList<>(papers);
    Collections.shuffle(shuffled, random);
    try (PaperIndex one = indexOf(manifest(DIMENSION), papers);
        PaperIndex other = indexOf(manifest(DIMENSION), shuffled)) {
      for (Embedding query : randomVectors(20)) {
        KnnQuery knn = new KnnQuery(query, 25);
        assertEquals(one.nearest(knn), other.nearest(knn), this::repeat);
      }
      assertEquals(scanOf(one), scanOf(other), this::repeat);
    }
  }

  @Test
  void findsAPaperByEachOfItsIdentifiers() throws IOException {
    IndexedPaper known =
        indexed(
            Paper.titled("Winds over small islands")
                .ids(
                    List.of(
                        new ArxivId("hep-th/9901001"),
                        PUNCTUATED,
                        new SourceId("acl", "2022.Toy-1/1:A")))
                .build(),
            1,
            0);
    IndexedPaper namesake = indexed(paper(new ArxivId("math/9901001")), 0, 1);
    try (PaperIndex index = indexOf(manifest(2), List.of(known, namesake))) {
      assertEquals(4, known.paper().ids().size());
      for (PaperId id : known.paper().ids()) {
        assertEquals(Optional.of(known), index.find(id), id.text());
      }
      assertEquals(Optional.of(namesake), index.find(new ArxivId("math/9901001")));
    }
  }

  @Test
  void findsNothingByAnIdentifierItDoesNotKnow() throws IOException {
    try (PaperIndex index =
        indexOf(manifest(2), List.of(indexed(paper(new ArxivId("2101.00001")), 1, 0)))) {
      assertEquals(Optional.empty(), index.find(new ArxivId("2101.00002")));
      assertEquals(Optional.empty(), index.find(new Doi("10.1000/2101.00001")));
      assertEquals(Optional.empty(), index.find(new LocalId("0123456789abcdef")));
    }
  }

  @Test
  void fewerPapersThanWantedAreAllFound() throws IOException {
    List<IndexedPaper> papers =
        List.of(
            indexed(paper(new ArxivId("2101.00001")), -1, 0),
            indexed(paper(new ArxivId("2101.00002")), 0, 1),
            indexed(paper(new ArxivId("2101.00003")), 1, 0));
    try (PaperIndex index = indexOf(manifest(2), papers)) {
      List<Hit> hits = index.nearest(new KnnQuery(Embedding.ofUnit(new float[] {1, 0}), 1_000));

      assertEquals(
          List.of(
              new Hit(papers.get(2).paper(), 1),
              new Hit(papers.get(1).paper(), 0),
              new Hit(papers.get(0).paper(), -1)),
          hits);
      assertEquals(3, index.size());
    }
  }

  @Test
  void anEmptyIndexAnswersWithNothing() throws IOException {
    try (PaperIndex index = indexOf(manifest(2), List.of())) {
      assertEquals(0, index.size());
      assertEquals(
          List.of(), index.nearest(new KnnQuery(Embedding.ofUnit(new float[] {1, 0}), 10)));
      assertEquals(List.of(), index.titled("winds", 3));
      assertEquals(Optional.empty(), index.find(new ArxivId("2101.00001")));
      assertEquals(List.of(), scanOf(index));
    }
  }

  @Test
  void aVectorOfAnotherDimensionIsRefused() throws IOException {
    try (PaperIndex index =
        indexOf(manifest(2), List.of(indexed(paper(new ArxivId("2101.00001")), 1, 0)))) {
      KnnQuery query = new KnnQuery(Embedding.ofUnit(new float[] {1, 0, 0}), 1);

      var refused = assertThrows(IllegalArgumentException.class, () -> index.nearest(query));
      assertTrue(
          refused.toString().contains("2") && refused.toString().contains("3"), refused.toString());
    }
  }

  @Test
  void scanGivesBackEveryPaperInTheOrderOfIdentifiers() throws IOException {
    List<IndexedPaper> papers = randomPapers(20);
    for (PaperId id :
        List.of(
            new ArxivId("hep-th/9901001"),
            PUNCTUATED,
            new SourceId("acl", "2022.toy-1.1"),
            new SourceId("zbl", "1"))) {
      papers.add(new IndexedPaper(paper(id), randomVectors(1).getFirst(), "hash of " + id));
    }
    papers.add(
        new IndexedPaper(
            Paper.titled("Known by its title alone")
                .abstractText("It has an abstract, too.")
                .authors(List.of(new Author("Ada Example"), new Author("Bo Example")))
                .published(PublicationDate.parse("2020-02"))
                .build(),
            randomVectors(1).getFirst(),
            "hash"));
    Collections.shuffle(papers, random);
    try (PaperIndex index = indexOf(manifest(DIMENSION), papers)) {
      papers.sort(Comparator.comparing(indexed -> indexed.paper().id()));

      assertEquals(papers, scanOf(index), this::repeat);
    }
  }

  @Test
  void whatTheConsumerOfAScanThrowsEndsTheScan() throws IOException {
    List<IndexedPaper> taken = new ArrayList<>();
    try (PaperIndex index = indexOf(manifest(DIMENSION), randomPapers(5))) {
      var thrown =
          assertThrows(
              IOException.class,
              () ->
                  index.scan(
                      indexed -> {
                        taken.add(indexed);
                        throw new IOException("the disk is full");
                      }));

      assertEquals("the disk is full", thrown.getMessage());
      assertEquals(1, taken.size());
    }
  }

  @Test
  void titlesThatShareMoreWordsComeFirst() throws IOException {
    Paper winds = Paper.titled("Winds over small islands").build();
    Paper waves = Paper.titled("Waves near small harbours").build();
    Paper knots = Paper.titled("Classifying prime knots").build();
    List<IndexedPaper> papers =
        List.of(indexed(knots, 1, 0), indexed(waves, 0, 1), indexed(winds, 0.6f, 0.8f));
    try (PaperIndex index = indexOf(manifest(2), papers)) {
      assertEquals(List.of(winds, waves), index.titled("SMALL islands, winds!", 3));
      assertEquals(List.of(winds), index.titled("small islands winds", 1));
      assertEquals(List.of(), index.titled("volcanoes", 3));
    }
  }

  @Test
  void wordsAreNotReadAsAQueryLanguage() throws IOException {
    Paper knots = Paper.titled("Classifying prime knots").build();
    try (PaperIndex index = indexOf(manifest(2), List.of(indexed(knots, 1, 0)))) {
      assertEquals(List.of(knots), index.titled("knots AND (\"NOT [a TO *]: \\ ~9^", 3));
      assertEquals(List.of(knots), index.titled("prime " + "*? ".repeat(10_000), 3));
      assertEquals(List.of(), index.titled("*:*", 3));
      assertEquals(List.of(), index.titled(" ", 3));
      assertEquals(List.of(), index.titled("", 3));
    }
  }

  @Test
  void tellsWhatItWasMadeWith() throws IOException {
    try (PaperIndex index = indexOf(manifest(2), List.of())) {
      assertEquals(manifest(2), index.manifest());
    }
  }

  /** Papers in clusters, as papers are, each with an arXiv identifier. */
  private List<IndexedPaper> randomPapers(int n) {
    List<Embedding> vectors = randomVectors(n);
    List<IndexedPaper> papers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      PaperId id = new ArxivId("2101.%05d".formatted(i));
      papers.add(new IndexedPaper(paper(id), vectors.get(i), "hash " + i));
    }
    return papers;
  }

  /** Unit vectors around 40 centres, which are the same for every call with one dimension. */
  private List<Embedding> randomVectors(int n) {
    RandomGenerator ofCentres = RandomGeneratorFactory.of("L64X128MixRandom").create(40);
    float[][] centres = new float[40][DIMENSION];
    for (float[] centre : centres) {
      addNoise(centre, ofCentres);
    }
    List<Embedding> vectors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[] vector = centres[random.nextInt(centres.length)].clone();
      addNoise(vector, random);
      vectors.add(Embedding.normalised(vector));
    }
    return vectors;
  }

  private static void addNoise(float[] vector, RandomGenerator random) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] += (float) random.nextGaussian();
    }
  }

  private static IndexManifest manifest(int dimension) {
    return new IndexManifest(
        new HashingEncoder("toy", dimension).space(),
        TextRecipe.TITLE_ABSTRACT.id(),
        new HnswOptions(12, 50));
  }

  private static Paper paper(PaperId id) {
    return Paper.titled("About " + id.text()).ids(List.of(id)).build();
  }

  private static IndexedPaper indexed(Paper paper, float... unit) {
    return new IndexedPaper(paper, Embedding.ofUnit(unit), "hash of " + paper.title());
  }

  private static Embedding embeddingOf(Hit hit, List<IndexedPaper> papers) {
    return papers.stream()
        .filter(indexed -> indexed.paper().id().equals(hit.paper().id()))
        .findFirst()
        .orElseThrow()
        .embedding();
  }

  private static int shared(List<Hit> some, List<Hit> others) {
    Set<Paper> papers = some.stream().map(Hit::paper).collect(Collectors.toSet());
    return (int) others.stream().map(Hit::paper).filter(papers::contains).count();
  }

  private static List<IndexedPaper> scanOf(PaperIndex index) throws IOException {
    List<IndexedPaper> papers = new ArrayList<>();
    index.scan(papers::add);
    return papers;
  }

  private String repeat() {
    return "repeat with -Dtests.seed=" + seed;
  }
}
