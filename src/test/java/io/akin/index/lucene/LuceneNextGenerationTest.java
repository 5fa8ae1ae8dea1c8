package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.encoder.HashingEncoder;
import io.akin.index.GenerationReport;
import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.NextGeneration;
import io.akin.index.PaperIndex;
import io.akin.index.RollbackReport;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generations that are built beside the live one, switched to, and gone back from. */
class LuceneNextGenerationTest {
  private static final List<IndexedPaper> PAPERS = SampleIndex.papers(0, 50);
  private static final IndexManifest OTHER = SampleIndex.manifest("other");

  @TempDir private Path temporary;
  private Path index;

  @BeforeEach
  void writePapers() throws IOException {
    index = temporary.resolve("index");
    SampleIndex.write(index, PAPERS);
  }

  private NextGeneration begin() throws IOException {
    return LuceneNextGeneration.begin(index, _ -> OTHER, "akin rebuild", InstantSource.system());
  }

  private GenerationReport rebuild() throws IOException {
    try (NextGeneration next = begin()) {
      next.scan(next::add);
      return next.takeIntoUse();
    }
  }

  private RollbackReport rollBack(boolean force) throws IOException {
    return LuceneGenerations.rollBack(index, force, "akin rollback", InstantSource.system());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(index)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void whatWasBuiltIsLiveAndTheOneBeforeIsKept() throws IOException {
    assertEquals(new GenerationReport("2", OTHER, 50), rebuild());

    assertEquals(PAPERS, SampleIndex.read(index));
    assertEquals(Optional.of(OTHER), LuceneIndex.manifest(index));
    assertEquals(List.of("1", "2", "CURRENT", "PREVIOUS", "write.lock"), names());
    assertEquals(Optional.of("1"), LuceneIndex.storage(index).previous());
    assertEquals(1, LuceneIndex.storage(index).segments());
  }

  @Test
  void onlyOneGenerationIsKept() throws IOException {
    var _ = rebuild();
    var _ = rebuild();

    assertEquals(List.of("2", "3", "CURRENT", "PREVIOUS", "write.lock"), names());
  }

  @Test
  void whatIsNotTakenIntoUseLeavesNoTrace() throws IOException {
    try (NextGeneration next = begin()) {
      next.scan(next::add);
    }

    assertEquals(PAPERS, SampleIndex.read(index));
    assertEquals(List.of("1", "CURRENT", "write.lock"), names());
  }

  @Test
  void othersReadAndAreToldWhoWrites() throws IOException {
    try (NextGeneration next = begin()) {
      assertEquals(PAPERS, SampleIndex.read(index));
      assertEquals(SampleIndex.MANIFEST, next.live());
      String refused =
          assertThrows(IndexException.class, () -> SampleIndex.write(index, PAPERS)).toString();

      assertTrue(refused.contains("akin rebuild"), refused);
    }
  }

  @Test
  void aGenerationThatLacksPapersIsNotTakenIntoUse() throws IOException {
    try (NextGeneration next = begin()) {
      next.add(PAPERS.getFirst());

      String refused = assertThrows(IndexException.class, next::takeIntoUse).toString();
      assertTrue(refused.contains("of 50 papers 1 were built"), refused);
    }
    assertEquals(PAPERS, SampleIndex.read(index));
    assertEquals(List.of("1", "CURRENT", "write.lock"), names());
  }

  @Test
  void aGenerationWithAVectorOfAnotherModelIsNotTakenIntoUse() throws IOException {
    IndexManifest longer =
        new IndexManifest(new HashingEncoder("other", 48).space(), OTHER.recipe(), OTHER.hnsw());
    try (NextGeneration next =
        LuceneNextGeneration.begin(index, _ -> longer, "akin rebuild", InstantSource.system())) {
      next.scan(next::add);

      String refused = assertThrows(IndexException.class, next::takeIntoUse).toString();
      assertTrue(refused.contains("is not sound"), refused);
    }
    assertEquals(Optional.of(SampleIndex.MANIFEST), LuceneIndex.manifest(index));
  }

  @Test
  void whatAKilledRebuildLeftGoesWhenTheIndexIsNextWritten() throws IOException {
    Files.createDirectories(index.resolve("2.tmp"));
    Files.writeString(index.resolve("2.tmp/segments_1"), "half");
    // Killed between the two files of the switch: PREVIOUS is ahead of CURRENT.
    Files.writeString(index.resolve("PREVIOUS"), "2 1\n");
    Files.createDirectories(index.resolve("2"));

    SampleIndex.write(index, SampleIndex.papers(50, 51));

    assertEquals(51, SampleIndex.read(index).size());
    assertEquals(List.of("1", "CURRENT", "PREVIOUS", "write.lock"), names());
    assertThrows(IndexException.class, () -> rollBack(true));
  }

  @Test
  void aKillBeforeTheSwitchKeepsTheOneBeforeTheLiveOne() throws IOException {
    var _ = rebuild();
    Files.writeString(index.resolve("PREVIOUS"), "3 2\n2 1\n");

    SampleIndex.write(index, OTHER, List.of());

    assertEquals(Optional.of("1"), LuceneIndex.storage(index).previous());
  }

  @Test
  void rollingBackGoesBackAndRollingBackAgainUndoesIt() throws IOException {
    var _ = rebuild();

    RollbackReport report = rollBack(false);

    assertTrue(report.done() && report.same());
    assertEquals(new GenerationReport("1", SampleIndex.MANIFEST, 50), report.to());
    assertEquals(Optional.of(SampleIndex.MANIFEST), LuceneIndex.manifest(index));
    assertTrue(rollBack(false).done());
    assertEquals(Optional.of(OTHER), LuceneIndex.manifest(index));
    assertEquals(List.of("1", "2", "CURRENT", "PREVIOUS", "write.lock"), names());
  }

  @Test
  void whatWasWrittenAfterTheSwitchIsToldAndNotLostUnasked() throws IOException {
    var _ = rebuild();
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, OTHER)) {
      writer.remove(List.of(PAPERS.get(7), PAPERS.get(8), PAPERS.get(49)));
      IndexedPaper old = PAPERS.get(20);
      Paper newer =
          Paper.titled(old.paper().title()).ids(old.paper().ids()).abstractText("New.").build();
      writer.replace(List.of(old), new IndexedPaper(newer, old.embedding(), "new"));
      for (IndexedPaper paper : SampleIndex.papers(60, 64)) {
        writer.replace(List.of(), paper);
      }
      writer.commit();
    }

    RollbackReport refused = rollBack(false);

    assertEquals(List.of(4, 3, 1), List.of(refused.lost(), refused.returning(), refused.changed()));
    assertFalse(refused.done());
    assertEquals(51, SampleIndex.read(index).size());

    assertTrue(rollBack(true).done());
    assertEquals(PAPERS, SampleIndex.read(index));
    assertTrue(rollBack(true).done());
    assertEquals(51, SampleIndex.read(index).size());
  }

  @Test
  void aDamagedGenerationIsNotGoneBackTo() throws IOException {
    var _ = rebuild();
    damage("1");

    String refused = assertThrows(IndexException.class, () -> rollBack(true)).toString();

    assertTrue(refused.contains("generation before, 1, is damaged"), refused);
    assertEquals(PAPERS, SampleIndex.read(index));
  }

  @Test
  void aDamagedIndexCanBeLeftBehind() throws IOException {
    var _ = rebuild();
    damage("2");

    String refused = assertThrows(IndexException.class, () -> rollBack(false)).toString();
    assertTrue(refused.contains("rollback --force"), refused);

    assertTrue(rollBack(true).done());
    assertEquals(PAPERS, SampleIndex.read(index));
  }

  private void damage(String generation) throws IOException {
    try (Stream<Path> files = Files.list(index.resolve(generation))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      }
    }
  }

  @Test
  void theGenerationBeforeCanBeGivenUp() throws IOException {
    var _ = rebuild();

    assertTrue(LuceneGenerations.forgetPrevious(index, "akin rollback", InstantSource.system()));

    assertEquals(List.of("2", "CURRENT", "write.lock"), names());
    assertFalse(LuceneGenerations.forgetPrevious(index, "akin rollback", InstantSource.system()));
    assertThrows(IndexException.class, () -> rollBack(true));
  }

  @Test
  void whereThereIsNoIndexNothingIsBuilt() {
    index = temporary.resolve("none");

    assertThrows(IndexException.class, this::begin);
    assertThrows(IndexException.class, () -> rollBack(false));
    assertFalse(Files.exists(index));
  }

  @Test
  void papersThatWereRestoredOverCanBeGoneBackTo() throws IOException {
    Path backup = temporary.resolve("backup");
    var _ = LuceneBackup.create(index, backup);
    SampleIndex.write(index, SampleIndex.papers(50, 60));
    var _ = LuceneBackup.restore(backup, index, true, "akin restore", InstantSource.system());
    assertEquals(50, SampleIndex.read(index).size());

    assertEquals(10, rollBack(false).returning());
    assertTrue(rollBack(true).done());

    assertEquals(60, SampleIndex.read(index).size());
  }

  @Test
  void whoHasTheIndexOpenFollowsToAndFro() throws IOException {
    try (PaperIndex reader = LuceneIndex.open(index, Duration.ZERO)) {
      var _ = rebuild();
      assertEquals(50, reader.size());
      assertEquals(OTHER, reader.manifest());

      var _ = rollBack(false);
      assertEquals(50, reader.size());
      assertEquals(SampleIndex.MANIFEST, reader.manifest());
    }
  }

  @Test
  void severalThreadsMayAddPapers() throws Exception {
    List<IndexedPaper> many = SampleIndex.papers(0, 2_000);
    SampleIndex.write(index, many);
    try (NextGeneration next = begin()) {
      List<Thread> threads =
          Stream.of(0, 1, 2, 3)
              .map(
                  part ->
                      Thread.ofPlatform()
                          .name("add " + part)
                          .start(
                              () -> {
                                for (int i = part; i < many.size(); i += 4) {
                                  try {
                                    next.add(many.get(i));
                                  } catch (IOException e) {
                                    throw new AssertionError(e);
                                  }
                                }
                              }))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(2_000, next.takeIntoUse().papers());
    }
    assertEquals(many, SampleIndex.read(index));
  }
}
