package io.akin.benchmark;

import io.akin.app.Application;
import io.akin.clean.PaperCleaner;
import io.akin.corpus.CorpusFiles;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.ReadResult.Skipped;
import io.akin.language.LanguageDetector;
import io.akin.paper.Paper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads and cleans a file and tells the languages, in one thread, without encoding or storing
 * anything, and says how fast that was and how much of the heap it took.
 */
public final class ReadingSpeed implements CorpusReader.Sink {
  private static final double NANOS = 1e9;
  private static final int MEGABYTE = 1 << 20;
  private static final int INTERVAL = 100_000;

  private final long start = System.nanoTime();
  private long records;
  private long rejected;
  private long changed;
  private long languages;
  private long characters;

  /** Argument: the file. */
  public static void main(String[] args) throws IOException {
    List<CorpusReader> readers = Application.readers(Optional.empty());
    ReadingSpeed speed = new ReadingSpeed();
    CorpusFiles.read(Path.of(args[0]), readers, speed);
    speed.report();
  }

  @Override
  public void accept(ReadResult result) {
    switch (result) {
      case Rejected _ -> rejected++;
      case Skipped _ -> {}
      case Read read -> {
        Paper paper = PaperCleaner.clean(read.paper());
        changed += paper.abstractSource().isPresent() || paper.titleSource().isPresent() ? 1 : 0;
        Optional<String> language =
            paper.language().isPresent()
                ? paper.language()
                : LanguageDetector.detect(paper.title(), paper.abstractText());
        languages += language.isPresent() ? 1 : 0;
        characters += paper.abstractText().length(); // so that nothing can be left undone
        records++;
        if (records % INTERVAL == 0) {
          System.out.printf(
              Locale.ROOT, "%,d records, %,.0f a second%n", records, records / seconds());
        }
      }
    }
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }

  private void report() {
    double seconds = seconds();
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "figures: records=%d rejected=%d changed=%d languages=%d characters=%d seconds=%.1f records_per_s=%.0f"
            + " heap_peak_mb=%d heap_limit_mb=%d%n",
        records,
        rejected,
        changed,
        languages,
        characters,
        seconds,
        records / seconds,
        peak / MEGABYTE,
        Runtime.getRuntime().maxMemory() / MEGABYTE);
  }
}
