package io.akin.app;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderLoad;
import io.akin.encoder.EncoderSource;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.encoder.Token;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of a server, one for each space that its index has had. Each is opened and warmed up
 * in a thread of its own, shared by all requests, and closed some time after another space has
 * become the index's, once no request uses it. Thread-safe.
 */
final class Encoders implements EncoderSource, AutoCloseable {
  /** How long a space that could not be opened is left alone: its files may be on their way. */
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** How long an encoder stays that nobody uses, so that an index can be switched to and fro. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Opening opening;
  private final Duration retry;
  private final Duration kept;
  private final Map<EmbeddingSpace, Shared> encoders = new HashMap<>();

  /** What was last asked to be ready: it is about to become the index's. */
  private @Nullable EmbeddingSpace awaited;

  /** Makes an encoder of a space. */
  @FunctionalInterface
  interface Opening {
    Encoder open(EmbeddingSpace space) throws IOException;
  }

  Encoders(Opening opening) {
    this(opening, RETRY, KEPT);
  }

  Encoders(Opening opening, Duration retry, Duration kept) {
    this.opening = opening;
    this.retry = retry;
    this.kept = kept;
  }

  /** An encoder and who uses it; its fields are guarded by the lock of {@link Encoders}. */
  private static final class Shared {
    private final Future<Encoder> encoder;

    /** Why the last attempt failed, if this is another one. */
    private final Optional<Throwable> failedBefore;

    private final long begunNanos = System.nanoTime();
    private long usedNanos = begunNanos;
    private int users;

    Shared(Future<Encoder> encoder, Optional<Throwable> failedBefore) {
      this.encoder = encoder;
      this.failedBefore = failedBefore;
    }

    Optional<Throwable> failure() {
      return switch (encoder.state()) {
        case FAILED -> Optional.of(encoder.exceptionNow());
        case RUNNING -> failedBefore;
        case SUCCESS, CANCELLED -> Optional.empty();
      };
    }
  }

  /**
   * Whether an encoder of the space is open and warm; if not, begins to open it. Waits for nothing.
   */
  synchronized boolean isReady(EmbeddingSpace space) {
    awaited = space;
    Shared shared = shared(space);
    return shared.encoder.state() == Future.State.SUCCESS;
  }

  /** Why no encoder of the space could be opened, if that is so, while it is tried again too. */
  synchronized Optional<Throwable> failure(EmbeddingSpace space) {
    return Optional.ofNullable(encoders.get(space)).flatMap(Shared::failure);
  }

  private Shared shared(EmbeddingSpace space) {
    Shared known = encoders.get(space);
    boolean failed = known != null && known.encoder.state() == Future.State.FAILED;
    if (known != null && !(failed && isOver(retry, known.begunNanos))) {
      return known;
    }
    FutureTask<Encoder> task = new FutureTask<>(() -> openWarm(space));
    Shared begun = new Shared(task, known == null ? Optional.empty() : known.failure());
    encoders.put(space, begun);
    Thread.ofPlatform().name("open-encoder").daemon().start(task);
    return begun;
  }

  private static boolean isOver(Duration wait, long sinceNanos) {
    return System.nanoTime() - sinceNanos >= wait.toNanos();
  }

  private Encoder openWarm(EmbeddingSpace space) throws IOException {
    Encoder encoder = opening.open(space);
    try {
      var _ = encoder.encode(List.of("warm up"), Role.QUERY, Priority.INTERACTIVE);
      return encoder;
    } catch (IOException | RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  /** Waits until the encoder is open and warm, if it is not. */
  @Override
  public Encoder open(EmbeddingSpace space) throws IOException {
    Shared shared;
    synchronized (this) {
      shared = shared(space);
      shared.users++;
    }
    Encoder encoder = null;
    try {
      encoder = opened(shared.encoder);
      return new Lent(encoder, () -> giveBack(shared), new AtomicBoolean());
    } finally {
      if (encoder == null) {
        giveBack(shared);
      }
    }
  }

  private static Encoder opened(Future<Encoder> opening) throws IOException {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException known -> throw known;
        case RuntimeException known -> throw known;
        case Error known -> throw known;
        case null, default -> throw new IOException("the encoder could not be opened", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the encoder was being opened");
    }
  }

  /** What the encoder of a space has to do; nothing while it is not open. */
  synchronized EncoderLoad load(EmbeddingSpace space) {
    Shared shared = encoders.get(space);
    return shared == null || shared.encoder.state() != Future.State.SUCCESS
        ? EncoderLoad.NONE
        : shared.encoder.resultNow().load();
  }

  private synchronized void giveBack(Shared shared) {
    shared.users--;
    shared.usedNanos = System.nanoTime();
  }

  /** Closes the encoders of other spaces than the index's that no request has used of late. */
  void closeUnused(EmbeddingSpace live) {
    List<Shared> unused = new ArrayList<>();
    synchronized (this) {
      encoders
          .entrySet()
          .removeIf(
              entry -> {
                Shared shared = entry.getValue();
                boolean is =
                    !entry.getKey().equals(live)
                        && !entry.getKey().equals(awaited)
                        && shared.users == 0
                        && shared.encoder.isDone()
                        && isOver(kept, shared.usedNanos);
                return is && unused.add(shared);
              });
    }
    unused.forEach(Encoders::close);
  }

  private static void close(Shared shared) {
    try {
      opened(shared.encoder).close();
    } catch (IOException | RuntimeException _) {
      // It did not open; who asked for it has been told.
    }
  }

  /** Closes all, also those that requests still use, which then fail. */
  @Override
  public void close() {
    List<Shared> all;
    synchronized (this) {
      all = List.copyOf(encoders.values());
      encoders.clear();
    }
    all.forEach(Encoders::close);
  }

  /** What a request has in its hands: closing it gives the encoder back, once. */
  private record Lent(Encoder encoder, Runnable giveBack, AtomicBoolean closed) implements Encoder {
    @Override
    public EmbeddingSpace space() {
      return encoder.space();
    }

    @Override
    public List<Integer> dimensions() {
      return encoder.dimensions();
    }

    @Override
    public String prompt(Role role) {
      return encoder.prompt(role);
    }

    @Override
    public List<Token> tokens(String text) throws EncodeException {
      return encoder.tokens(text);
    }

    @Override
    public String text(long[] ids, boolean special) throws EncodeException {
      return encoder.text(ids, special);
    }

    @Override
    public List<Embedding> encode(List<String> texts, Role role, Priority priority)
        throws EncodeException {
      return encoder.encode(texts, role, priority);
    }

    @Override
    public EncoderLoad load() {
      return encoder.load();
    }

    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        giveBack.run();
      }
    }
  }
}
