package io.akin.cli;

import io.akin.corpus.ReadResult.Rejected;
import io.akin.ingest.Ingest;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows a run to a person who watches: a bar on a terminal, rejected records everywhere. */
final class Progress implements Ingest.Listener, AutoCloseable {
  private static final int WIDTH = 80;

  private final PrintStream err;
  private final @Nullable ProgressBar bar;

  Progress(Console console) {
    this.err = console.err();
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

  @Override
  public void rejected(Rejected record) {
    err.printf("rejected %s: %s%n", record.location(), record.reason());
  }

  @Override
  public void progressed(int records) {
    if (bar != null) {
      bar.stepBy(records);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
