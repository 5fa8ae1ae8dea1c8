package io.akin.cli;

import io.akin.cluster.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows the steps of a computation: a bar for each on a terminal, elsewhere a line now and then.
 * Not thread-safe: one thread tells of the steps.
 */
final class StepProgress implements Progress, AutoCloseable {
  private static final int WIDTH = 110;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Console console;
  private final InstantSource clock;
  private @Nullable ProgressBar bar;
  private String step = "";
  private Instant lastLine;

  StepProgress(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
    this.lastLine = clock.instant();
  }

  @Override
  public void at(String name, long done, long of) {
    if (console.terminal()) {
      draw(name, done, of);
    } else {
      tell(name, done, of);
    }
  }

  private void draw(String name, long done, long of) {
    ProgressBar shown = bar;
    if (shown == null || !name.equals(step)) {
      end();
      step = name;
      PrintStream err = console.err();
      shown =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(of)
              .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
              .clearDisplayOnFinish()
              .build();
      bar = shown;
    }
    shown.maxHint(of);
    shown.stepTo(done);
  }

  private void tell(String name, long done, long of) {
    Instant now = clock.instant();
    if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
      lastLine = now;
      console
          .err()
          .printf(Locale.ROOT, "%s: %d%%%n", name, of == 0 ? 100 : Math.round(100.0 * done / of));
    }
  }

  @Override
  public void close() {
    end();
  }

  /** Takes the bar off the screen. */
  void end() {
    ProgressBar shown = bar;
    if (shown != null) {
      bar = null;
      shown.close();
    }
  }
}
