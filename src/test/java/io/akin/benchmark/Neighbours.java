package io.akin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * How much of the machine others had while something was measured. Threads that wait for each other
 * suffer more from a busy machine than threads that do not, so ratios of a busy hour are none of a
 * quiet one.
 */
final class Neighbours {
  private static final Path STAT = Path.of("/proc/stat");

  /** Linux counts in hundredths of a second, whatever its clock. */
  private static final double TICKS = 100;

  private final long start = System.nanoTime();
  private final double busy;
  private final double own;

  private Neighbours(double busy, double own) {
    this.busy = busy;
    this.own = own;
  }

  static Neighbours watch() throws IOException {
    return new Neighbours(busySeconds(), ownSeconds());
  }

  /** The share of all cores that went to other processes since then; 0 where nobody says. */
  double share() throws IOException {
    double wall = (System.nanoTime() - start) / 1e9;
    double others = busySeconds() - busy - (ownSeconds() - own);
    return Math.max(0, others / wall / Runtime.getRuntime().availableProcessors());
  }

  /** User, nice, system, interrupt, soft interrupt and stolen time of all cores. */
  private static double busySeconds() throws IOException {
    if (!Files.exists(STAT)) {
      return 0;
    }
    String[] all = Files.readAllLines(STAT).getFirst().split("\\s+", -1);
    return Arrays.stream(new int[] {1, 2, 3, 6, 7, 8}).mapToLong(i -> Long.parseLong(all[i])).sum()
        / TICKS;
  }

  /** This process and those it started. */
  private static double ownSeconds() {
    ProcessHandle self = ProcessHandle.current();
    return seconds(self) + self.descendants().mapToDouble(Neighbours::seconds).sum();
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }
}
