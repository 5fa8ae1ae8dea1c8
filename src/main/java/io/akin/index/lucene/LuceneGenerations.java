package io.akin.index.lucene;

import io.akin.index.CheckReport;
import io.akin.index.GenerationReport;
import io.akin.index.IndexException;
import io.akin.index.RollbackReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** The generation that is live and the one before it. */
public final class LuceneGenerations {
  private LuceneGenerations() {}

  /**
   * Goes back to the generation that was live before, which has been read and found sound. The one
   * that was live is kept instead, so that to go back again undoes it.
   *
   * @param force whether to do so where the two do not hold the same papers
   * @param command what other writers are told that the index is being written by
   * @throws IndexException when none was kept, it is damaged, or the index is being written
   */
  public static RollbackReport rollBack(
      Path index, boolean force, String command, InstantSource clock) throws IOException {
    IndexFolder folder = new IndexFolder(index);
    Path known = folder.generation().orElseThrow(folder::missing);
    try (IndexLock _ = IndexLock.obtain(folder, command, clock)) {
      Path live = folder.generation().orElse(known);
      Path before =
          folder
              .previous()
              .orElseThrow(
                  () ->
                      new IndexException(
                          "the index at %s has kept no generation before %s to go back to"
                              .formatted(index, live.getFileName())));
      RollbackReport report = compare(folder, live, before, force);
      if (!report.same() && !force) {
        return report;
      }
      folder.switchTo(before);
      return report.asDone();
    }
  }

  /**
   * Deletes the generation before the live one.
   *
   * @return whether there was one
   */
  public static boolean forgetPrevious(Path index, String command, InstantSource clock)
      throws IOException {
    IndexFolder folder = new IndexFolder(index);
    if (folder.generation().isEmpty()) {
      throw folder.missing(); // before the lock makes the folder
    }
    try (IndexLock _ = IndexLock.obtain(folder, command, clock)) {
      boolean known = folder.previous().isPresent();
      folder.forgetPrevious();
      folder.deleteUnused();
      return known;
    }
  }

  /**
   * Makes one segment of all.
   *
   * @param command what other writers are told that the index is being written by
   */
  public static void compact(Path index, String command, InstantSource clock) throws IOException {
    try (LuceneIndexWriter writer = LuceneIndexWriter.openExisting(index, command, clock)) {
      writer.compact();
    }
  }

  private static RollbackReport compare(IndexFolder folder, Path live, Path before, boolean force)
      throws IOException {
    try (PinnedCommit to = pin(folder, before)) {
      GenerationReport target =
          new GenerationReport(name(before), folder.manifest(to), to.papers());
      try (PinnedCommit from = PinnedCommit.open(live);
          DirectoryReader papers = DirectoryReader.open(from);
          DirectoryReader others = DirectoryReader.open(to)) {
        Difference difference = Difference.between(snapshot(papers), snapshot(others));
        return new RollbackReport(
            Optional.of(new GenerationReport(name(live), folder.manifest(from), papers.numDocs())),
            target,
            difference.lost(),
            difference.returning(),
            difference.changed(),
            false);
      } catch (IOException e) {
        if (!force) {
          throw new IndexException(
              "the live generation, %s, cannot be read to tell what it would lose: %s. To go back all the same: akin --index %s rollback --force"
                  .formatted(name(live), e.getMessage(), folder.path()),
              e);
        }
        return new RollbackReport(Optional.empty(), target, 0, 0, 0, false);
      }
    }
  }

  private static PinnedCommit pin(IndexFolder folder, Path before) throws IOException {
    PinnedCommit commit;
    try {
      commit = PinnedCommit.open(before);
    } catch (IOException e) {
      throw damaged(folder, before, String.valueOf(e.getMessage()), e);
    }
    CheckReport check = IndexCheck.of(commit);
    if (!check.sound()) {
      commit.close();
      throw damaged(folder, before, check.faults().getFirst().toString(), null);
    }
    return commit;
  }

  private static IndexException damaged(
      IndexFolder folder, Path before, String what, @Nullable IOException cause) {
    String message =
        "the generation before, %s, is damaged, so the index at %s stays as it is: %s"
            .formatted(before.getFileName(), folder.path(), what);
    return cause == null ? new IndexException(message) : new IndexException(message, cause);
  }

  private static Snapshot snapshot(DirectoryReader reader) {
    return new Snapshot(new IndexSearcher(reader));
  }

  private static String name(Path generation) {
    return String.valueOf(generation.getFileName());
  }
}
