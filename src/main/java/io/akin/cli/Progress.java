package io.akin.cli;

import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.ReadResult.Skipped;
import io.akin.ingest.IngestListener;
import io.akin.paper.PaperId;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run to a person: a bar on a terminal, elsewhere a line now and then; the first rejected
 * records, and where the others are. Thread-safe.
 */
final class Progress implements IngestListener, AutoCloseable {
  private static final int WIDTH = 110;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  /** Rejected records that are shown; a file of a million of them would bury everything else. */
  private static final int SHOWN = 20;

  private final PrintStream err;
  private final RunLog log;
  private final OptionalLong totalBytes;
  private final InstantSource clock;
  private final Instant start;
  private final @Nullable ProgressBar bar;

  private Instant lastLine;
  private long bytes;
  private long papersRead;
  private long done;
  private long unchanged;
  private long rejected;
  private boolean ended;

  /**
   * Shows a run over input of the given size, if that is known.
   *
   * @param clock tells speed and time left
   */
  Progress(Console console, RunLog log, OptionalLong totalBytes, InstantSource clock) {
    this.err = console.err();
    this.log = log;
    this.totalBytes = totalBytes;
    this.clock = clock;
    this.start = clock.instant();
    this.lastLine = start;
    this.bar =
        console.terminal()
            ? new ProgressBarBuilder()
                .setTaskName("papers")
                .setInitialMax(-1)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .clearDisplayOnFinish()
                .build()
            : null;
  }

  /** Some more bytes of the input have been read. */
  synchronized void bytesRead(long more) {
    bytes += more;
  }

  @Override
  public synchronized void readMore(int papers) {
    papersRead += papers;
  }

  @Override
  public synchronized void rejected(Rejected record) {
    log.rejected(record);
    rejected++;
    if (rejected <= SHOWN) {
      say("rejected %s: %s".formatted(record.location(), record.reason()));
    } else if (rejected == SHOWN + 1) {
      say("more rejected records are in " + log.rejectedFile());
    }
  }

  @Override
  public synchronized void skipped(Skipped file) {
    log.skipped(file);
    say("passed over: %s %s".formatted(file.location().file(), file.reason()));
  }

  @Override
  public void leftOut(Read record) {
    log.leftOut(record);
  }

  @Override
  public void merged(String copy, PaperId into) {
    log.merged(copy, into);
  }

  @Override
  public synchronized void progressed(int papers, boolean encoded) {
    done += papers;
    unchanged += encoded ? 0 : papers;
    long expected = expected();
    if (bar != null) {
      bar.maxHint(expected);
      bar.setExtraMessage(
          String.format(Locale.ROOT, " %,d skipped, %,d rejected", unchanged, rejected));
      bar.stepTo(done);
      return;
    }
    Instant now = clock.instant();
    if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
      lastLine = now;
      say(line(Duration.between(start, now), expected));
    }
  }

  /** How many papers the input will give, judging by what has been read of it; -1 if unknown. */
  private long expected() {
    if (totalBytes.isEmpty() || bytes == 0) {
      return -1;
    }
    double share = Math.min(1, (double) bytes / totalBytes.getAsLong());
    return Math.max(done, Math.round(papersRead / share));
  }

  private String line(Duration elapsed, long expected) {
    double perSecond = done / (elapsed.toMillis() / 1000.0);
    String line =
        String.format(
            Locale.ROOT,
            "%,d papers, %.0f/s, %,d skipped, %,d rejected",
            done,
            perSecond,
            unchanged,
            rejected);
    if (expected < 0 || perSecond == 0) {
      return line;
    }
    long seconds = Math.round((expected - done) / perSecond);
    return String.format(
        Locale.ROOT,
        "%s; about %,d in all, %d:%02d:%02d left",
        line,
        expected,
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60);
  }

  private void say(String line) {
    err.println(line);
  }

  /** Takes the bar off the screen, before the report. */
  synchronized void end() {
    if (bar != null && !ended) {
      ended = true; // closing it again would draw it again
      bar.close();
    }
  }

  @Override
  public void close() {
    end();
  }
}
