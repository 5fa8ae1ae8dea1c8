package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.index.HnswOptions;
import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.KnnQuery;
import io.akin.index.PaperIndex;
import io.akin.index.SpaceMismatchException;
import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.SourceId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneIndexWriterTest {
  private static final IndexManifest MANIFEST = manifest("toy", "title. abstract");
  private static final IndexedPaper KITES = indexed("2101.00001", "Kites in a steady wind");
  private static final IndexedPaper KNOTS = indexed("2101.00002", "Knots and their tables");

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void nameTheFolder() {
    folder = temporary.resolve("index");
  }

  @Test
  void aSecondWriterIsRefusedAndToldWhoTheFirstIs() throws IOException {
    Instant since = Instant.now();
    try (LuceneIndexWriter first =
        LuceneIndexWriter.open(folder, MANIFEST, "akin add", InstantSource.fixed(since))) {
      String message = refusal(() -> LuceneIndexWriter.open(folder, MANIFEST));

      String process = "process %d (akin add".formatted(ProcessHandle.current().pid());
      assertTrue(message.contains(folder + " is being written by " + process), message);
      assertTrue(message.contains("), since " + localTime(since)), message);
      assertTrue(message.contains("wait until it has finished or stop it"), message);
      first.replace(List.of(), KITES);
      first.commit();
    }
    assertEquals(List.of(KITES), committed());
  }

  private static String localTime(Instant time) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
        .format(time.atZone(ZoneId.systemDefault()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pid=999999999\ncommand=akin add\nsince=2999-01-01T00\\:00\\:00Z\n",
        "pid=1\ncommand=akin add\nsince=1970-01-01T00\\:00\\:00Z\n",
        "pid=1\ncommand=akin a",
        "pid=\\u00zz",
        "",
      })
  void whatAKilledWriterLeftBehindNeitherBlocksNorMisleads(String left) throws IOException {
    write(KITES);
    Path who = folder.resolve("WRITER");
    Files.writeString(who, left);

    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      assertEquals(MANIFEST, writer.manifest());
      Files.writeString(who, left); // as if the next writer had not told its name yet
      String message = refusal(() -> LuceneIndexWriter.open(folder, MANIFEST));
      assertTrue(message.contains("is being written by another process; wait"), message);
    }
    assertFalse(Files.exists(who), "a closed writer left its name behind");
  }

  @Test
  void aWriterThatWasClosedMakesRoomForTheNext() throws IOException {
    write(KITES);
    write(KNOTS);

    assertEquals(List.of(KITES, KNOTS), committed());
  }

  @Test
  void anotherModelsSpaceIsRefusedEvenOfTheSameDimension() throws IOException {
    write(KITES);
    IndexManifest other = manifest("other", "title. abstract");

    var refused =
        assertThrows(
            SpaceMismatchException.class, () -> LuceneIndexWriter.open(folder, other).close());

    String message = refused.toString();
    assertEquals(MANIFEST.space().dimension(), other.space().dimension());
    assertTrue(message.contains(MANIFEST.space().toString()), message);
    assertTrue(message.contains(other.space().toString()), message);
    assertTrue(message.contains("--model toy"), message);
    assertTrue(message.contains("build a new index: akin --index DIR --model other"), message);
    assertEquals(List.of(KITES), committed());
  }

  @Test
  void anIndexKeepsItsRecipe() throws IOException {
    write(KITES);

    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest("toy", "title"))) {
      assertEquals("title. abstract", writer.manifest().recipe());
    }
  }

  @Test
  void aRefusedWriterDoesNotKeepTheIndexFromOthers() throws IOException {
    write(KITES);
    assertThrows(
        IndexException.class,
        () -> LuceneIndexWriter.open(folder, manifest("other", "title. abstract")).close());

    write(KNOTS);

    assertEquals(List.of(KITES, KNOTS), committed());
  }

  @Test
  void anExistingIndexKeepsItsHnswOptions() throws IOException {
    write(KITES);
    var others = new IndexManifest(MANIFEST.space(), MANIFEST.recipe(), new HnswOptions(32, 64));

    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, others)) {
      assertEquals(MANIFEST, writer.manifest());
    }
  }

  @Test
  void whatIsNotCommittedIsGoneAfterClosing() throws IOException {
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      writer.replace(List.of(), KITES);
      writer.commit();
      writer.replace(List.of(KITES), indexed("2101.00001", "Kites in a gale"));
      writer.replace(List.of(), KNOTS);
    }

    assertEquals(List.of(KITES), committed());
  }

  @Test
  void aWriterFindsWhatItHasNotCommittedYet() throws IOException {
    IndexedPaper gale = indexed("2101.00001", "Kites in a gale");
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      writer.replace(List.of(), KITES);
      assertEquals(List.of(KITES), writer.find(List.of(new ArxivId("2101.00001"))));

      writer.replace(List.of(KITES), gale);
      assertEquals(List.of(gale), writer.find(List.of(new ArxivId("2101.00001"))));
    }
  }

  @Test
  void aWriterDoesNotFindWhatItHasRemoved() throws IOException {
    write(KITES);
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      writer.replace(List.of(), KNOTS);
      writer.remove(List.of(KITES, KNOTS));
      assertEquals(List.of(), writer.find(List.of(KITES.paper().id(), KNOTS.paper().id())));

      writer.replace(List.of(), KITES);
      assertEquals(List.of(KITES), writer.find(List.of(KITES.paper().id())));
      writer.commit();
    }
    assertEquals(List.of(KITES), committed());
  }

  @Test
  void whetherThereArePapersIsKnownWithoutOpeningTheIndex() throws IOException {
    assertFalse(LuceneIndex.holdsPapers(folder), "there is no index");
    LuceneIndexWriter.open(folder, MANIFEST).close();
    assertFalse(LuceneIndex.holdsPapers(folder), "nothing was added");
    write(KITES, KNOTS);
    assertTrue(LuceneIndex.holdsPapers(folder));
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      writer.remove(List.of(KITES));
      writer.commit();
      assertTrue(LuceneIndex.holdsPapers(folder));
      writer.remove(List.of(KNOTS));
      writer.commit();
    }
    assertFalse(LuceneIndex.holdsPapers(folder), "all were removed");
  }

  @Test
  void aPaperThatIsAddedTwiceIsThereOnce() throws IOException {
    write(KITES, KNOTS, KITES);
    write(KITES);

    assertEquals(List.of(KITES, KNOTS), committed());
  }

  /** Commits now and then, so that papers are found in memory, in the index, and in both. */
  @Test
  void aWriterAlwaysFindsWhatItHasWritten() throws IOException {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Map<PaperId, IndexedPaper> expected = new HashMap<>();
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      for (int i = 0; i < 600; i++) {
        PaperId id = new ArxivId("2101.%05d".formatted(random.nextInt(40)));
        List<IndexedPaper> found = writer.find(List.of(id));
        assertEquals(
            Optional.ofNullable(expected.get(id)).stream().toList(),
            found,
            () -> "repeat with -Dtests.seed=" + seed);
        switch (random.nextInt(8)) {
          case 0 -> writer.commit();
          case 1, 2 -> {
            writer.remove(found);
            expected.remove(id);
          }
          default -> {
            IndexedPaper next = indexed(id.value(), "Kites in wind of force " + i);
            writer.replace(found, next);
            expected.put(id, next);
          }
        }
      }
      writer.commit();
    }
    assertEquals(Set.copyOf(expected.values()), Set.copyOf(committed()));
  }

  @Test
  void anExistingIndexIsOpenedWithoutKnowingWhatItWasMadeWith() throws IOException {
    write(KITES, KNOTS);
    try (LuceneIndexWriter writer =
        LuceneIndexWriter.openExisting(folder, "akin remove", InstantSource.system())) {
      assertEquals(MANIFEST, writer.manifest());
      writer.remove(writer.find(List.of(KITES.paper().id())));
      writer.commit();
    }
    assertEquals(List.of(KNOTS), committed());
  }

  @Test
  void openingAnIndexThatDoesNotExistMakesNone() {
    String message =
        refusal(
            () -> LuceneIndexWriter.openExisting(folder, "akin remove", InstantSource.system()));

    assertTrue(message.contains("no index at " + folder), message);
    assertFalse(Files.exists(folder));
  }

  @Test
  void generationsThatAreNotLiveGoWhenTheIndexIsNextWritten() throws IOException {
    write(KITES);
    Path unused = folder.resolve("7");
    Files.createDirectory(unused);
    Files.copy(segmentsFile(), unused.resolve("segments_2"));
    Files.createDirectories(folder.resolve("8.tmp"));
    Path own = Files.createDirectories(folder.resolve("2024/notes"));
    Path log = Files.createDirectories(folder.resolve("last-add"));

    write(KNOTS);

    assertFalse(Files.exists(unused));
    assertFalse(Files.exists(folder.resolve("8.tmp")));
    assertTrue(Files.exists(own) && Files.exists(log), "took what is not its own");
    assertEquals(List.of(KITES, KNOTS), committed());
  }

  @Test
  void papersOfWhichNobodyKnowsWhetherTheyAreLiveAreNotTouched() throws IOException {
    write(KITES);
    Files.delete(folder.resolve("CURRENT"));

    String message = refusal(() -> LuceneIndexWriter.open(folder, MANIFEST));

    assertTrue(message.contains("papers in its folder 1 but no file CURRENT"), message);
    assertTrue(message.contains("write 1 into that file"), message);
    Files.writeString(folder.resolve("CURRENT"), "1");
    assertEquals(List.of(KITES), committed());
  }

  private Path segmentsFile() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("1"))) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("segments_"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aPaperFoundBySeveralIdentifiersIsFoundOnce() throws IOException {
    List<PaperId> ids = new ArrayList<>(KNOTS.paper().ids());
    ids.addAll(KITES.paper().ids());
    ids.add(new LocalId("0123456789abcdef"));
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      writer.replace(List.of(), KNOTS);
      writer.commit();
      writer.replace(List.of(), KITES);

      assertEquals(List.of(KITES, KNOTS), writer.find(ids));
      assertEquals(List.of(), writer.find(List.of()));
    }
  }

  @Test
  void aPaperTakesThePlaceOfThoseItReplaces() throws IOException {
    IndexedPaper title = indexed(Paper.titled("Kites in a steady wind").build());
    IndexedPaper source =
        indexed(
            Paper.titled("Kites in steady wind")
                .ids(List.of(new SourceId("toy", "kites")))
                .build());
    IndexedPaper both = indexed(KITES.paper().mergedWith(source.paper()));
    write(title, source, KNOTS);
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      writer.replace(List.of(title, source), both);
      writer.commit();
    }

    assertEquals(List.of(both, KNOTS), committed());
    try (PaperIndex index = LuceneIndex.open(folder)) {
      assertEquals(2, index.size());
      assertEquals(2, index.nearest(new KnnQuery(KITES.embedding(), 10)).size());
    }
  }

  @Test
  void papersThatShareAnIdentifierWithAReplacedOneStay() throws IOException {
    IndexedPaper title = indexed(Paper.titled("Kites in a steady wind").build());
    IndexedPaper talk = withDoi("10.1000/talk");
    IndexedPaper article = withDoi("10.1000/article");
    IndexedPaper later = indexed(Paper.titled("Kites").ids(talk.paper().ids()).build());
    write(talk, article, title);
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      writer.replace(List.of(title), KNOTS);
      writer.replace(List.of(talk), later);
      writer.commit();
    }

    assertEquals(Set.of(KNOTS, article, later), Set.copyOf(committed()));
  }

  private static IndexedPaper withDoi(String doi) {
    return indexed(
        Paper.titled(KITES.paper().title())
            .ids(List.of(new ArxivId("2101.00001"), new Doi(doi)))
            .build());
  }

  @Test
  void aPaperKeepsOneVectorHoweverOftenItIsReplaced() throws IOException {
    IndexedPaper paper = KITES;
    for (int i = 0; i < 5; i++) {
      IndexedPaper next = indexed("2101.00001", "Kites in wind of force " + i);
      try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
        writer.replace(List.of(paper), next);
        writer.commit();
      }
      paper = next;
    }

    assertEquals(List.of(paper), committed());
    try (PaperIndex index = LuceneIndex.open(folder)) {
      assertEquals(1, index.nearest(new KnnQuery(KITES.embedding(), 10)).size());
    }
  }

  @Test
  void anOpenReaderSeesWhatIsCommittedLater() throws IOException {
    write(KITES);
    try (PaperIndex index = LuceneIndex.open(folder, Duration.ZERO);
        LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      assertEquals(1, index.size());
      writer.replace(List.of(), KNOTS);
      assertEquals(Optional.empty(), index.find(KNOTS.paper().id()));

      writer.commit();

      assertEquals(Optional.of(KNOTS), index.find(KNOTS.paper().id()));
      assertEquals(2, index.size());
      assertEquals(2, index.nearest(new KnnQuery(KITES.embedding(), 10)).size());
    }
  }

  @Test
  void aViewThatIsYoungEnoughIsKept() throws IOException {
    write(KITES);
    try (PaperIndex index = LuceneIndex.open(folder, Duration.ofDays(1))) {
      write(KNOTS);

      assertEquals(1, index.size());
    }
  }

  @Test
  void aFolderWithoutAnIndexSaysHowToCreateIt() throws IOException {
    assertFalse(LuceneIndex.exists(folder));

    String message = refusal(() -> LuceneIndex.open(folder));

    assertTrue(message.contains("no index at " + folder), message);
    assertTrue(message.contains("akin --index " + folder + " add FILE..."), message);
    assertFalse(Files.exists(folder), "reading made a folder");
  }

  @Test
  void aCreationThatWasInterruptedCanBeTriedAgain() throws IOException {
    LuceneIndexWriter.open(folder, manifest("other", "title. abstract")).close();
    Files.delete(folder.resolve("CURRENT"));
    assertFalse(LuceneIndex.exists(folder));

    write(KITES);

    assertEquals(List.of(KITES), committed());
    try (PaperIndex index = LuceneIndex.open(folder)) {
      assertEquals(MANIFEST, index.manifest());
    }
  }

  @Test
  void aCreationThatLeftItsDraftBehindCanBeTriedAgain() throws IOException {
    Files.createDirectories(folder.resolve("1"));
    Files.writeString(folder.resolve("CURRENT.tmp"), "1");

    write(KITES);

    assertEquals(List.of(KITES), committed());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 100})
  void aTruncatedIndexIsReportedAsDamaged(int bytes) throws IOException {
    write(KITES);
    try (FileChannel channel = FileChannel.open(segmentsFile(), StandardOpenOption.WRITE)) {
      assertTrue(channel.size() > bytes);
      channel.truncate(bytes);
    }

    assertDamaged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "", "elsewhere"})
  void aCurrentFileThatNamesNothingIsReportedAsDamaged(String name) throws IOException {
    write(KITES);
    Files.writeString(folder.resolve("CURRENT"), name);

    assertDamaged();
  }

  @ParameterizedTest
  @ValueSource(strings = {".cfs", ".cfe", ".si"})
  void aLostFileIsReportedAsDamaged(String ending) throws IOException {
    write(KITES);
    try (Stream<Path> files = Files.list(folder.resolve("1"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
        Files.delete(file);
      }
    }

    assertDamaged();
  }

  private void assertDamaged() {
    String reading = refusal(() -> LuceneIndex.open(folder));
    assertTrue(reading.contains("the index at " + folder + " is damaged"), reading);
    assertTrue(reading.contains("Restore a backup (akin --index " + folder), reading);
    assertTrue(reading.contains("or delete the folder and add the papers again"), reading);
    String writing = refusal(() -> LuceneIndexWriter.open(folder, MANIFEST));
    assertTrue(writing.contains("the index at " + folder + " is damaged"), writing);
  }

  /** Opens something that must be refused. */
  @FunctionalInterface
  private interface Opening {
    AutoCloseable open() throws Exception;
  }

  private static String refusal(Opening opening) {
    return assertThrows(IndexException.class, () -> opening.open().close()).toString();
  }

  private void write(IndexedPaper... papers) throws IOException {
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, MANIFEST)) {
      for (IndexedPaper paper : papers) {
        writer.replace(List.of(), paper);
      }
      writer.commit();
    }
  }

  private List<IndexedPaper> committed() throws IOException {
    List<IndexedPaper> papers = new ArrayList<>();
    try (PaperIndex index = LuceneIndex.open(folder)) {
      index.scan(papers::add);
    }
    return papers;
  }

  private static IndexManifest manifest(String model, String recipe) {
    return new IndexManifest(new HashingEncoder(model, 32).space(), recipe, new HnswOptions(8, 32));
  }

  private static IndexedPaper indexed(String arxivId, String title) {
    return indexed(Paper.titled(title).ids(List.of(new ArxivId(arxivId))).build());
  }

  private static IndexedPaper indexed(Paper paper) {
    Embedding embedding = new HashingEncoder("toy", 32).encode(List.of(paper.title())).getFirst();
    return new IndexedPaper(paper, embedding, "hash of " + paper.title());
  }
}
