package io.akin.harvest;

import io.akin.remote.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for real, and can be ended at once from another thread. */
public final class StoppablePause implements Pause {
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
