package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.index.BackupReport;
import io.akin.index.IndexException;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneBackupTest {
  private static final List<IndexedPaper> OLD = SampleIndex.papers(0, 50);
  private static final List<IndexedPaper> NEW = SampleIndex.papers(30, 60);

  @TempDir private Path temporary;
  private Path index;
  private Path backup;

  @BeforeEach
  void nameTheFolders() {
    index = temporary.resolve("index");
    backup = temporary.resolve("backups/monday");
  }

  @Test
  void aBackupIsAnIndexWithTheSamePapers() throws IOException {
    SampleIndex.write(index, OLD);
    Files.createDirectories(index.resolve("last-add"));

    BackupReport report = LuceneBackup.create(index, backup);

    assertEquals(50, report.papers());
    assertTrue(report.bytes() > 0);
    assertEquals(OLD, SampleIndex.read(backup));
    assertEquals(List.of("1", "CURRENT"), namesIn(backup));
    assertEquals(List.of("monday"), namesIn(temporary.resolve("backups")));
    SampleIndex.write(backup, SampleIndex.papers(50, 51));
    assertEquals(51, SampleIndex.read(backup).size());
    assertEquals(OLD, SampleIndex.read(index));
  }

  @Test
  void anEmptyFolderMayBecomeTheBackup() throws IOException {
    SampleIndex.write(index, OLD);
    Files.createDirectories(backup);

    var _ = LuceneBackup.create(index, backup);

    assertEquals(OLD, SampleIndex.read(backup));
  }

  @Test
  void whatIsThereIsNotWrittenOver() throws IOException {
    SampleIndex.write(index, OLD);
    Files.createDirectories(backup);
    Files.writeString(backup.resolve("notes.txt"), "mine");

    String message = refusal(() -> LuceneBackup.create(index, backup));

    assertTrue(message.contains("monday is there already; name a new folder"), message);
    assertEquals(List.of("notes.txt"), namesIn(backup));
  }

  @Test
  void aBackupInsideTheIndexIsRefused() throws IOException {
    SampleIndex.write(index, OLD);

    String message = refusal(() -> LuceneBackup.create(index, index.resolve("2")));

    assertTrue(message.contains("is inside the index"), message);
  }

  @Test
  void aBackupThatWasCutShortIsPointedTo() throws IOException {
    SampleIndex.write(index, OLD);
    Files.createDirectories(temporary.resolve("backups/monday.partial"));

    String message = refusal(() -> LuceneBackup.create(index, backup));

    assertTrue(message.contains("monday.partial is there"), message);
  }

  @Test
  void aDamagedIndexLeavesNoBackup() throws IOException {
    SampleIndex.writeDocuments(
        index, SampleIndex.MANIFEST, OLD.stream().map(PaperDocument::of).toList());
    flipAByteOf(index, ".vec");

    String message = refusal(() -> LuceneBackup.create(index, backup));

    assertTrue(message.contains("failed and left nothing there"), message);
    assertTrue(message.contains(".vec"), message);
    assertEquals(List.of(), namesIn(temporary.resolve("backups")));
  }

  /** Each backup must hold the papers of one commit, which are a whole number of batches. */
  @Test
  void backupsAndChecksAreConsistentWhileAWriterCommitsAndMerges() throws Exception {
    SampleIndex.write(index, SampleIndex.papers(0, 10));
    FutureTask<Boolean> writing =
        new FutureTask<>(
            () -> {
              try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, SampleIndex.MANIFEST)) {
                for (int batch = 1; batch < 50; batch++) {
                  for (IndexedPaper paper : SampleIndex.papers(10 * batch, 10 * batch + 10)) {
                    writer.replace(List.of(), paper);
                  }
                  writer.commit();
                }
              }
              return true;
            });
    Thread.ofPlatform().name("writer").start(writing);
    int made = 0;
    do {
      Path copy = temporary.resolve("backup-" + made++);
      BackupReport report = LuceneBackup.create(index, copy);
      assertEquals(0, report.papers() % 10);
      assertEquals(SampleIndex.papers(0, report.papers()), SampleIndex.read(copy));
      assertEquals(List.of(), LuceneIndex.check(index).faults());
    } while (!writing.isDone());
    assertTrue(writing.get());
    assertEquals(500, SampleIndex.read(index).size());
  }

  @Test
  void aBackupIsRestoredWhereThereIsNoIndex() throws IOException {
    SampleIndex.write(index, OLD);
    var _ = LuceneBackup.create(index, backup);
    Path other = temporary.resolve("other");

    assertEquals(50, restore(other, false).papers());

    assertEquals(OLD, SampleIndex.read(other));
    SampleIndex.write(other, SampleIndex.papers(50, 51));
    assertEquals(51, SampleIndex.read(other).size());
    assertEquals(List.of("1", "CURRENT", "write.lock"), namesIn(other));
  }

  @Test
  void anIndexWithoutPapersMayBeFilled() throws IOException {
    SampleIndex.write(index, OLD);
    var _ = LuceneBackup.create(index, backup);
    Path other = temporary.resolve("other");
    SampleIndex.write(other, List.of());

    var _ = restore(other, false);

    assertEquals(OLD, SampleIndex.read(other));
  }

  @Test
  void papersAreReplacedOnlyWhenAsked() throws IOException {
    SampleIndex.write(index, OLD);
    var _ = LuceneBackup.create(index, backup);
    Path other = temporary.resolve("other");
    SampleIndex.write(other, NEW);
    Path log = Files.createDirectories(other.resolve("last-add"));

    String message = refusal(() -> restore(other, false));
    assertTrue(message.contains("holds papers already, 30 of them"), message);
    assertTrue(message.contains("restore --replace"), message);
    assertEquals(NEW, SampleIndex.read(other));

    var _ = restore(other, true);
    assertEquals(OLD, SampleIndex.read(other));
    assertTrue(Files.exists(log), "took what is no part of the backup");
    assertEquals(
        List.of("1", "2", "CURRENT", "PREVIOUS", "last-add", "write.lock"), namesIn(other));
  }

  @Test
  void aDamagedIndexIsReplaced() throws IOException {
    SampleIndex.write(index, OLD);
    var _ = LuceneBackup.create(index, backup);
    Files.delete(SampleIndex.files(index).getFirst());
    assertThrows(IndexException.class, () -> restore(index, false));

    var _ = restore(index, true);

    assertEquals(OLD, SampleIndex.read(index));
  }

  @Test
  void anIndexThatLostItsCurrentFileIsReplaced() throws IOException {
    SampleIndex.write(index, OLD);
    var _ = LuceneBackup.create(index, backup);
    Files.writeString(index.resolve("CURRENT"), "elsewhere");
    assertThrows(IndexException.class, () -> restore(index, false));
    var _ = restore(index, true);
    assertEquals(OLD, SampleIndex.read(index));

    Files.delete(index.resolve("CURRENT"));
    assertThrows(IndexException.class, () -> restore(index, false));
    var _ = restore(index, true);
    assertEquals(OLD, SampleIndex.read(index));
  }

  @Test
  void aDamagedBackupChangesNothing() throws IOException {
    SampleIndex.writeDocuments(
        backup, SampleIndex.MANIFEST, OLD.stream().map(PaperDocument::of).toList());
    flipAByteOf(backup, ".fdt");
    SampleIndex.write(index, NEW);
    List<String> before = namesIn(index);

    String message = refusal(() -> restore(index, true));

    assertTrue(message.contains("is damaged, so nothing was restored"), message);
    assertTrue(message.contains(".fdt"), message);
    assertEquals(NEW, SampleIndex.read(index));
    assertEquals(before, namesIn(index));
  }

  @Test
  void anIndexThatIsBeingWrittenIsNotReplaced() throws IOException {
    SampleIndex.write(index, OLD);
    var _ = LuceneBackup.create(index, backup);
    try (LuceneIndexWriter _ =
        LuceneIndexWriter.open(index, SampleIndex.MANIFEST, "akin add", InstantSource.system())) {
      String message = refusal(() -> restore(index, true));

      assertTrue(message.contains("is being written by process"), message);
      assertTrue(message.contains("akin add"), message);
    }
  }

  @Test
  void theIndexItselfAndAFolderWithoutABackupAreRefused() throws IOException {
    SampleIndex.write(index, OLD);

    String itself =
        refusal(
            () -> LuceneBackup.restore(index, index, true, "akin restore", InstantSource.system()));
    String nothing = refusal(() -> restore(index, true));

    assertTrue(itself.contains("is the index itself"), itself);
    assertTrue(nothing.contains("there is no backup at " + backup), nothing);
    assertEquals(OLD, SampleIndex.read(index));
  }

  @Test
  void whatARestoreThatWasKilledLeftIsCleanedUpByTheNext() throws IOException {
    SampleIndex.write(index, OLD);
    var _ = LuceneBackup.create(index, backup);
    Files.createDirectories(index.resolve("2.tmp/half"));
    Files.createDirectories(index.resolve("3"));

    var _ = restore(index, true);

    assertEquals(OLD, SampleIndex.read(index));
    assertEquals(List.of("1", "4", "CURRENT", "PREVIOUS", "write.lock"), namesIn(index));
  }

  @Test
  void aRestoredIndexIsReadByThoseWhoHadItOpen() throws IOException {
    SampleIndex.write(index, OLD);
    var _ = LuceneBackup.create(index, backup);
    SampleIndex.write(index, SampleIndex.papers(50, 90));
    try (PaperIndex reader = LuceneIndex.open(index, Duration.ZERO)) {
      assertEquals(90, reader.size());

      var _ = restore(index, true);

      assertEquals(50, reader.size());
    }
  }

  private BackupReport restore(Path to, boolean replace) throws IOException {
    return LuceneBackup.restore(backup, to, replace, "akin restore", InstantSource.system());
  }

  private static void flipAByteOf(Path index, String ending) throws IOException {
    for (Path file : SampleIndex.files(index)) {
      if (file.toString().endsWith(ending)) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static String refusal(Callable<?> refused) {
    return assertThrows(IndexException.class, refused::call).toString();
  }
}
