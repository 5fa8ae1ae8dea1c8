package io.akin.index.lucene;

import io.akin.index.BackupReport;
import io.akin.index.CheckReport;
import io.akin.index.IndexException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * Copies of the last commit of an index, made while others read and write it. A backup is itself
 * the folder of an index. Files beside the generations are no part of it.
 */
public final class LuceneBackup {
  private static final String PARTIAL = ".partial";

  private LuceneBackup() {}

  /**
   * Copies an index into a new folder, which appears when it is whole, on disk, and has been read
   * back.
   *
   * @param target must not be there, or be an empty folder
   * @throws IndexException when the index is damaged, the target is taken, or the copy fails, as on
   *     a full disk; nothing is left at the target then
   */
  public static BackupReport create(Path index, Path target) throws IOException {
    Path place = target.toAbsolutePath().normalize();
    requireFree(index, place);
    IndexFolder folder = new IndexFolder(index);
    try (PinnedCommit commit = pin(folder)) {
      Path draft = newDraft(place);
      try {
        IndexFolder copy = new IndexFolder(draft);
        Path generation = copy.generation(1);
        copy(commit, generation);
        copy.makeLive(generation);
        Files.deleteIfExists(place); // an empty folder, which not every system lets us replace
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        IOUtils.fsync(parent(place), true);
      } catch (IOException e) {
        discard(draft, e);
        throw new IndexException(
            "the backup to %s failed and left nothing there: %s. Mend this and start it again"
                .formatted(target, e.getMessage()),
            e);
      }
      return new BackupReport(commit.papers(), commit.bytes());
    }
  }

  /**
   * Puts a backup into an index, in one step for those who read it. Papers that it takes the place
   * of are kept as the generation before.
   *
   * @param replace whether papers that the index holds already may go
   * @param command what other writers are told that the index is being written by
   * @throws IndexException when the backup is damaged, the index is being written or has papers
   *     that may not go, or the copy fails; the index is then as before
   */
  public static BackupReport restore(
      Path backup, Path index, boolean replace, String command, InstantSource clock)
      throws IOException {
    IndexFolder source = new IndexFolder(backup);
    if (source.generation().isEmpty()) {
      throw new IndexException("there is no backup at " + backup + ": it has no file CURRENT");
    }
    try (PinnedCommit commit = pin(source)) {
      CheckReport report = IndexCheck.of(commit);
      if (!report.sound()) {
        throw new IndexException(
            "the backup at %s is damaged, so nothing was restored: %s. Restore another one"
                .formatted(backup, report.faults().getFirst()));
      }
      IndexFolder folder = new IndexFolder(index);
      try (IndexLock _ = IndexLock.obtain(folder, command, clock)) {
        if (Files.isSameFile(backup, index)) {
          throw new IndexException(backup + " is the index itself; name a backup of it");
        }
        if (!replace) {
          requireNoPapers(folder);
          folder.deleteUnused();
        }
        putInto(folder, commit, replace);
      }
      return new BackupReport(commit.papers(), commit.bytes());
    }
  }

  private static void requireNoPapers(IndexFolder folder) throws IOException {
    if (folder.generation().isEmpty()) {
      return;
    }
    try (PinnedCommit live = pin(folder)) {
      if (live.papers() > 0) {
        throw new IndexException(
            ("the index at %s holds papers already, %,d of them; 'akin restore --replace' puts the"
                    + " backup in their place")
                .formatted(folder.path(), live.papers()));
      }
    }
  }

  private static void putInto(IndexFolder folder, PinnedCommit commit, boolean replace)
      throws IOException {
    int number = folder.nextNumber();
    Path draft = folder.draft(number);
    Path generation = folder.generation(number);
    try {
      IOUtils.rm(draft);
      copy(commit, draft);
      Files.move(draft, generation, StandardCopyOption.ATOMIC_MOVE);
      if (replace) {
        folder.switchTo(generation); // the papers replaced can be gone back to
      } else {
        folder.makeLive(generation);
      }
    } catch (IOException e) {
      discard(draft, e);
      if (!folder.liveName().equals(Optional.of(Integer.toString(number)))) {
        discard(generation, e);
      }
      throw new IndexException(
          "nothing was restored to %s: %s. Mend this and start it again"
              .formatted(folder.path(), e.getMessage()),
          e);
    }
    folder.deleteUnused();
  }

  /** Pins the live commit, with an error for people. */
  static PinnedCommit pin(IndexFolder folder) throws IOException {
    try {
      return folder.read(PinnedCommit::open);
    } catch (CorruptIndexException
        | IndexNotFoundException
        | IndexFormatTooOldException
        | IndexFormatTooNewException e) {
      throw folder.damaged(e);
    }
  }

  private static void copy(PinnedCommit commit, Path generation) throws IOException {
    Files.createDirectory(generation);
    String[] names = commit.listAll();
    try (Directory target = new NIOFSDirectory(generation)) {
      for (String name : names) {
        target.copyFrom(commit, name, name, IOContext.DEFAULT);
      }
      target.sync(Arrays.asList(names));
      target.syncMetaData();
    }
    try (PinnedCommit copy = PinnedCommit.open(generation)) {
      for (String name : names) {
        copy.verify(name);
      }
    }
  }

  private static void requireFree(Path index, Path place) throws IOException {
    if (place.startsWith(index.toAbsolutePath().normalize())) {
      throw new IndexException(
          "%s is inside the index %s; keep a backup elsewhere, best on another disk"
              .formatted(place, index));
    }
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.list(place)) {
        if (files.findAny().isEmpty()) {
          return;
        }
      }
    }
    if (Files.exists(place)) {
      throw new IndexException(place + " is there already; name a new folder for the backup");
    }
  }

  private static Path newDraft(Path place) throws IOException {
    Files.createDirectories(parent(place));
    Path draft = place.resolveSibling(place.getFileName() + PARTIAL);
    try {
      return Files.createDirectory(draft);
    } catch (FileAlreadyExistsException e) {
      throw new IndexException(
          "%s is there: another backup is being made, or was cut short. In that case delete it and start again"
              .formatted(draft),
          e);
    }
  }

  private static Path parent(Path place) {
    Path parent = place.getParent();
    return parent == null ? place : parent;
  }

  private static void discard(Path folder, IOException failure) {
    try {
      IOUtils.rm(folder);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
