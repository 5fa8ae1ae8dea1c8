package io.akin.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void everyUnitIsDoneOnce(int threads) throws InterruptedException {
    AtomicIntegerArray done = new AtomicIntegerArray(100);

    new Workers(threads, Progress.NONE).run("counting", 100, done::incrementAndGet);

    int[] times = new int[100];
    Arrays.setAll(times, done::get);
    int[] once = new int[100];
    Arrays.fill(once, 1);
    assertArrayEquals(once, times);
  }

  @Test
  void aFailureOfAWorkerIsTheCallersAndEndsTheWork() {
    AtomicInteger begun = new AtomicInteger();
    var workers = new Workers(2, Progress.NONE);

    var thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                workers.run(
                    "failing",
                    1_000_000,
                    _ -> {
                      begun.incrementAndGet();
                      throw new ArithmeticException("no");
                    }));

    assertInstanceOf(ArithmeticException.class, thrown.getCause());
    assertTrue(begun.get() <= 2, begun + " were begun");
  }

  @Test
  void anInterruptEndsTheWorkWithTheUnitsBegun() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    Thread caller = Thread.currentThread();

    assertThrows(
        InterruptedException.class,
        () ->
            new Workers(2, Progress.NONE)
                .run(
                    "interrupted",
                    1_000_000,
                    _ -> {
                      if (begun.incrementAndGet() == 2) {
                        caller.interrupt();
                        never.countDown();
                      }
                      awaitQuietly(never);
                      Thread.onSpinWait();
                    }));

    assertTrue(begun.get() < 1_000_000);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
