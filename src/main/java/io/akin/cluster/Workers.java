package io.akin.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share out a computation. What they compute does not depend on how many they are:
 * each unit of work writes what no other reads or writes, and sums are made per unit and added in
 * the units' order by the caller. Interrupting the caller ends the work at the end of the units
 * begun.
 */
public final class Workers {
  private static final long MILLIS_BETWEEN_REPORTS = 100;

  private final int threads;
  private final Progress progress;

  /**
   * Some workers.
   *
   * @param threads at least 1
   * @param progress told of every step
   */
  public Workers(int threads, Progress progress) {
    if (threads < 1) {
      throw new IllegalArgumentException("want 1 thread or more, got " + threads);
    }
    this.threads = threads;
    this.progress = progress;
  }

  /** As many as there are processors. */
  public static Workers all(Progress progress) {
    return new Workers(Runtime.getRuntime().availableProcessors(), progress);
  }

  /** How many threads share the work. */
  public int threads() {
    return threads;
  }

  /** As many, who tell nobody: for the parts of a step that is told of as a whole. */
  public Workers quiet() {
    return new Workers(threads, Progress.NONE);
  }

  /** Who is told of every step, for work that is not shared out. */
  public Progress progress() {
    return progress;
  }

  /**
   * Does units of work, 0 to {@code units - 1}, each once, and returns when all are done. What is
   * for one thread alone is done by the caller's.
   *
   * @param step what is being done, for {@link Progress}
   * @throws InterruptedException when the calling thread is interrupted; no worker is left running
   */
  public void run(String step, int units, IntConsumer unit) throws InterruptedException {
    if (Math.min(threads, units) <= 1) {
      runAlone(step, units, unit);
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    int started = Math.min(threads, units);
    CountDownLatch running = new CountDownLatch(started);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < started; i++) {
      workers.add(
          Thread.ofPlatform()
              .name("cluster-" + (i + 1))
              .daemon()
              .start(
                  () -> {
                    try {
                      for (int u = next.getAndIncrement(); u < units; u = next.getAndIncrement()) {
                        unit.accept(u);
                        done.incrementAndGet();
                      }
                    } catch (Throwable e) { // told to the caller, below
                      failure.compareAndSet(null, e);
                      next.set(units);
                    } finally {
                      running.countDown();
                    }
                  }));
    }
    try {
      while (!running.await(MILLIS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS)) {
        progress.at(step, done.get(), units);
      }
    } finally {
      next.set(units);
      for (Thread worker : workers) {
        joinUninterruptibly(worker);
      }
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw failed(step, thrown);
    }
    progress.at(step, units, units);
  }

  private void runAlone(String step, int units, IntConsumer unit) throws InterruptedException {
    long told = System.nanoTime();
    for (int u = 0; u < units; u++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted at: " + step);
      }
      if (System.nanoTime() - told >= TimeUnit.MILLISECONDS.toNanos(MILLIS_BETWEEN_REPORTS)) {
        progress.at(step, u, units);
        told = System.nanoTime();
      }
      try {
        unit.accept(u);
      } catch (RuntimeException e) {
        throw failed(step, e);
      }
    }
    progress.at(step, units, units);
  }

  private static IllegalStateException failed(String step, Throwable thrown) {
    return new IllegalStateException("a worker failed at: " + step, thrown);
  }

  private static void joinUninterruptibly(Thread worker) {
    boolean interrupted = false;
    while (true) {
      try {
        worker.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true; // units are short; no worker may outlive the call
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
