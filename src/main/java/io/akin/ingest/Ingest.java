package io.akin.ingest;

import io.akin.clean.PaperCleaner;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.ReadResult.Skipped;
import io.akin.encoder.Encoder;
import io.akin.encoder.TextRecipe;
import io.akin.index.PaperIndexWriter;
import io.akin.index.SpaceMismatchException;
import io.akin.language.LanguageDetector;
import io.akin.paper.Paper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Takes what readers read and puts it into an index: clean, tell the language, merge, skip what has
 * not changed, encode, store, commit. Reading and cleaning happen in the caller's thread, writing
 * in a second, encoding in a third, all at once and a few hundred papers apart, so that memory is
 * bounded whatever the size of a file.
 *
 * <p>An interruption, even of the process, loses what was encoded since the last commit, and a
 * later run encodes only what is missing. Records are handed over by one thread; {@link #stop} may
 * be called by any.
 */
public final class Ingest implements CorpusReader.Sink, AutoCloseable {
  /** Papers that are merged and encoded together: enough to find texts of like length. */
  static final int BATCH = 256;

  /** Batches that are read ahead. */
  private static final int QUEUE = 2;

  private final IngestListener listener;
  private final Storing storing;
  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;

  private Batch batch = new Batch();
  private volatile boolean stopped;
  private boolean failureTold;

  /** What the writing thread is to do next. */
  private sealed interface Step {
    record Store(Batch batch) implements Step {}

    record Commit(CountDownLatch done) implements Step {}

    record End() implements Step {}
  }

  /** What has been read since the last batch. */
  static final class Batch {
    final List<Read> papers = new ArrayList<>(BATCH);
    long rejected;
    long skippedFiles;
  }

  /**
   * Starts a run.
   *
   * @param writer stays open; used by the run alone until it is closed
   * @param encoder stays open
   * @param clock tells when to commit
   * @throws SpaceMismatchException when encoder and index belong to different spaces
   */
  public Ingest(
      PaperIndexWriter writer,
      Encoder encoder,
      CommitPolicy policy,
      InstantSource clock,
      IngestListener listener)
      throws SpaceMismatchException {
    writer.manifest().requireSpace("the index", encoder.space());
    this.listener = listener;
    this.storing =
        new Storing(
            writer,
            new Encoding(
                encoder, TextRecipe.ofId(writer.manifest().recipe()), listener, () -> stopped),
            policy,
            clock,
            listener);
    this.thread = new Thread(this::work, "ingest-store");
    thread.start();
  }

  /**
   * Takes a record, and waits while too many are ahead of it.
   *
   * @throws IngestStoppedException after {@link #stop}
   * @throws IOException when papers before it could not be encoded or stored
   */
  @Override
  public void accept(ReadResult result) throws IOException {
    if (stopped) {
      throw new IngestStoppedException();
    }
    throwFailure();
    switch (result) {
      case Rejected record -> reject(record);
      case Skipped file -> {
        batch.skippedFiles++;
        listener.skipped(file);
      }
      case Read record -> {
        Read cleaned;
        try {
          cleaned = record.withPaper(readable(record.paper()));
        } catch (IllegalArgumentException e) { // its limits hold for the readable text as well
          reject(new Rejected(record.location(), String.valueOf(e.getMessage())));
          return;
        }
        if (!record.leftOut().isEmpty()) {
          listener.leftOut(record);
        }
        listener.readMore(1);
        batch.papers.add(cleaned);
        if (batch.papers.size() == BATCH) {
          handOver();
        }
      }
    }
  }

  /** The paper as it is stored: its texts made readable, its language told. */
  static Paper readable(Paper paper) {
    return withLanguage(PaperCleaner.clean(paper));
  }

  /**
   * The paper with the language that its source told, else the one of its text, where that is
   * plain. Where it came from is not kept: copies merge the same either way, and no hash of a text
   * depends on it.
   */
  private static Paper withLanguage(Paper paper) {
    return paper.language().isPresent()
        ? paper
        : LanguageDetector.detect(paper.title(), paper.abstractText())
            .map(paper::withLanguage)
            .orElse(paper);
  }

  private void reject(Rejected record) {
    batch.rejected++;
    listener.rejected(record);
  }

  /**
   * Stores what has been taken so far and makes it durable.
   *
   * @throws IngestStoppedException after {@link #stop}: not all of it may have been stored
   * @throws IOException when that failed
   */
  public void commit() throws IOException {
    settle();
    if (stopped) {
      throw new IngestStoppedException();
    }
  }

  private void settle() throws IOException {
    handOver();
    CountDownLatch done = new CountDownLatch(1);
    put(new Step.Commit(done));
    await(done);
    throwFailure();
  }

  /**
   * Stores what is still waiting and tells what the run has done. Once a batch has failed, nothing
   * more is stored, and the report is that of what was committed; so it is after {@link #stop}.
   *
   * @throws IOException a failure that no other call has thrown
   */
  public IngestReport finish() throws IOException {
    if (!failureTold) {
      settle();
    }
    return storing.committed();
  }

  /**
   * Ends the run soon: what is being encoded is stored and committed by {@link #finish}, what has
   * been read beyond it is dropped, and {@link #accept} takes no more. Any thread may call it.
   */
  public void stop() {
    stopped = true;
  }

  /** Whether the run was asked to end before it was closed. */
  public boolean isStopped() {
    return stopped;
  }

  /** Ends the threads; what was not committed is dropped. */
  @Override
  public void close() {
    stopped = true;
    boolean interrupted = false;
    boolean told = false;
    while (thread.isAlive()) {
      try {
        if (!told) {
          steps.put(new Step.End());
          told = true;
        }
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true; // the writer must not be closed under the thread that uses it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOver() throws IOException {
    Batch full = batch;
    batch = new Batch();
    put(new Step.Store(full));
  }

  /** Does not wait for long after a failure: the other thread then only empties the queue. */
  private void put(Step step) throws IOException {
    try {
      steps.put(step);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static void await(CountDownLatch done) throws IOException {
    try {
      done.await();
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while papers were being added");
  }

  private void throwFailure() throws IOException {
    Throwable failure = storing.failure();
    if (failure == null || failureTold) {
      return;
    }
    failureTold = true;
    switch (failure) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private void work() {
    try (storing) {
      while (true) {
        switch (steps.take()) {
          case Step.Store step -> storing.add(step.batch());
          case Step.Commit step -> {
            storing.commit();
            step.done().countDown();
          }
          case Step.End _ -> {
            return;
          }
        }
      }
    } catch (InterruptedException _) {
      throw new IllegalStateException("nobody interrupts this thread");
    }
  }
}
