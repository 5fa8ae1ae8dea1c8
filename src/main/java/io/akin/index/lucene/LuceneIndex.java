package io.akin.index.lucene;

import io.akin.embedding.EmbeddingSpace;
import io.akin.index.CheckReport;
import io.akin.index.Hit;
import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.KnnQuery;
import io.akin.index.PaperIndex;
import io.akin.index.RecallReport;
import io.akin.index.StorageReport;
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
import java.util.function.Predicate;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.VectorUtil;

/**
 * Reads an index on disk. Another process may write it meanwhile, or make another generation the
 * live one, of another model even: who needs vectors of one request to be comparable asks a {@link
 * #view} for all of them. Thread-safe.
 */
public final class LuceneIndex implements PaperIndex {
  /** How old a view of the index may get before a search looks for a newer commit. */
  private static final Duration MAX_AGE = Duration.ofSeconds(1);

  /** Words beyond these characters do not help to recognise a title. */
  private static final int TITLE_WORDS_LENGTH = 500;

  private final IndexFolder folder;
  private final Duration maxAge;
  private final Predicate<EmbeddingSpace> admission;
  private final Lock refreshing = new ReentrantLock();
  private volatile OpenGeneration live;
  private volatile long refreshedNanos = System.nanoTime();
  private volatile boolean closed;

  private LuceneIndex(
      IndexFolder folder,
      OpenGeneration live,
      Duration maxAge,
      Predicate<EmbeddingSpace> admission) {
    this.folder = folder;
    this.live = live;
    this.maxAge = maxAge;
    this.admission = admission;
  }

  /** Loads what maps files and compares vectors, some 0.3 s of work, ahead of {@link #open}. */
  public static void loadEngine() {
    var _ = Simd.missing();
    var _ = VectorUtil.dotProduct(new float[1], new float[1]);
    var _ = MMapDirectory.supportsMadvise();
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
    return index.generation().isEmpty() ? Optional.empty() : Optional.of(liveManifest(index));
  }

  /**
   * Whether an index holds papers, without opening the index.
   *
   * @return false also when there is no index
   * @throws IndexException when it is damaged or of an unknown format
   */
  public static boolean holdsPapers(Path folder) throws IOException {
    IndexFolder index = new IndexFolder(folder);
    return index.generation().isPresent() && lastCommit(index, commit -> index.papers(commit) > 0);
  }

  private static IndexManifest liveManifest(IndexFolder index) throws IOException {
    return lastCommit(index, index::manifest);
  }

  @FunctionalInterface
  private interface CommitReading<T> {
    T from(Directory generation) throws IOException;
  }

  /** Reads a small file: what maps the large ones would take 0.2 s to be made ready for it. */
  private static <T> T lastCommit(IndexFolder index, CommitReading<T> reading) throws IOException {
    return index.read(
        generation -> {
          try (Directory directory = new NIOFSDirectory(generation)) {
            return reading.from(directory);
          }
        });
  }

  /**
   * Opens the live generation of an index.
   *
   * @throws IndexException when there is none, or it is damaged or of an unknown format
   */
  public static LuceneIndex open(Path folder) throws IOException {
    return open(folder, MAX_AGE);
  }

  /**
   * Opens the live generation of an index. Another one that becomes live later is taken into use
   * when its space is admitted; until then searches go on in the one before.
   *
   * @param admission asked about once a second, by a search that waits for the answer
   */
  public static LuceneIndex open(Path folder, Predicate<EmbeddingSpace> admission)
      throws IOException {
    return open(folder, MAX_AGE, admission);
  }

  /** Opens an index whose view is renewed by the first search that finds it older than that. */
  static LuceneIndex open(Path folder, Duration maxAge) throws IOException {
    return open(folder, maxAge, _ -> true);
  }

  static LuceneIndex open(Path folder, Duration maxAge, Predicate<EmbeddingSpace> admission)
      throws IOException {
    IndexFolder index = new IndexFolder(folder);
    return new LuceneIndex(
        index, index.read(generation -> OpenGeneration.open(index, generation)), maxAge, admission);
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
    return live.recall();
  }

  /** How the live generation lies on disk and how it is searched. */
  public static StorageReport storage(Path path) throws IOException {
    IndexFolder folder = new IndexFolder(path);
    try (PinnedCommit commit = LuceneBackup.pin(folder)) {
      String name = String.valueOf(commit.generation().getFileName());
      Optional<RecallReport> recall = RecallFile.read(folder, name);
      return new StorageReport(
          folder.manifest(commit),
          name,
          folder.previous().map(previous -> String.valueOf(previous.getFileName())),
          commit.papers(),
          commit.removed(),
          commit.segments(),
          commit.bytes(),
          commit.papers() <= Crossover.EXACT_UP_TO,
          Crossover.gamma(recall, commit.papers()),
          recall);
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
    try (LuceneView view = view()) {
      view.manifest().requireDimension(query.vector().dimension());
      return new Snapshot(view.searcher()).nearest(query, view.gamma());
    }
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

  /** Takes the generation into use that has become the live one, if it may. */
  private void followCurrent() throws IOException {
    OpenGeneration old = live;
    if (admission.test(liveManifest(folder).space())) {
      live = folder.read(generation -> OpenGeneration.open(folder, generation));
      old.close();
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(Snapshot snapshot) throws IOException;
  }
}
