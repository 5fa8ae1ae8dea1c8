package io.akin.cli;

import io.akin.model.hub.Announcement;
import io.akin.model.hub.DownloadListener;
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
 * Shows a download to a person: what is to come, then a bar on a terminal, elsewhere a line now and
 * then. Not thread-safe.
 */
final class DownloadProgress implements DownloadListener, AutoCloseable {
  private static final int WIDTH = 110;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
  private static final int MEGA = 1_000_000;

  private final PrintStream err;
  private final boolean terminal;
  private final InstantSource clock;
  private @Nullable ProgressBar bar;
  private Instant lastLine;
  private long total;

  DownloadProgress(Console console, InstantSource clock) {
    this.err = console.err();
    this.terminal = console.terminal();
    this.clock = clock;
    this.lastLine = clock.instant();
  }

  @Override
  public void announced(Announcement announcement) {
    total = announcement.bytes();
    String here =
        announcement.bytesHere() == 0
            ? ""
            : String.format(
                Locale.ROOT, ", %,.1f MB here already", megabytes(announcement.bytesHere()));
    err.printf(
        Locale.ROOT,
        "akin: %s at commit %s, licence: %s; %d files, %,.1f MB%s, weights %s%n",
        announcement.repository(),
        announcement.commit(),
        announcement.licence().orElse("not stated, see the model's page before you use it"),
        announcement.files(),
        megabytes(total),
        here,
        announcement.weights());
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("download")
              .setInitialMax(total)
              .setUnit(" MB", MEGA)
              .showSpeed()
              .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
              .clearDisplayOnFinish()
              .build();
    }
  }

  @Override
  public void received(long bytes) {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.stepTo(bytes);
      return;
    }
    Instant now = clock.instant();
    if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
      lastLine = now;
      err.printf(Locale.ROOT, "%,.1f of %,.1f MB%n", megabytes(bytes), megabytes(total));
    }
  }

  private static double megabytes(long bytes) {
    return (double) bytes / MEGA;
  }

  @Override
  public void noted(String text) {
    err.println("akin: " + text);
  }

  /** Takes the bar off the screen. */
  @Override
  public void close() {
    ProgressBar shown = bar;
    if (shown != null) {
      bar = null;
      shown.close();
    }
  }
}
