package io.akin.cli;

import io.akin.ingest.IngestListener;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows a rebuild: a bar on a terminal, elsewhere a line now and then. Thread-safe. */
final class RebuildProgress implements IngestListener, AutoCloseable {
  private static final int WIDTH = 110;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final PrintStream err;
  private final int papers;
  private final InstantSource clock;
  private final Instant start;
  private @Nullable ProgressBar bar;
  private Instant lastLine;
  private int done;

  /**
   * Shows a rebuild.
   *
   * @param papers there are in all
   */
  RebuildProgress(Console console, int papers, InstantSource clock) {
    this.err = console.err();
    this.papers = papers;
    this.clock = clock;
    this.start = clock.instant();
    this.lastLine = start;
    this.bar =
        console.terminal()
            ? new ProgressBarBuilder()
                .setTaskName("papers")
                .setInitialMax(papers)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .clearDisplayOnFinish()
                .build()
            : null;
  }

  @Override
  public synchronized void progressed(int more, boolean encoded) {
    done += more;
    ProgressBar shown = bar;
    if (shown != null) {
      shown.stepTo(done);
      return;
    }
    Instant now = clock.instant();
    if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
      lastLine = now;
      double seconds = Duration.between(start, now).toMillis() / 1000.0;
      err.printf(
          Locale.ROOT,
          "%,d of %,d papers, %.0f/s, about %,.0f s left%n",
          done,
          papers,
          done / seconds,
          (papers - done) * seconds / done);
    }
  }

  @Override
  public void close() {
    end();
  }

  /** Takes the bar off the screen. */
  synchronized void end() {
    ProgressBar shown = bar;
    if (shown != null) {
      bar = null;
      shown.close();
    }
  }
}
