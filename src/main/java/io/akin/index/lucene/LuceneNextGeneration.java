package io.akin.index.lucene;

import io.akin.index.CheckReport;
import io.akin.index.GenerationReport;
import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.NextGeneration;
import io.akin.index.PaperIndex.PaperConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * Builds a generation as a draft beside the live one, whose papers it hands over, under the lock of
 * the index. A process that is killed leaves a draft, which the next writer deletes.
 */
public final class LuceneNextGeneration implements NextGeneration {
  private final IndexFolder folder;
  private final IndexLock lock;
  private final LuceneIndex live;
  private final int number;
  private final IndexManifest manifest;
  private final Directory directory;
  private final MergeWorkers workers;
  private final IndexWriter writer;

  private LuceneNextGeneration(
      IndexFolder folder,
      IndexLock lock,
      LuceneIndex live,
      int number,
      IndexManifest manifest,
      Directory directory,
      MergeWorkers workers,
      IndexWriter writer) {
    this.folder = folder;
    this.lock = lock;
    this.live = live;
    this.number = number;
    this.manifest = manifest;
    this.directory = directory;
    this.workers = workers;
    this.writer = writer;
  }

  /**
   * Begins a generation.
   *
   * @param wanted what to make it with, given what the live one was made with
   * @param command what other writers are told that the index is being written by
   * @throws IndexException when there is no index, it is damaged, or being written by another
   *     process
   */
  public static LuceneNextGeneration begin(
      Path path, UnaryOperator<IndexManifest> wanted, String command, InstantSource clock)
      throws IOException {
    IndexFolder folder = new IndexFolder(path);
    if (folder.generation().isEmpty()) {
      throw folder.missing(); // before the lock makes the folder
    }
    IndexLock lock = IndexLock.obtain(folder, command, clock);
    LuceneIndex live = null;
    Directory directory = null;
    MergeWorkers workers = null;
    try {
      folder.deleteUnused();
      live = LuceneIndex.open(path);
      int number = folder.nextNumber();
      IndexManifest manifest = wanted.apply(live.manifest());
      directory = FSDirectory.open(Files.createDirectory(folder.draft(number)));
      workers = new MergeWorkers();
      IndexWriter writer = new IndexWriter(directory, workers.bulk(manifest));
      writer.setLiveCommitData(manifest.toMap().entrySet());
      return new LuceneNextGeneration(
          folder, lock, live, number, manifest, directory, workers, writer);
    } catch (IOException | RuntimeException e) {
      LuceneIndex opened = live;
      IOUtils.closeWhileHandlingException(
          directory, workers, opened == null ? null : opened::close, lock);
      throw e;
    }
  }

  @Override
  public IndexManifest live() {
    return live.manifest();
  }

  @Override
  public IndexManifest manifest() {
    return manifest;
  }

  @Override
  public int size() throws IOException {
    return live.size();
  }

  @Override
  public void scan(PaperConsumer consumer) throws IOException {
    live.scan(consumer);
  }

  @Override
  public void add(IndexedPaper paper) throws IOException {
    try {
      var _ = writer.addDocument(PaperDocument.of(paper));
    } catch (IOException | AlreadyClosedException e) {
      throw failed(e);
    }
  }

  @Override
  public GenerationReport takeIntoUse() throws IOException {
    try {
      MergeWorkers.mergeAll(writer);
      var _ = writer.commit();
    } catch (IOException | AlreadyClosedException e) {
      throw failed(e);
    }
    writer.close();
    requireSoundAndWhole();
    Path generation = folder.generation(number);
    Files.move(folder.draft(number), generation, StandardCopyOption.ATOMIC_MOVE);
    folder.switchTo(generation);
    folder.deleteUnused(); // what was kept until now
    return new GenerationReport(Integer.toString(number), manifest, live.size());
  }

  private void requireSoundAndWhole() throws IOException {
    try (PinnedCommit commit = PinnedCommit.open(folder.draft(number))) {
      CheckReport report = IndexCheck.of(commit);
      if (!report.sound()) {
        throw new IndexException(
            "what was built is not sound, so the index at %s stays as it was: %s"
                .formatted(folder.path(), report.faults().getFirst()));
      }
      if (report.papers() != live.size()) {
        throw new IndexException(
            "of %,d papers %,d were built, so the index at %s stays as it was"
                .formatted(live.size(), report.papers(), folder.path()));
      }
    }
  }

  private IndexException failed(Exception e) {
    Throwable cause = writer.getTragicException() == null ? e : writer.getTragicException();
    return new IndexException(
        "a new generation beside %s cannot be written: %s. The index stays as it was; mend this and run the command again"
            .formatted(folder.path(), cause.getMessage()),
        cause);
  }

  @Override
  public void close() throws IOException {
    Path draft = folder.draft(number);
    try (lock;
        live) {
      try {
        IOUtils.close(writer::rollback, workers, directory);
      } finally {
        IOUtils.rm(draft); // is not there any more when it was taken into use
      }
    }
  }
}
