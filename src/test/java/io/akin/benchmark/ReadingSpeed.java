package io.akin.benchmark;

import io.akin.app.Application;
import io.akin.clean.PaperCleaner;
import io.akin.corpus.CorpusFiles;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.ReadResult.Skipped;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How fast a file is read and its texts are made readable, in one thread, from a cold start: what
 * stands before the encoder when papers are added. The peak of the heap is the sum of its pools'
 * peaks, garbage included, and so an upper bound. Run by {@code make bench-read}.
 */
final class ReadingSpeed {
  private static final int PROGRESS = 100_000;
  private static final double MIB = 1 << 20;

  private final long start = System.nanoTime();
  private long records;
  private long rejected;
  private long characters;

  private ReadingSpeed() {}

  public static void main(String[] args) throws IOException {
    ReadingSpeed speed = new ReadingSpeed();
    CorpusFiles.read(Path.of(args[0]), Application.readers(Optional.empty()), speed::take);
    double seconds = speed.seconds();
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "figures: records=%d seconds=%.1f records_per_s=%.0f heap_peak_mb=%.0f heap_limit_mb=%.0f"
            + " rejected=%d%n",
        speed.records,
        seconds,
        speed.records / seconds,
        peak / MIB,
        Runtime.getRuntime().maxMemory() / MIB,
        speed.rejected);
  }

  private void take(ReadResult result) {
    switch (result) {
      case Read read -> characters += PaperCleaner.clean(read.paper()).abstractText().length();
      case Rejected reason -> {
        if (rejected++ == 0) {
          System.out.println("the first that is rejected: " + reason);
        }
      }
      case Skipped _ -> records--;
    }
    if (++records % PROGRESS == 0) {
      System.out.printf(
          Locale.ROOT,
          "%,d records, %,d characters of abstracts, %.1f s%n",
          records,
          characters,
          seconds());
    }
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
