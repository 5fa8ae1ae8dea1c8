package io.akin.encoder;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.Work.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Brings the texts of all callers to one device: a bounded queue, batches of texts of like length,
 * and a few platform threads that run them, since inference is a native call and would pin a
 * virtual thread's carrier. A text is tokenised in the thread of its caller, while the device works
 * on others. A text that several callers want at once is encoded once, and the queries asked last
 * are remembered. Thread-safe.
 */
public final class BatchingEncoder implements Encoder {
  /** Batches that may wait: about 2 s of work. */
  private static final int QUEUE = 128;

  /** Queries to remember, about 2 MB at 384 dimensions. */
  private static final int CACHED_QUERIES = 1_024;

  private final Backend backend;
  private final WorkQueue queue;
  private final EmbeddingCache queries = new EmbeddingCache(CACHED_QUERIES);
  private final ReadWriteLock backendInUse = new ReentrantReadWriteLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final LongAdder batches = new LongAdder();
  private final LongAdder texts = new LongAdder();
  private final LongAdder remembered = new LongAdder();
  private final ExecutorService workers;

  /**
   * Starts the threads.
   *
   * @param backend is closed with this encoder
   */
  public BatchingEncoder(Backend backend) {
    this.backend = backend;
    BatchLimits limits = backend.limits();
    this.queue = new WorkQueue(limits, (long) QUEUE * limits.tokens());
    this.workers =
        Executors.newFixedThreadPool(
            limits.concurrency(), Thread.ofPlatform().name("encoder-", 1).daemon().factory());
    for (int i = 0; i < limits.concurrency(); i++) {
      workers.execute(this::work);
    }
  }

  @Override
  public EmbeddingSpace space() {
    return backend.space();
  }

  @Override
  public List<Integer> dimensions() {
    return backend.dimensions();
  }

  @Override
  public String prompt(Role role) {
    return backend.prompt(role);
  }

  @Override
  public List<Token> tokens(String text) throws EncodeException {
    return whileOpen(() -> backend.allTokens(text));
  }

  @Override
  public String text(long[] ids, boolean special) throws EncodeException {
    return whileOpen(() -> backend.text(ids, special));
  }

  @Override
  public List<Embedding> encode(List<String> texts, Role role, Priority priority)
      throws EncodeException {
    Call call = new Call(priority);
    List<Work> works = new ArrayList<>();
    List<CompletableFuture<Embedding>> results = new ArrayList<>(texts.size());
    try {
      for (String text : texts) {
        String prompted = backend.prompt(role) + text;
        Optional<Embedding> known = role == Role.QUERY ? queries.find(prompted) : Optional.empty();
        if (known.isPresent()) {
          results.add(CompletableFuture.completedFuture(known.get()));
          remembered.increment();
        } else {
          Work work = submit(call, prompted);
          works.add(work);
          results.add(work.embedding());
        }
      }
      List<Embedding> embeddings = new ArrayList<>(texts.size());
      for (CompletableFuture<Embedding> result : results) {
        embeddings.add(result.get());
      }
      if (role == Role.QUERY) {
        works.forEach(work -> queries.keep(work.text(), work.embedding().join()));
      }
      return embeddings;
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EncodeException("interrupted while encoding", e);
    } finally {
      queue.abandon(works); // of no effect on those that are done
    }
  }

  @Override
  public EncoderLoad load() {
    return new EncoderLoad(
        waitingTokens(Priority.INTERACTIVE),
        waitingTokens(Priority.LOAD),
        batches.sum(),
        texts.sum(),
        remembered.sum());
  }

  /** Tokens of the texts of a priority that wait for the device, padding not counted. */
  long waitingTokens(Priority priority) {
    return queue.waitingTokens(priority);
  }

  private Work submit(Call call, String text) throws EncodeException, InterruptedException {
    Optional<Work> underWay = queue.join(call, text);
    return underWay.isPresent()
        ? underWay.get()
        : queue.submit(call, text, whileOpen(() -> backend.tokens(text)));
  }

  /** What tokenises. */
  private interface Tokenising<T> {
    T run() throws EncodeException;
  }

  /** Tokenising is a native call too, and must not be under way when the backend is closed. */
  private <T> T whileOpen(Tokenising<T> tokenising) throws EncodeException {
    backendInUse.readLock().lock();
    try {
      if (closed.get()) {
        throw new EncodeException("the encoder is closed");
      }
      return tokenising.run();
    } finally {
      backendInUse.readLock().unlock();
    }
  }

  private static EncodeException failure(ExecutionException e) {
    return e.getCause() instanceof EncodeException known
        ? new EncodeException(String.valueOf(known.getMessage()), known)
        : new EncodeException("the model failed: " + e.getCause(), e);
  }

  /** What a worker thread does until the queue is closed. */
  private void work() {
    try {
      for (List<Work> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        run(batch);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does, and there is nothing to clean up
    }
  }

  /** Whatever goes wrong must reach those who wait, and must not end the thread. */
  private void run(List<Work> batch) {
    try {
      List<Embedding> embeddings = backend.run(batch.stream().map(Work::tokens).toList());
      batches.increment();
      texts.add(batch.size());
      queue.finished(batch); // first, so that who is answered and asks again is not given this one
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).embedding().complete(embeddings.get(i));
      }
    } catch (Throwable failure) {
      if (batch.size() > 1) {
        batch.forEach(work -> run(List.of(work))); // one bad text must not fail those beside it
      } else {
        queue.finished(batch);
        batch.getFirst().embedding().completeExceptionally(failure);
      }
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    // What has not begun is given up; what runs is waited for, since the backend frees the model.
    EncodeException end = new EncodeException("the encoder was closed");
    queue.close().forEach(work -> work.embedding().completeExceptionally(end));
    workers.close();
    backendInUse.writeLock().lock();
    try {
      backend.close();
    } finally {
      backendInUse.writeLock().unlock();
    }
  }
}
