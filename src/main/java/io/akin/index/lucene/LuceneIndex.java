package io.akin.index.lucene;

import io.akin.index.Hit;
import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.KnnQuery;
import io.akin.index.PaperIndex;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** Reads an index on disk. Another process may write it meanwhile. Thread-safe. */
public final class LuceneIndex implements PaperIndex {
  /** How old a view of the index may get before a search looks for a newer commit. */
  private static final Duration MAX_AGE = Duration.ofSeconds(1);

  /** Words beyond these characters do not help to recognise a title. */
  private static final int TITLE_WORDS_LENGTH = 500;

  private final Directory directory;
  private final SearcherManager searchers;
  private final IndexManifest manifest;
  private final Duration maxAge;
  private final AtomicLong refreshedNanos = new AtomicLong(System.nanoTime());

  private LuceneIndex(
      Directory directory, SearcherManager searchers, IndexManifest manifest, Duration maxAge) {
    this.directory = directory;
    this.searchers = searchers;
    this.manifest = manifest;
    this.maxAge = maxAge;
  }

  /** How titles and abstracts become terms, for writing and searching alike. */
  static Analyzer analyzer() {
    return new EnglishAnalyzer();
  }

  /** Whether an index has been created in the folder. */
  public static boolean exists(Path folder) throws IOException {
    return new IndexFolder(folder).generation().isPresent();
  }

  /**
   * Opens the live generation of an index.
   *
   * @throws IndexException when there is none, or it is damaged or of an unknown format
   */
  public static LuceneIndex open(Path folder) throws IOException {
    return open(folder, MAX_AGE);
  }

  /** Opens an index whose view is renewed by the first search that finds it older than that. */
  static LuceneIndex open(Path folder, Duration maxAge) throws IOException {
    Path generation =
        new IndexFolder(folder)
            .generation()
            .orElseThrow(
                () ->
                    new IndexException(
                        "there is no index at %s. Create it: akin --index %s add FILE..."
                            .formatted(folder, folder)));
    Directory directory = FSDirectory.open(generation);
    try {
      IndexManifest manifest = manifest(folder, directory);
      return new LuceneIndex(
          directory,
          new SearcherManager(directory, new SameIndex(folder, manifest)),
          manifest,
          maxAge);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * What the last commit says of the index.
   *
   * @throws IndexException when it is damaged or of an unknown format
   */
  static IndexManifest manifest(Path folder, Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return IndexManifest.fromMap(reader.getIndexCommit().getUserData());
    } catch (IndexNotFoundException | CorruptIndexException e) {
      throw new IndexException(
          "the index at %s is damaged: %s. Delete the folder and add the papers again"
              .formatted(folder, e.getMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new IndexException(
          "the index at %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  @Override
  public IndexManifest manifest() {
    return manifest;
  }

  @Override
  public int size() throws IOException {
    return with(Snapshot::size);
  }

  @Override
  public Optional<IndexedPaper> find(PaperId id) throws IOException {
    return with(snapshot -> snapshot.find(List.of(id)).stream().findFirst());
  }

  @Override
  public List<Hit> nearest(KnnQuery query) throws IOException {
    if (query.vector().dimension() != manifest.space().dimension()) {
      throw new IllegalArgumentException(
          "the index holds vectors of %d dimensions, not %d"
              .formatted(manifest.space().dimension(), query.vector().dimension()));
    }
    return with(snapshot -> snapshot.nearest(query));
  }

  @Override
  public List<Paper> titled(String words, int k) throws IOException {
    String first = words.substring(0, Math.min(words.length(), TITLE_WORDS_LENGTH));
    try (Analyzer analyzer = analyzer()) {
      Query query = new QueryBuilder(analyzer).createBooleanQuery(PaperDocument.TITLE, first);
      return query == null ? List.of() : with(snapshot -> snapshot.search(query, k));
    }
  }

  @Override
  public void scan(PaperConsumer consumer) throws IOException {
    with(
        snapshot -> {
          snapshot.scan(consumer);
          return true;
        });
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    directory.close();
  }

  private <T> T with(Reading<T> reading) throws IOException {
    refreshIfOld();
    IndexSearcher searcher = searchers.acquire();
    try {
      return reading.from(new Snapshot(searcher));
    } finally {
      searchers.release(searcher);
    }
  }

  private void refreshIfOld() throws IOException {
    long now = System.nanoTime();
    long last = refreshedNanos.get();
    if (now - last >= maxAge.toNanos()) {
      searchers.maybeRefreshBlocking(); // a view that is too old is used by nobody
      refreshedNanos.set(System.nanoTime());
    }
  }

  /** Refuses a commit of another index that has been put in the place of the one opened. */
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
        throw new IndexException(
            "the index at %s has been replaced by another; start again to use it"
                .formatted(folder));
      }
      return new IndexSearcher(reader);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(Snapshot snapshot) throws IOException;
  }
}
