package io.akin.app;

import io.akin.embedding.EmbeddingSpace;
import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a server with its index when another generation becomes the live one: opens the encoder it
 * needs first, so that no request waits for a model, and closes the one that is not needed any
 * more. Where the encoder cannot be opened the server goes on with the generation before.
 */
final class Follower implements AutoCloseable {
  private final Encoders encoders;
  private final Consumer<String> notes;
  private final AtomicReference<@Nullable EmbeddingSpace> saidOf = new AtomicReference<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("follow-index").daemon().factory());

  Follower(Encoders encoders, Consumer<String> notes) {
    this.encoders = encoders;
    this.notes = notes;
  }

  /** Whether the index may go over to a generation of the space now. */
  boolean admits(EmbeddingSpace next) {
    if (encoders.isReady(next)) {
      saidOf.set(null);
      return true;
    }
    encoders
        .failure(next)
        .filter(_ -> !next.equals(saidOf.getAndSet(next)))
        .ifPresent(
            failure ->
                notes.accept(
                    "the index is now of %s, which cannot be opened: %s. The server goes on with the generation before and tries again"
                        .formatted(next, failure.getMessage())));
    return false;
  }

  /**
   * Looks at the index now and then, which goes by itself only when it is asked something.
   *
   * @param between two looks
   */
  void follow(PaperIndex index, Duration between) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> look(index), between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(PaperIndex index) {
    try (PaperView view = index.view()) {
      encoders.closeUnused(view.manifest().space());
    } catch (IOException | RuntimeException _) {
      // Requests fail for the same reason and tell it; the next look may be luckier.
    }
  }

  /** Waits for the look that is under way. */
  @Override
  public void close() {
    thread.close();
  }
}
