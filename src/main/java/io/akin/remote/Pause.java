package io.akin.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between requests. */
@FunctionalInterface
public interface Pause {
  /** Waits for real, and is ended by the end of the process alone. */
  Pause WAIT =
      duration -> {
        var _ = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
      };

  /**
   * Waits.
   *
   * @throws IOException when no more requests are to be made
   * @throws InterruptedException when the thread is
   */
  void await(Duration duration) throws IOException, InterruptedException;

  /**
   * Looks whether to go on, without waiting.
   *
   * @throws IOException when no more requests are to be made
   */
  default void check() throws IOException {}
}
