package io.akin.index.lucene;

import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import io.akin.index.RecallReport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * A generation of an index, open to be searched. Closing it lets searches that have begun come to
 * their end; the last of them closes the files. Thread-safe.
 */
final class OpenGeneration implements Closeable {
  private final IndexFolder folder;
  private final String name;
  private final IndexManifest manifest;
  private final Directory directory;
  private final SearcherManager searchers;
  private volatile Optional<RecallReport> measured = Optional.empty();

  private OpenGeneration(
      IndexFolder folder,
      String name,
      IndexManifest manifest,
      Directory directory,
      SearcherManager searchers) {
    this.folder = folder;
    this.name = name;
    this.manifest = manifest;
    this.directory = directory;
    this.searchers = searchers;
  }

  static OpenGeneration open(IndexFolder folder, Path generation) throws IOException {
    Directory directory = MappedFiles.open(generation);
    try {
      IndexManifest manifest = folder.manifest(directory);
      OpenGeneration opened =
          new OpenGeneration(
              folder,
              String.valueOf(generation.getFileName()),
              manifest,
              directory,
              folder.undamaged(
                  () -> new SearcherManager(directory, new SameIndex(folder.path(), manifest))));
      opened.readMeasured();
      return opened;
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** What {@code CURRENT} calls it. */
  String name() {
    return name;
  }

  IndexManifest manifest() {
    return manifest;
  }

  /** What was measured of it, as far as that was known when it was last refreshed. */
  Optional<RecallReport> measured() {
    return measured;
  }

  /** As it was last measured. */
  OptionalDouble recall() throws IOException {
    return RecallFile.read(folder, name).stream().mapToDouble(RecallReport::recall).findFirst();
  }

  /**
   * How far searches walk over the graph, as {@link GraphSearch} has it.
   *
   * @param papers in the index
   */
  double gamma(int papers) {
    return Crossover.gamma(measured, papers);
  }

  /** Lets the next searches see the last commit, and what was measured since. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
    readMeasured();
  }

  private void readMeasured() throws IOException {
    try {
      measured = RecallFile.read(folder, name);
    } catch (IndexException e) {
      measured = Optional.empty(); // who asks for the recall is told
    }
  }

  /**
   * A searcher, to be given back by {@link #release}.
   *
   * @throws AlreadyClosedException when the generation has been closed
   */
  PaperSearcher acquire() throws IOException {
    return (PaperSearcher) searchers.acquire(); // as its factory makes them
  }

  void release(IndexSearcher searcher) throws IOException {
    searchers.release(searcher);
  }

  @Override
  public void close() throws IOException {
    try (directory) {
      searchers.close();
    }
  }

  /** The error when another index has been put in the place of the one opened. */
  static IndexException replaced(Path folder) {
    return new IndexException(
        "the index at %s has been replaced by another; start again to use it".formatted(folder));
  }

  /** Refuses a commit of another index among the files. */
  private static final class SameIndex extends SearcherFactory {
    private final Path folder;
    private final IndexManifest manifest;
    private final KnownWords words = new KnownWords();

    SameIndex(Path folder, IndexManifest manifest) {
      this.folder = folder;
      this.manifest = manifest;
    }

    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous)
        throws IOException {
      Map<String, String> commit = ((DirectoryReader) reader).getIndexCommit().getUserData();
      if (!commit.equals(manifest.toMap())) {
        throw replaced(folder);
      }
      return new PaperSearcher(reader, words);
    }
  }
}
