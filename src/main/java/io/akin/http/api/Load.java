package io.akin.http.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.corpus.CorpusException;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.index.IndexInUseException;
import io.akin.ingest.IngestListener;
import io.akin.ingest.IngestReport;
import io.akin.ingest.PaperStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One load of papers, whose answer is written while it goes on: a JSON object a line for what was
 * rejected or read in part, for the progress from time to time, and last the report or the problem
 * that ended it. Its listener's methods are called by several threads.
 */
final class Load implements IngestListener {
  /** The largest body: a million papers. */
  private static final long MAX_BYTES = 4L << 30;

  /** Records to name; more are only counted. */
  private static final int NAMED = 1_000;

  private static final long PROGRESS_NANOS = Duration.ofSeconds(1).toNanos();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutputStream out;
  private final AtomicLong bytes = new AtomicLong();
  private boolean begun;
  private boolean clientGone;
  private int named;
  private long done;
  private long toldNanos = System.nanoTime();

  Load(OutputStream out) {
    this.out = out;
  }

  /**
   * Adds what the body holds.
   *
   * @throws CorpusException when the body cannot be read, and nothing has been answered yet
   * @throws IndexInUseException when another program is writing the index
   */
  void run(PaperStore store, InputStream body) throws IOException {
    try {
      IngestReport report = store.add(body, "body", this::count, this);
      tell(report(report));
    } catch (CorpusException | IndexInUseException | ProblemException e) {
      if (!hasBegun()) {
        throw e;
      }
      // The status has been sent: the last line says how it ended.
      tell(JSON.createObjectNode().put("problem", String.valueOf(e.getMessage())));
    }
  }

  private synchronized boolean hasBegun() {
    return begun;
  }

  private void count(long more) {
    if (bytes.addAndGet(more) > MAX_BYTES) {
      throw new ProblemException(
          new Problem(
              Problem.Type.TOO_LARGE,
              "a load has at most %,d bytes; what came before has been stored. Send the rest in another one"
                  .formatted(MAX_BYTES)));
    }
  }

  @Override
  public void rejected(Rejected record) {
    name("rejected", record.location().toString(), record.reason());
  }

  @Override
  public void leftOut(Read record) {
    name("left_out", record.location().toString(), String.join("; ", record.leftOut()));
  }

  private synchronized void name(String what, String where, String why) {
    if (named < NAMED) {
      named++;
      ObjectNode line = JSON.createObjectNode();
      line.putObject(what).put("at", where).put("reason", why);
      tell(line);
    }
  }

  @Override
  public synchronized void progressed(int papers, boolean encoded) {
    done += papers;
    if (System.nanoTime() - toldNanos >= PROGRESS_NANOS) {
      toldNanos = System.nanoTime();
      ObjectNode line = JSON.createObjectNode();
      line.putObject("progress").put("papers", done).put("bytes", bytes.get());
      tell(line);
    }
  }

  /** Whoever has gone away is told nothing more; what was sent is stored all the same. */
  private synchronized void tell(ObjectNode line) {
    begun = true;
    if (clientGone) {
      return;
    }
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException _) {
      clientGone = true;
    }
  }

  private static ObjectNode report(IngestReport report) {
    ObjectNode node = JSON.createObjectNode();
    node.putObject("report")
        .put("read", report.read())
        .put("rejected", report.rejected())
        .put("merged", report.merged())
        .put("papers", report.papers())
        .put("added", report.added())
        .put("updated", report.updated())
        .put("unchanged", report.unchanged())
        .put("encoded", report.encoded())
        .put("withdrawn", report.withdrawn())
        .put("left_out", report.leftOut());
    return node;
  }
}
