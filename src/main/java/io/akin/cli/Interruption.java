package io.akin.cli;

/**
 * Interrupts the thread that it was made in when the process is asked to end, which ends a
 * computation at a clean point.
 */
final class Interruption implements AutoCloseable {
  private final StopSignal signal;

  private Interruption(Thread computing) {
    this.signal = StopSignal.then(computing::interrupt);
  }

  static Interruption ofThisThread() {
    return new Interruption(Thread.currentThread());
  }

  /** From now on the process ends as it does elsewhere. */
  @Override
  public void close() {
    signal.close();
  }
}
