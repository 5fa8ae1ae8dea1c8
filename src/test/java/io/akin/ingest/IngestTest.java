package io.akin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.embedding.Embedding;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderOver;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.PaperText;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.encoder.TextRecipe;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.index.SpaceMismatchException;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.LocalId;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  /** As many records as are merged and encoded together. */
  private static final int BATCH = Ingest.BATCH;

  /** Texts that may be in the hands of the encoder's callers, one slice a core. */
  private static final int UNDER_WAY = 64 * Runtime.getRuntime().availableProcessors();

  /** Commits every batch. */
  private static final CommitPolicy POLICY = new CommitPolicy(1, Duration.ofDays(1));

  private static final CommitPolicy NEVER = new CommitPolicy(1_000_000, Duration.ofDays(1));

  private static final ArxivId ONE = new ArxivId("2101.00001");
  private static final ArxivId TWO = new ArxivId("2101.00002");
  private static final Location HERE = new Location("toy.jsonl", 1);

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void nameTheFolder() {
    folder = temporary.resolve("index");
  }

  @Test
  void everyRecordIsCounted() throws IOException {
    ingest(paper("Knots", TWO));

    IngestReport report =
        run(
            encoder(),
            List.of(
                new Read(paper("Kites", ONE), HERE, true, List.of()),
                new Rejected(HERE, "no title"),
                new Read(paper("Kites", ONE), HERE, true, List.of()),
                new Read(paper("Knots", TWO), HERE),
                new Read(withAbstract("Knots", "A table of them.", TWO), HERE),
                new Rejected(HERE, "not JSON"),
                new Read(paper("Winds"), HERE)));

    assertEquals(counts(5, 2, 3, 2, 1, 0, 3, 2), report);
    assertEquals(2, report.merged());
  }

  @Test
  void rejectedRecordsAndProgressAreToldAsTheyHappen() throws IOException {
    List<Rejected> told = new ArrayList<>();
    List<Integer> progress = new ArrayList<>();
    Rejected rejected = new Rejected(HERE, "no title");
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest());
        Ingest ingest =
            new Ingest(
                writer,
                encoder(),
                POLICY,
                InstantSource.system(),
                new IngestListener() {
                  @Override
                  public void rejected(Rejected record) {
                    told.add(record);
                  }

                  @Override
                  public void progressed(int papers, boolean encoded) {
                    progress.add(papers);
                  }
                })) {
      ingest.accept(rejected);
      assertEquals(List.of(rejected), told);
      for (Paper paper : papers(0, 200)) {
        ingest.accept(new Read(paper, HERE));
        ingest.accept(new Read(paper, HERE));
      }
      ingest.finish();
    }

    assertEquals(200, progress.stream().mapToInt(Integer::intValue).sum());
    assertTrue(progress.size() > 3, progress::toString);
  }

  @Test
  void aRunWithoutPapersLeavesAnEmptyIndex() throws IOException {
    assertEquals(counts(0, 0, 0, 0, 0, 0, 0, 0), ingest());
    assertEquals(List.of(), export());
  }

  @Test
  void aSecondRunEncodesNothingAndChangesNothing() throws IOException {
    List<Paper> papers = papers(0, 600);
    ingest(papers);
    List<IndexedPaper> before = export();

    MeteredEncoder encoder = encoder();
    IngestReport report = run(encoder, reads(papers));

    assertEquals(counts(600, 0, 600, 0, 0, 600, 0, 0), report);
    assertEquals(0, encoder.encoded);
    assertEquals(before, export());
  }

  @Test
  void textThatUnicodeDoesNotAllowIsStoredOnce() throws IOException {
    Paper broken = withAbstract("Kites \ud83e in wind", "half an emoji: \udd81", ONE);
    ingest(broken);

    assertEquals(1, ingest(broken).unchanged());
  }

  @Test
  void aRicherCopyWithTheSameTextIsNotEncodedAnew() throws IOException {
    ingest(withAbstract("Kites", "They fly.", ONE));
    Paper richer =
        Paper.titled("Kites")
            .ids(List.of(ONE, new Doi("10.1000/kites")))
            .authors(List.of(new Author("Ada Example")))
            .published(PublicationDate.parse("2021"))
            .build();

    MeteredEncoder encoder = encoder();
    IngestReport report = run(encoder, reads(List.of(richer)));

    assertEquals(counts(1, 0, 1, 0, 1, 0, 0, 0), report);
    assertEquals(0, encoder.encoded);
    IndexedPaper stored = export().getFirst();
    assertEquals("They fly.", stored.paper().abstractText());
    assertEquals(richer.authors(), stored.paper().authors());
    assertEquals(embedding("Kites. They fly."), stored.embedding());
  }

  @Test
  void aRicherCopyWithMoreTextIsEncodedAnew() throws IOException {
    ingest(paper("Kites", ONE));

    MeteredEncoder encoder = encoder();
    IngestReport report = run(encoder, reads(List.of(withAbstract("Kites", "They fly.", ONE))));

    assertEquals(counts(1, 0, 1, 0, 1, 0, 1, 0), report);
    assertEquals(1, encoder.encoded);
    assertEquals(1, export().size());
    assertEquals(embedding("Kites. They fly."), export().getFirst().embedding());
  }

  @Test
  void aLanguageThatNoSourceToldIsThatOfTheText() throws IOException {
    ingest(
        withAbstract("Kites", "We let go of twelve kites, and ten of them came back.", ONE),
        withAbstract("Drachen", "Wir lassen die Drachen steigen, und sie fliegen im Wind.", TWO),
        paper("Kites", new Doi("10.1000/kites")));

    assertEquals(Optional.of("en"), find(ONE).orElseThrow().paper().language());
    assertEquals(Optional.of("de"), find(TWO).orElseThrow().paper().language());
  }

  @Test
  void aLanguageThatASourceToldIsKept() throws IOException {
    Paper told = withAbstract("Kites", "We let go of twelve kites, and ten came back.", ONE);

    ingest(told.withLanguage("nl"));

    assertEquals(Optional.of("nl"), find(ONE).orElseThrow().paper().language());
  }

  @Test
  void aLanguageThatIsToldLaterLeavesTheVectorAsItIs() throws IOException {
    Paper untold = withAbstract("Kites", "Kites, kites, kites.", ONE);
    ingest(untold);
    IndexedPaper before = find(ONE).orElseThrow();

    MeteredEncoder encoder = encoder();
    run(encoder, reads(List.of(untold.withLanguage("en"))));

    IndexedPaper after = find(ONE).orElseThrow();
    assertEquals(Optional.empty(), before.paper().language());
    assertEquals(Optional.of("en"), after.paper().language());
    assertEquals(before.contentHash(), after.contentHash());
    assertEquals(before.embedding(), after.embedding());
    assertEquals(0, encoder.encoded);
  }

  @Test
  void aPoorerCopyChangesNothing() throws IOException {
    ingest(withAbstract("Kites", "They fly.", ONE));
    List<IndexedPaper> before = export();

    assertEquals(counts(1, 0, 1, 0, 0, 1, 0, 0), ingest(paper("Kites")));
    assertEquals(before, export());
  }

  @Test
  void copiesInTwoBatchesOfOneRunCountOnce() throws IOException {
    List<Paper> papers = new ArrayList<>(papers(0, BATCH));
    papers.add(withAbstract(papers.getFirst().title(), "It came later.", TWO));
    papers.add(papers.get(1));

    IngestReport report = ingest(papers);

    assertEquals(counts(BATCH + 2, 0, BATCH, BATCH, 0, 0, BATCH + 1, 0), report);
    assertEquals(2, report.merged());
    assertEquals(BATCH, export().size());
    assertEquals("It came later.", find(TWO).orElseThrow().paper().abstractText());
  }

  @Test
  void aStoredPaperUpdatedInTwoBatchesCountsOnce() throws IOException {
    ingest(paper("Kites", ONE));
    List<Paper> papers = new ArrayList<>();
    papers.add(withAbstract("Kites", "They fly.", ONE));
    papers.addAll(papers(0, BATCH - 1));
    papers.add(withAbstract("Kites", "They fly far.", ONE));
    papers.add(paper("Kites", ONE));

    IngestReport report = ingest(papers);

    assertEquals(counts(BATCH + 2, 0, BATCH, BATCH - 1, 1, 0, BATCH + 1, 0), report);
  }

  @Test
  void aPaperThatWasUnchangedInOneBatchAndUpdatedInTheNextIsUpdated() throws IOException {
    ingest(paper("Kites", ONE));
    List<Paper> papers = new ArrayList<>();
    papers.add(paper("Kites", ONE));
    papers.addAll(papers(0, BATCH - 1));
    papers.add(withAbstract("Kites", "They fly.", ONE));

    IngestReport report = ingest(papers);

    assertEquals(1, report.updated());
    assertEquals(0, report.unchanged());
    assertEquals(BATCH, report.papers());
  }

  @Test
  void aPaperKnownByItsTitleMeetsItsCopyWithAnIdentifier() throws IOException {
    ingest(paper("Kites in a steady wind"));

    IngestReport report = ingest(paper("Kites in a Steady Wind.", ONE));

    assertEquals(1, report.updated());
    assertEquals(1, export().size());
    assertEquals(find(ONE), find(LocalId.ofTitle("kites in a steady wind")));
    assertEquals(ONE, find(ONE).orElseThrow().paper().id());
  }

  @Test
  void aPaperWithAnIdentifierMeetsItsCopyKnownByTitle() throws IOException {
    ingest(paper("Kites in a steady wind", ONE));

    assertEquals(1, ingest(withAbstract("Kites in a steady wind", "They fly.")).updated());
    assertEquals("They fly.", find(ONE).orElseThrow().paper().abstractText());
    assertEquals(1, export().size());
  }

  @Test
  void oneTitleWithTwoArxivIdentifiersStaysTwoPapers() throws IOException {
    ingest(withAbstract("Editorial", "On kites.", ONE));

    IngestReport report = ingest(withAbstract("Editorial", "On knots.", TWO));

    assertEquals(1, report.added());
    assertEquals("On kites.", find(ONE).orElseThrow().paper().abstractText());
    assertEquals("On knots.", find(TWO).orElseThrow().paper().abstractText());
  }

  @Test
  void aPaperThatLinksTwoStoredOnesTakesThePlaceOfBoth() throws IOException {
    ingest(paper("Kites in wind", ONE), paper("Kites in the wind", new Doi("10.1000/kites")));
    assertEquals(2, export().size());

    IngestReport report = ingest(paper("Kites", ONE, new Doi("10.1000/kites")));

    assertEquals(counts(1, 0, 1, 0, 1, 0, 0, 0), report);
    assertEquals(1, export().size());
    assertEquals(5, export().getFirst().paper().ids().size());
  }

  /** Two publications under one title. */
  @Test
  void papersThatDisagreeOnTheDoiDoNotDisplaceEachOther() throws IOException {
    Doi talk = new Doi("10.1000/talk");
    Doi article = new Doi("10.1000/article");
    assertEquals(2, ingest(paper("Kites", talk), paper("Kites", article)).added());

    IngestReport report = ingest(withAbstract("Kites", "They fly.", talk));

    assertEquals(counts(1, 0, 1, 0, 1, 0, 1, 0), report);
    assertEquals(2, export().size());
    assertEquals("They fly.", find(talk).orElseThrow().paper().abstractText());
    assertEquals("", find(article).orElseThrow().paper().abstractText());
  }

  @Test
  void aPaperKnownByItsTitleDoesNotTakeANamesakeWithIt() throws IOException {
    ingest(paper("Editorial"));

    IngestReport report =
        ingest(
            withAbstract("Editorial", "A long text, stored last.", ONE), paper("Editorial", TWO));

    assertEquals(counts(2, 0, 2, 1, 1, 0, 2, 0), report);
    assertEquals(2, export().size());
    assertEquals("", find(TWO).orElseThrow().paper().abstractText());
  }

  /** Facts of a few papers, told in pieces by sources that do not contradict one another's ids. */
  private static List<Paper> pieces() {
    Doi doi = new Doi("10.1000/kites");
    SourceId source = new SourceId("toy", "K-1");
    List<Paper> pieces = new ArrayList<>();
    pieces.add(paper("Kites in wind"));
    pieces.add(withAbstract("Kites in wind!", "They fly.", ONE));
    pieces.add(paper("Kites in Wind", ONE, doi));
    pieces.add(withAbstract("Kites in the wind", "They soar.", doi));
    pieces.add(
        Paper.titled("Kites")
            .ids(List.of(doi, source))
            .organisation(new Organisation("lab", "lab"))
            .published(PublicationDate.parse("2021"))
            .upvotes(3)
            .build());
    pieces.add(
        Paper.titled("Kites, again")
            .ids(List.of(source))
            .organisation(new Organisation("lab", "The Lab"))
            .published(PublicationDate.parse("2021-05"))
            .venue("Journal of Invented Results")
            .upvotes(2)
            .build());
    pieces.add(paper("Knots", TWO));
    pieces.add(withAbstract("Knots", "A table of them.", TWO));
    pieces.add(Paper.titled("Knots").authors(List.of(new Author("Ada Example"))).build());
    pieces.add(Paper.titled("Knots").authors(List.of(new Author("Bo Example"))).build());
    pieces.add(paper("Editorial", new ArxivId("2101.00003")));
    pieces.add(paper("Editorial", new ArxivId("2101.00004")));
    return pieces;
  }

  @Test
  void theOrderOfIngestDoesNotChangeTheIndex() throws IOException {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    ingest(pieces());
    List<IndexedPaper> expected = export();
    assertEquals(4, expected.size());
    for (int round = 0; round < 8; round++) {
      folder = temporary.resolve("index-" + round);
      List<Paper> pieces = pieces();
      Collections.shuffle(pieces, random);
      int cut = random.nextInt(pieces.size());

      ingest(pieces.subList(0, cut));
      ingest(pieces.subList(cut, pieces.size()));

      assertEquals(expected, export(), "repeat with -Dtests.seed=" + seed);
    }
  }

  @Test
  void aRunThatIsCutShortKeepsWhatWasCommittedAndTheNextCompletesIt() throws IOException {
    List<Paper> papers = papers(0, 3 * BATCH);
    MeteredEncoder failing = encoder();
    failing.limit = BATCH + 100;

    var failure = assertThrows(EncodeException.class, () -> run(failing, reads(papers)));
    assertEquals("the accelerator is gone", failure.getMessage());
    assertEquals(BATCH, export().size());

    MeteredEncoder encoder = encoder();
    IngestReport report = run(encoder, reads(papers));
    assertEquals(counts(3 * BATCH, 0, 3 * BATCH, 2 * BATCH, 0, BATCH, 2 * BATCH, 0), report);
    assertEquals(2 * BATCH, encoder.encoded);
    List<IndexedPaper> resumed = export();
    folder = temporary.resolve("whole");
    ingest(papers);
    assertEquals(export(), resumed);
  }

  @Test
  void whatIsHandedOverIsReadableAndDurableAfterACommit() throws IOException {
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest());
        Ingest ingest = start(writer, encoder(), NEVER, new IngestListener() {})) {
      for (Paper paper : papers(0, 10)) {
        ingest.accept(new Read(paper, HERE));
      }
      assertEquals(0, export().size());

      ingest.commit();

      assertEquals(10, export().size());
      ingest.accept(new Read(paper("Kites"), HERE));
    }
    assertEquals(10, export().size());
  }

  @Test
  void aBatchIsCommittedWhenTheIntervalIsOver() throws IOException {
    Instant[] now = {Instant.EPOCH};
    CommitPolicy policy = new CommitPolicy(1_000_000, Duration.ofSeconds(10));
    Gate encoded = new Gate();
    MeteredEncoder encoder = encoder();
    encoder.before = encoded::pass;
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest());
        Ingest ingest =
            new Ingest(writer, encoder, policy, () -> now[0], new IngestListener() {})) {
      List<Read> records = reads(papers(0, 4 * BATCH));
      records.subList(0, BATCH).forEach(record -> acceptQuietly(ingest, record));
      encoded.letBatchPass();
      records.subList(BATCH, 2 * BATCH).forEach(record -> acceptQuietly(ingest, record));
      encoded.letBatchPass();
      assertEquals(0, export().size());
      now[0] = Instant.EPOCH.plusSeconds(10);
      records.subList(2 * BATCH, 3 * BATCH).forEach(record -> acceptQuietly(ingest, record));
      encoded.letBatchPass();
      records.subList(3 * BATCH, 4 * BATCH).forEach(record -> acceptQuietly(ingest, record));
      encoded.letBatchPass();

      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> awaitPapers(BATCH));
    }
  }

  /** Holds the encoder's callers until the test lets them pass. */
  private static final class Gate {
    private final Semaphore open = new Semaphore(0);
    private final Semaphore passed = new Semaphore(0);

    void pass() {
      take(open, 1);
      passed.release();
    }

    /** Lets the encoder through with a whole batch, slice by slice. */
    void letBatchPass() {
      open.release(BATCH / 64);
      take(passed, BATCH / 64);
    }

    private static void take(Semaphore from, int permits) {
      try {
        if (!from.tryAcquire(permits, 20, TimeUnit.SECONDS)) {
          throw new IllegalStateException("waited too long");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void awaitPapers(int atLeast) throws IOException {
    while (export().size() < atLeast) {
      Thread.onSpinWait();
    }
  }

  private static void acceptQuietly(Ingest ingest, Read record) {
    try {
      ingest.accept(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readingGoesOnWhileTheEncoderIsBusyButNotWithoutBound() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    MeteredEncoder encoder = encoder();
    encoder.before = () -> await(busy);
    AtomicInteger accepted = new AtomicInteger();
    List<Paper> papers = papers(0, 20 * BATCH);
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest());
        Ingest ingest = start(writer, encoder, NEVER, new IngestListener() {})) {
      Thread reading =
          Thread.ofPlatform()
              .start(
                  () ->
                      papers.forEach(
                          paper -> {
                            acceptQuietly(ingest, new Read(paper, HERE));
                            accepted.incrementAndGet();
                          }));
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            while (reading.getState() != Thread.State.WAITING) {
              Thread.onSpinWait();
            }
          });
      int ahead = accepted.get();
      busy.countDown();
      reading.join();

      assertTrue(ahead >= 2 * BATCH && ahead <= 6 * BATCH, () -> "read ahead: " + ahead);
      assertEquals(papers.size(), ingest.finish().added());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRunThatIsStoppedStoresWhatWasEncodedAndTheNextGoesOnFromThere() throws IOException {
    List<Read> records = reads(papers(0, 3 * BATCH));
    MeteredEncoder encoder = encoder();
    long encoded;
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest());
        Ingest ingest = start(writer, encoder, NEVER, new IngestListener() {})) {
      AtomicInteger slices = new AtomicInteger();
      encoder.before =
          () -> {
            if (slices.incrementAndGet() == 6) {
              ingest.stop();
            }
          };
      assertThrows(
          IngestStoppedException.class,
          () -> {
            while (true) {
              for (Read record : records) {
                ingest.accept(record);
              }
            }
          });

      IngestReport report = ingest.finish();

      encoded = report.encoded();
      assertTrue(Math.abs(encoded - 6 * 64) <= UNDER_WAY, "encoded: " + encoded);
      assertEquals(encoded, report.added());
    }
    assertEquals(encoded, export().size());

    IngestReport next = run(encoder(), records);

    assertEquals(3 * BATCH - encoded, next.encoded());
    assertEquals(3 * BATCH, export().size());
  }

  /** Else a harvest would write down that a page is stored which is not. */
  @Test
  void aCommitAfterAStopFailsSinceNotAllMayBeStored() throws IOException {
    MeteredEncoder encoder = encoder();
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest());
        Ingest ingest = start(writer, encoder, NEVER, new IngestListener() {})) {
      encoder.before = ingest::stop;
      for (Read record : reads(papers(0, BATCH - 1))) {
        ingest.accept(record);
      }

      assertThrows(IngestStoppedException.class, ingest::commit);

      assertTrue(ingest.isStopped());
      assertTrue(ingest.finish().added() <= UNDER_WAY);
    }
  }

  @Test
  void mergesAreToldWithWhereTheCopyStands() throws IOException {
    ingest(paper("Winds", TWO), paper("Gales", new Doi("10.1000/gales")));
    List<String> told = new ArrayList<>();
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest());
        Ingest ingest =
            start(
                writer,
                encoder(),
                POLICY,
                new IngestListener() {
                  @Override
                  public void merged(String copy, PaperId into) {
                    told.add(copy + " into " + into.text());
                  }
                })) {
      ingest.accept(new Read(paper("Kites", ONE), new Location("a", 1)));
      ingest.accept(new Read(paper("Kites"), new Location("a", 2)));
      ingest.accept(new Read(paper("Winds", TWO), new Location("a", 3)));
      ingest.accept(new Read(paper("Winds", TWO, new Doi("10.1000/gales")), new Location("a", 4)));
      ingest.finish();
    }

    assertEquals(
        List.of(
            "a:2 into arxiv:2101.00001",
            "a:3 into arxiv:2101.00002",
            "a:4 into arxiv:2101.00002",
            "doi:10.1000/gales into arxiv:2101.00002"),
        told.stream().sorted().toList());
  }

  @Test
  void withdrawnPapersAndFactsLeftOutAreCounted() throws IOException {
    Paper withdrawn = Paper.titled("Kites").withdrawn(true).build();
    IngestReport report =
        run(
            encoder(),
            List.of(
                new Read(withdrawn, HERE),
                new Read(withdrawn, HERE),
                new Read(paper("Knots"), HERE, false, List.of("no DOI: 'soon'"))));

    assertEquals(1, report.withdrawn());
    assertEquals(1, report.leftOut());
    assertTrue(find(LocalId.ofTitle("Kites")).orElseThrow().paper().withdrawn());
  }

  @Test
  void theLaterVersionOfOnePaperIsTheOneThatIsEncoded() throws IOException {
    Paper first =
        Paper.titled("Kites")
            .ids(List.of(ONE))
            .abstractText("They fly, as a long first version says.")
            .version(1)
            .published(PublicationDate.parse("2021-01-05"))
            .build();
    Paper second =
        Paper.titled("Kites, revised")
            .ids(List.of(ONE))
            .abstractText("They fly.")
            .version(2)
            .published(PublicationDate.parse("2021-01-05"))
            .updated(PublicationDate.parse("2021-03-01"))
            .build();

    ingest(second, first);

    IndexedPaper stored = find(ONE).orElseThrow();
    assertEquals("Kites, revised", stored.paper().title());
    assertEquals(embedding("Kites, revised. They fly."), stored.embedding());
    assertEquals(second.published(), stored.paper().published());
    assertEquals(second.updated(), stored.paper().updated());
    assertEquals(
        stored, find(LocalId.ofTitle("kites")).orElseThrow()); // the first title finds it as well
  }

  @Test
  void everyPaperGetsTheVectorOfItsOwnText() throws IOException {
    List<Paper> papers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      papers.add(withAbstract("Title " + i, "word ".repeat((i * 37) % 50)));
    }
    ingest(papers);

    for (IndexedPaper indexed : export()) {
      Paper paper = indexed.paper();
      String text =
          TextRecipe.TITLE_ABSTRACT.text(new PaperText(paper.title(), paper.abstractText()));
      assertEquals(embedding(text), indexed.embedding(), paper.title());
    }
  }

  @Test
  void anEncoderOfAnotherSpaceIsRefused() throws IOException {
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest());
        HashingEncoder other = new HashingEncoder("other", 32)) {
      var refused =
          assertThrows(
              SpaceMismatchException.class,
              () ->
                  new Ingest(
                      writer, other, POLICY, InstantSource.system(), new IngestListener() {}));

      assertTrue(refused.toString().contains("toy@"), refused::toString);
      assertTrue(refused.toString().contains("other@"), refused::toString);
    }
  }

  /** An encoder that counts, and can be made to fail. */
  private static final class MeteredEncoder extends EncoderOver {
    private int encoded;
    private int limit = Integer.MAX_VALUE;
    private Runnable before = () -> {};

    MeteredEncoder() {
      super(new HashingEncoder("toy", 32));
    }

    @Override
    public List<Embedding> encode(List<String> texts, Role role, Priority priority)
        throws EncodeException {
      before.run();
      synchronized (this) {
        encoded += texts.size();
        if (encoded > limit) {
          throw new EncodeException("the accelerator is gone");
        }
      }
      return super.encode(texts, role, priority);
    }
  }

  /** A report of a run over files without withdrawn papers or facts left out. */
  private static IngestReport counts(
      long read,
      long rejected,
      long papers,
      long added,
      long updated,
      long unchanged,
      long encoded,
      long datesUnknown) {
    return new IngestReport(
        read, rejected, 0, papers, added, updated, unchanged, encoded, 0, 0, datesUnknown);
  }

  private static MeteredEncoder encoder() {
    return new MeteredEncoder();
  }

  private static Embedding embedding(String text) {
    return new HashingEncoder("toy", 32).encode(List.of(text)).getFirst();
  }

  private static IndexManifest manifest() {
    return new IndexManifest(
        new HashingEncoder("toy", 32).space(),
        TextRecipe.TITLE_ABSTRACT.id(),
        new HnswOptions(8, 32));
  }

  private IngestReport ingest(Paper... papers) throws IOException {
    return ingest(List.of(papers));
  }

  private IngestReport ingest(List<Paper> papers) throws IOException {
    return run(encoder(), reads(papers));
  }

  private static Ingest start(
      LuceneIndexWriter writer, Encoder encoder, CommitPolicy policy, IngestListener listener)
      throws IOException {
    return new Ingest(writer, encoder, policy, InstantSource.system(), listener);
  }

  private IngestReport run(Encoder encoder, List<? extends ReadResult> records) throws IOException {
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest());
        Ingest ingest =
            new Ingest(writer, encoder, POLICY, InstantSource.system(), new IngestListener() {})) {
      for (ReadResult record : records) {
        ingest.accept(record);
      }
      return ingest.finish();
    }
  }

  private List<IndexedPaper> export() throws IOException {
    List<IndexedPaper> papers = new ArrayList<>();
    try (PaperIndex index = LuceneIndex.open(folder)) {
      index.scan(papers::add);
    }
    return papers;
  }

  private Optional<IndexedPaper> find(PaperId id) throws IOException {
    try (PaperIndex index = LuceneIndex.open(folder)) {
      return index.find(id);
    }
  }

  private static List<Read> reads(List<Paper> papers) {
    return papers.stream().map(paper -> new Read(paper, HERE)).toList();
  }

  private static List<Paper> papers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> paper("Invented result " + i)).toList();
  }

  private static Paper paper(String title, PaperId... ids) {
    return withAbstract(title, "", ids);
  }

  private static Paper withAbstract(String title, String abstractText, PaperId... ids) {
    return Paper.titled(title).ids(List.of(ids)).abstractText(abstractText).build();
  }
}
