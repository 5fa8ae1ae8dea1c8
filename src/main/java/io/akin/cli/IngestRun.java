package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.app.Application;
import io.akin.corpus.CorpusReader;
import io.akin.encoder.Encoder;
import io.akin.index.PaperIndexWriter;
import io.akin.ingest.CommitPolicy;
import io.akin.ingest.Ingest;
import io.akin.ingest.IngestReport;
import io.akin.ingest.IngestStoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One run of papers into the index, from whatever source: shown while it goes on, ended at a clean
 * point when the process is asked to end, and reported at its end.
 */
final class IngestRun {
  /** How long a source that may block is given to notice that it is to stop. */
  private static final Duration BLOCKED = Duration.ofSeconds(3);

  private final Application application;
  private final Console console;
  private final Path log;
  private final boolean json;

  /**
   * Plans a run.
   *
   * @param log folder for the files that the run leaves
   * @param json whether to print the report as JSON
   */
  IngestRun(Application application, Console console, Path log, boolean json) {
    this.application = application;
    this.console = console;
    this.log = log;
    this.json = json;
  }

  /** Folders that the run itself writes to: reading them would never end. */
  List<Path> ownFolders() {
    return List.of(log, application.indexFolder());
  }

  /** Hands papers over. */
  @FunctionalInterface
  interface Source {
    /**
     * Reads all there is.
     *
     * @param commit makes durable what has been handed over
     */
    void read(CorpusReader.Sink sink, Checkpoint commit, Progress progress) throws IOException;

    /** Whether reading may wait without end for something that cannot be interrupted. */
    default boolean mayBlock() {
      return false;
    }

    /** Ends the reading soon, where it may be waiting for something; called by another thread. */
    default void stop() {}

    /** Adds to the report, as JSON, what there is to say of the source. */
    default void describe(ObjectNode report) {}
  }

  /** Makes durable what has been handed over. */
  @FunctionalInterface
  interface Checkpoint {
    void commit() throws IOException;
  }

  /**
   * Runs. What was read before a failure is stored and reported all the same.
   *
   * @param bytes size of the input, to tell how much is left, if known
   * @return the report that was printed
   */
  ObjectNode run(OptionalLong bytes, Source source) throws IOException {
    InstantSource clock = InstantSource.system();
    Instant start = clock.instant();
    CountDownLatch closed = new CountDownLatch(1);
    try (Encoder encoder = application.openEncoder();
        PaperIndexWriter writer = application.openWriter(encoder.space());
        RunLog files = new RunLog(log);
        Progress progress = new Progress(console, files, bytes, clock);
        Ingest ingest = new Ingest(writer, encoder, CommitPolicy.DEFAULT, clock, progress)) {
      IngestReport report;
      try (StopSignal _ = StopSignal.then(() -> stop(source, ingest, closed))) {
        source.read(ingest, ingest::commit, progress);
        report = ingest.finish();
        if (ingest.isStopped()) {
          throw new IngestStoppedException();
        }
      } catch (IOException | RuntimeException e) {
        storeWhatWasRead(
            source, ingest, files, progress, Duration.between(start, clock.instant()), e);
        if (ingest.isStopped()) {
          console.err().println("akin: " + e.getMessage());
        }
        throw e;
      }
      progress.end();
      return print(source, report, files, Duration.between(start, clock.instant()));
    } finally {
      closed.countDown();
    }
  }

  private static void stop(Source source, Ingest ingest, CountDownLatch closed) {
    ingest.stop();
    source.stop();
    try {
      if (source.mayBlock() && !closed.await(BLOCKED.toMillis(), TimeUnit.MILLISECONDS)) {
        // Nobody may ever write to the pipe that is being read: what was encoded is stored here.
        var _ = ingest.finish();
        System.exit(ExitCode.STOPPED);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      // it cannot be told to anybody any more; what was committed stays
    }
  }

  private void storeWhatWasRead(
      Source source,
      Ingest ingest,
      RunLog files,
      Progress progress,
      Duration elapsed,
      Exception failure) {
    try {
      IngestReport report = ingest.finish();
      progress.end();
      if (json || report.read() + report.rejected() > 0) {
        var _ = print(source, report, files, elapsed);
      }
    } catch (IOException e) {
      failure.addSuppressed(e); // what came first is what the person has to mend
    }
  }

  private ObjectNode print(Source source, IngestReport report, RunLog files, Duration elapsed)
      throws IOException {
    ObjectNode node = RunLog.json(report, elapsed);
    source.describe(node);
    if (json) {
      console.json(node);
    } else {
      printForPeople(report, elapsed);
    }
    files.report(node);
    return node;
  }

  private void printForPeople(IngestReport report, Duration elapsed) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%,d read, %,d rejected, %,d merged into others; of %,d papers"
                + " %,d new, %,d updated, %,d unchanged (%,d encoded); %.1f s%n",
            report.read(),
            report.rejected(),
            report.merged(),
            report.papers(),
            report.added(),
            report.updated(),
            report.unchanged(),
            report.encoded(),
            elapsed.toMillis() / 1000.0);
    if (report.datesUnknown() > 0) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%,d dates lack their year and stay unknown;"
                  + " add the files again with --captured YYYY-MM-DD to tell them%n",
              report.datesUnknown());
    }
    if (report.leftOut() > 0) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%,d records have facts that could not be understood; see %s%n",
              report.leftOut(),
              log.resolve("left-out.jsonl"));
    }
  }
}
