package io.akin.index.lucene;

import io.akin.index.CheckReport;
import io.akin.index.Hit;
import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.KnnQuery;
import io.akin.index.PaperIndex;
import io.akin.index.RecallReport;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Reads an index on disk. Another process may write it meanwhile, or put a backup in its place.
 * Thread-safe.
 */
public final class LuceneIndex implements PaperIndex {
  /** How old a view of the index may get before a search looks for a newer commit. */
  private static final Duration MAX_AGE = Duration.ofSeconds(1);

  /** Words beyond these characters do not help to recognise a title. */
  private static final int TITLE_WORDS_LENGTH = 500;

  private final IndexFolder folder;
  private final Duration maxAge;
  private final Lock refreshing = new ReentrantLock();
  private volatile OpenGeneration live;
  private volatile long refreshedNanos = System.nanoTime();
  private volatile boolean closed;

  private LuceneIndex(IndexFolder folder, OpenGeneration live, Duration maxAge) {
    this.folder = folder;
    this.live = live;
    this.maxAge = maxAge;
  }

  /** Whether an index has been created in the folder. */
  public static boolean exists(Path folder) throws IOException {
    return new IndexFolder(folder).generation().isPresent();
  }

  /**
   * The manifest of an index, without opening the index.
   *
   * @return empty when there is no index
   * @throws IndexException when it is damaged or of an unknown format
   */
  public static Optional<IndexManifest> manifest(Path folder) throws IOException {
    IndexFolder index = new IndexFolder(folder);
    if (index.generation().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        index.read(
            generation -> {
              try (Directory directory = FSDirectory.open(generation)) {
                return index.manifest(directory);
              }
            }));
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
    IndexFolder index = new IndexFolder(folder);
    return new LuceneIndex(
        index, index.read(generation -> OpenGeneration.open(index, generation)), maxAge);
  }

  /**
   * Checks the last commit of an index, which others may write and read meanwhile.
   *
   * @throws IndexException when there is no index, or {@code CURRENT} names none
   */
  public static CheckReport check(Path folder) throws IOException {
    try (PinnedCommit commit = new IndexFolder(folder).read(PinnedCommit::open)) {
      return IndexCheck.of(commit);
    } catch (CorruptIndexException
        | IndexNotFoundException
        | IndexFormatTooOldException
        | IndexFormatTooNewException e) {
      return IndexCheck.unreadable(folder.toString(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public IndexManifest manifest() {
    return live.manifest();
  }

  @Override
  public OptionalDouble recall() throws IOException {
    return RecallFile.read(folder, live.name()).map(RecallReport::recall).stream()
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }

  /**
   * Measures how many of the ten nearest papers searches find, and remembers it with the index.
   *
   * @param queries papers to look for
   */
  public static RecallReport measureRecall(Path folder, int queries) throws IOException {
    try (LuceneIndex index = open(folder)) {
      String generation = index.live.name();
      RecallReport report = index.with(snapshot -> snapshot.recall(queries));
      RecallFile.write(index.folder, generation, report);
      return report;
    }
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
    manifest().requireDimension(query.vector().dimension());
    return with(snapshot -> snapshot.nearest(query));
  }

  @Override
  public List<Paper> titled(String words, int k) throws IOException {
    String first = words.substring(0, Math.min(words.length(), TITLE_WORDS_LENGTH));
    Query query =
        new QueryBuilder(PaperTerms.ANALYZER).createBooleanQuery(PaperDocument.TITLE, first);
    return query == null ? List.of() : with(snapshot -> snapshot.search(query, k));
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
    refreshing.lock();
    try {
      closed = true;
      live.close();
    } finally {
      refreshing.unlock();
    }
  }

  @Override
  public LuceneView view() throws IOException {
    if (isOld()) {
      refresh();
    }
    while (true) {
      OpenGeneration generation = live;
      PaperSearcher searcher;
      try {
        searcher = generation.acquire();
      } catch (AlreadyClosedException e) {
        if (generation == live) {
          throw e;
        }
        continue; // another generation has become live since we looked
      }
      return new LuceneView(generation, searcher);
    }
  }

  private <T> T with(Reading<T> reading) throws IOException {
    try (LuceneView view = view()) {
      return reading.from(new Snapshot(view.searcher()));
    }
  }

  private boolean isOld() {
    return System.nanoTime() - refreshedNanos >= maxAge.toNanos();
  }

  /** Lets all who find the view too old wait for the one who renews it. */
  private void refresh() throws IOException {
    refreshing.lock();
    try {
      if (isOld() && !closed) {
        try {
          live.refresh();
        } catch (IOException e) {
          if (isStillLive()) {
            throw e;
          } // otherwise its files are being deleted
        }
        if (!isStillLive()) {
          followCurrent();
        }
        refreshedNanos = System.nanoTime();
      }
    } finally {
      refreshing.unlock();
    }
  }

  private boolean isStillLive() throws IOException {
    return folder.liveName().equals(Optional.of(live.name()));
  }

  /** Takes the generation into use that has become the live one. */
  private void followCurrent() throws IOException {
    OpenGeneration old = live;
    OpenGeneration next = folder.read(generation -> OpenGeneration.open(folder, generation));
    if (!next.manifest().space().equals(old.manifest().space())
        || !next.manifest().recipe().equals(old.manifest().recipe())) {
      next.close();
      throw OpenGeneration.replaced(folder.path());
    }
    live = next;
    old.close();
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(Snapshot snapshot) throws IOException;
  }
}
