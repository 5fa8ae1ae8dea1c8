package io.akin.index.lucene;

import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndexWriter;
import io.akin.index.SpaceMismatchException;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;

/** Writes an index on disk, creating it where there is none. Not thread-safe. */
public final class LuceneIndexWriter implements PaperIndexWriter {
  /** Papers kept in memory at most, to find them before they are committed. */
  private static final int MAX_PENDING = 10_000;

  /** With more of them, each of which a search has to look into, a commit waits for merges. */
  private static final int MOST_SEGMENTS = 8;

  private final Path folder;
  private final IndexLock lock;
  private final Directory directory;
  private final MergeWorkers workers;
  private final IndexWriter writer;
  private final IndexManifest manifest;

  /** The papers of the last commit, or of a later moment; what came after is in {@code pending}. */
  private DirectoryReader reader;

  private Pending pending = new Pending();

  private LuceneIndexWriter(
      Path folder,
      IndexLock lock,
      Directory directory,
      MergeWorkers workers,
      IndexWriter writer,
      IndexManifest manifest)
      throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.directory = directory;
    this.workers = workers;
    this.writer = writer;
    this.manifest = manifest;
    this.reader = DirectoryReader.open(writer);
  }

  /** Opens an index to write to it, as a command that gives no name. */
  public static LuceneIndexWriter open(Path folder, IndexManifest wanted) throws IOException {
    return open(folder, wanted, "akin", InstantSource.system());
  }

  /**
   * Opens an index to write to it, creating it where there is none; an existing one keeps its own
   * recipe and HNSW options.
   *
   * @param command what other writers are told that the index is being written by, {@code akin add}
   * @throws SpaceMismatchException when the existing index was built in another space
   * @throws IndexException when it is damaged, or is being written by another process
   */
  public static LuceneIndexWriter open(
      Path folder, IndexManifest wanted, String command, InstantSource clock) throws IOException {
    IndexFolder index = new IndexFolder(folder);
    return locked(
        index,
        command,
        clock,
        lock -> {
          Optional<Path> live = index.generation();
          if (live.isEmpty()) {
            return create(index, lock, wanted);
          }
          return openGeneration(
              index,
              lock,
              live.get(),
              built -> built.requireSpace(folder.toString(), wanted.space()));
        });
  }

  /**
   * Opens an index as it is, whatever it was made with: to take papers out of it no model is
   * needed.
   *
   * @param command what other writers are told that the index is being written by
   * @throws IndexException when there is none, it is damaged, or being written by another process
   */
  public static LuceneIndexWriter openExisting(Path folder, String command, InstantSource clock)
      throws IOException {
    IndexFolder index = new IndexFolder(folder);
    if (index.generation().isEmpty()) {
      throw index.missing(); // before the lock makes the folder
    }
    return locked(
        index,
        command,
        clock,
        lock ->
            openGeneration(index, lock, index.generation().orElseThrow(index::missing), _ -> {}));
  }

  private interface Opening {
    LuceneIndexWriter under(IndexLock lock) throws IOException;
  }

  private interface Requirement {
    void check(IndexManifest built) throws IndexException;
  }

  /** Opens under the lock, which the writer then keeps, after tidying up. */
  private static LuceneIndexWriter locked(
      IndexFolder index, String command, InstantSource clock, Opening opening) throws IOException {
    IndexLock lock = IndexLock.obtain(index, command, clock);
    try {
      index.deleteUnused();
      return opening.under(lock);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(lock);
      throw e;
    }
  }

  private static LuceneIndexWriter create(IndexFolder index, IndexLock lock, IndexManifest wanted)
      throws IOException {
    Path generation = Files.createDirectory(index.generation(index.nextNumber()));
    Directory directory = FSDirectory.open(generation);
    try {
      LuceneIndexWriter created = write(index, lock, directory, wanted);
      try {
        created.writer.commit();
        index.makeLive(generation);
        return created;
      } catch (IOException | RuntimeException e) {
        IOUtils.closeWhileHandlingException(created::close);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(directory);
      throw e;
    }
  }

  private static LuceneIndexWriter openGeneration(
      IndexFolder index, IndexLock lock, Path generation, Requirement requirement)
      throws IOException {
    Directory directory = FSDirectory.open(generation);
    try {
      IndexManifest manifest = index.manifest(directory);
      requirement.check(manifest);
      return index.undamaged(() -> write(index, lock, directory, manifest));
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(directory);
      throw e;
    }
  }

  private static LuceneIndexWriter write(
      IndexFolder index, IndexLock lock, Directory directory, IndexManifest manifest)
      throws IOException {
    MergeWorkers workers = new MergeWorkers();
    IndexWriter writer = null;
    try {
      writer = new IndexWriter(directory, workers.config(manifest));
      writer.setLiveCommitData(manifest.toMap().entrySet());
      return new LuceneIndexWriter(index.path(), lock, directory, workers, writer, manifest);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(writer == null ? null : writer::rollback, workers);
      throw e;
    }
  }

  @Override
  public IndexManifest manifest() {
    return manifest;
  }

  @Override
  public List<IndexedPaper> find(Collection<PaperId> ids) throws IOException {
    return pending.find(ids, new Snapshot(new IndexSearcher(reader)).find(ids));
  }

  @Override
  public void replace(Collection<IndexedPaper> replaced, IndexedPaper paper) throws IOException {
    // The paper's own key is among them: it is in the index once, however often it is added.
    Set<BytesRef> keys = keys(replaced);
    keys.add(PaperDocument.key(paper.paper()));
    Document document = PaperDocument.of(paper);
    writing(
        () ->
            keys.size() == 1 // the usual case, which Lucene does in less time and memory
                ? writer.updateDocument(
                    new Term(PaperDocument.KEY, keys.iterator().next()), document)
                : writer.updateDocuments(
                    new TermInSetQuery(PaperDocument.KEY, keys), List.of(document)));
    pending.replace(keys, paper);
    if (pending.size() >= MAX_PENDING) {
      writing(this::renewReader);
    }
  }

  @Override
  public void remove(Collection<IndexedPaper> papers) throws IOException {
    Set<BytesRef> keys = keys(papers);
    writing(() -> writer.deleteDocuments(new TermInSetQuery(PaperDocument.KEY, keys)));
    pending.remove(keys);
  }

  private static Set<BytesRef> keys(Collection<IndexedPaper> papers) {
    return papers.stream()
        .map(indexed -> PaperDocument.key(indexed.paper()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  public void commit() throws IOException {
    writing(writer::commit);
    writing(this::renewReader);
    if (reader.leaves().size() > MOST_SEGMENTS) {
      workers.awaitMerges();
      writing(writer::commit);
      writing(this::renewReader);
    }
  }

  /** Makes one segment of all, without the papers that were removed, and makes it durable. */
  void compact() throws IOException {
    writing(
        () -> {
          writer.forceMerge(1);
          return writer.commit();
        });
    writing(this::renewReader);
  }

  /** Looks at what has been written so far; cheap after a commit, else it makes a segment of it. */
  private long renewReader() throws IOException {
    DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
    if (newer != null) {
      reader.close();
      reader = newer;
    }
    pending = new Pending();
    return reader.getVersion();
  }

  private interface Write {
    long run() throws IOException;
  }

  /** Writes, and says of a failure where it was: it may have come up earlier, in the background. */
  private void writing(Write write) throws IOException {
    try {
      var _ = write.run();
    } catch (IOException | AlreadyClosedException e) {
      Throwable cause = writer.getTragicException() == null ? e : writer.getTragicException();
      throw new IndexException(
          "the index at %s cannot be written: %s. What was committed stays; mend this and run the"
                  .formatted(folder, cause.getMessage())
              + " command again",
          cause);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock;
        directory;
        workers) {
      // commit() is the only way to keep what was written; a rollback also stops the merges.
      IOUtils.close(reader, writer::rollback);
    }
  }
}
