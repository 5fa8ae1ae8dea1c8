package io.akin.harvest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between requests. */
@FunctionalInterface
public interface Pause {
  /**
   * Waits.
   *
   * @throws HarvestException when the harvest is to stop
   * @throws InterruptedException when the thread is
   */
  void await(Duration duration) throws HarvestException, InterruptedException;

  /**
   * Looks whether to go on, without waiting.
   *
   * @throws HarvestException when the harvest is to stop
   */
  default void check() throws HarvestException {}

  /** Waits for real, and can be ended at once from another thread. */
  final class Stoppable implements Pause {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Ends the wait at hand, and every later one before it begins. */
    public void stop() {
      stopped.countDown();
    }

    @Override
    public void check() throws HarvestException {
      if (stopped.getCount() == 0) {
        throw new HarvestException(
            "the harvest was stopped; run the same command again to go on from there");
      }
    }

    @Override
    public void await(Duration duration) throws HarvestException, InterruptedException {
      var _ = stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
      check();
    }
  }
}
