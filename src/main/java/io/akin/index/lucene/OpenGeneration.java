package io.akin.index.lucene;

import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * A generation of an index, open to be searched. Closing it lets searches that have begun come to
 * their end; the last of them closes the files. Thread-safe.
 */
final class OpenGeneration implements Closeable {
  private final String name;
  private final IndexManifest manifest;
  private final Directory directory;
  private final SearcherManager searchers;

  private OpenGeneration(
      String name, IndexManifest manifest, Directory directory, SearcherManager searchers) {
    this.name = name;
    this.manifest = manifest;
    this.directory = directory;
    this.searchers = searchers;
  }

  static OpenGeneration open(IndexFolder folder, Path generation) throws IOException {
    Directory directory = FSDirectory.open(generation);
    try {
      IndexManifest manifest = folder.manifest(directory);
      return new OpenGeneration(
          String.valueOf(generation.getFileName()),
          manifest,
          directory,
          folder.undamaged(
              () -> new SearcherManager(directory, new SameIndex(folder.path(), manifest))));
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

  /** Lets the next searches see the last commit. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
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
      return new PaperSearcher(reader);
    }
  }
}
