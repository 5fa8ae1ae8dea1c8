package io.akin.ingest;

import io.akin.corpus.ReadResult.Read;
import io.akin.embedding.Embedding;
import io.akin.encoder.PaperText;
import io.akin.encoder.TextRecipe;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndexWriter;
import io.akin.ingest.Ingest.Batch;
import io.akin.ingest.MergeBatch.Entry;
import io.akin.ingest.Tally.Status;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of a run: merges batches with what is stored, has them encoded, and stores each
 * while the next is being encoded. Used by one thread, but for {@link #failure} and {@link
 * #committed}.
 */
final class Storing implements AutoCloseable {
  private final PaperIndexWriter writer;
  private final Encoding encoding;
  private final TextRecipe recipe;
  private final CommitPolicy policy;
  private final InstantSource clock;
  private final IngestListener listener;

  private final Tally tally = new Tally();
  private long read;
  private long rejected;
  private long skippedFiles;
  private long encoded;
  private long withdrawn;
  private long leftOut;
  private long datesUnknown;

  private @Nullable Underway underway;
  private int written;
  private Instant lastCommit;

  private volatile @Nullable Throwable failure;
  private volatile IngestReport committed = IngestReport.NOTHING;

  /** A paper on its way to the index, with the hash of its text. */
  private record Pending(Entry entry, PaperText text, int length, String hash) {}

  /** A batch that is being encoded, and all identifiers of its papers. */
  private record Underway(
      Batch batch,
      List<Pending> papers,
      Future<List<Embedding>> embeddings,
      List<Stored> known,
      Set<PaperId> ids) {}

  /** A paper whose vector need not be computed. */
  private record Stored(Pending pending, Embedding embedding) {}

  Storing(
      PaperIndexWriter writer,
      Encoding encoding,
      CommitPolicy policy,
      InstantSource clock,
      IngestListener listener) {
    this.writer = writer;
    this.encoding = encoding;
    this.recipe = TextRecipe.ofId(writer.manifest().recipe());
    this.policy = policy;
    this.clock = clock;
    this.listener = listener;
    this.lastCommit = clock.instant();
  }

  /** What went wrong first; nothing is stored after it. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** What the run had done at the last commit. */
  IngestReport committed() {
    return committed;
  }

  /** Starts to encode a batch, and stores the one before it. */
  void add(Batch batch) {
    guarded(
        () -> {
          Set<PaperId> ids = new HashSet<>();
          batch.papers.forEach(read -> ids.addAll(read.paper().ids()));
          if (underway != null && !Collections.disjoint(underway.ids(), ids)) {
            settle(); // it may hold copies of these papers, which must be found
          }
          Underway next = begin(batch, ids);
          settle();
          underway = next;
        });
  }

  /** Stores what is underway and makes all of it durable. */
  void commit() {
    guarded(
        () -> {
          settle();
          commitNow();
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Keeps the first failure for the thread that reads, and does nothing after it. */
  private void guarded(Work work) {
    if (failure != null) {
      return;
    }
    try {
      work.run();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }

  private Underway begin(Batch batch, Set<PaperId> ids) throws IOException {
    MergeBatch merge = new MergeBatch(batch.papers.isEmpty() ? List.of() : writer.find(ids));
    batch.papers.forEach(merge::add);
    List<Pending> toEncode = new ArrayList<>();
    List<Stored> known = new ArrayList<>();
    Set<PaperId> all = new HashSet<>();
    for (Entry entry : merge.entries()) {
      all.addAll(entry.paper().ids());
      PaperText paper = new PaperText(entry.paper().title(), entry.paper().abstractText());
      String text = recipe.text(paper);
      Pending pending =
          new Pending(entry, paper, text.length(), ContentHash.of(writer.manifest(), text));
      Optional<IndexedPaper> encodedBefore =
          entry.stored().stream()
              .filter(stored -> stored.contentHash().equals(pending.hash()))
              .findFirst();
      if (encodedBefore.isPresent()) {
        known.add(new Stored(pending, encodedBefore.get().embedding()));
      } else {
        toEncode.add(pending);
      }
    }
    // Texts of like length go to the encoder together, which then has little to pad.
    toEncode.sort(Comparator.comparingInt(Pending::length));
    return new Underway(
        batch,
        toEncode,
        encoding.encode(toEncode.stream().map(Pending::text).toList()),
        known,
        all);
  }

  /** Waits for the batch that is being encoded and stores it. */
  private void settle() throws IOException {
    Underway ready = underway;
    if (ready == null) {
      return;
    }
    underway = null;
    List<Embedding> embeddings = Encoding.await(ready.embeddings());
    for (Stored paper : ready.known()) {
      store(paper.pending(), paper.embedding());
    }
    listener.progressed(ready.known().size(), false);
    for (int i = 0; i < embeddings.size(); i++) { // after a stop, not all have been encoded
      store(ready.papers().get(i), embeddings.get(i));
      encoded++;
    }
    rejected += ready.batch().rejected;
    skippedFiles += ready.batch().skippedFiles;
    if (written >= policy.papers()
        || !clock.instant().isBefore(lastCommit.plus(policy.interval()))) {
      commitNow();
    }
  }

  private void commitNow() throws IOException {
    writer.commit();
    written = 0;
    lastCommit = clock.instant();
    committed =
        new IngestReport(
            read,
            rejected,
            skippedFiles,
            tally.papers(),
            tally.count(Status.ADDED),
            tally.count(Status.UPDATED),
            tally.count(Status.UNCHANGED),
            encoded,
            withdrawn,
            leftOut,
            datesUnknown);
  }

  private void store(Pending pending, Embedding embedding) throws IOException {
    Entry entry = pending.entry();
    IndexedPaper indexed = new IndexedPaper(entry.paper(), embedding, pending.hash());
    boolean unchanged = entry.stored().equals(List.of(indexed));
    if (!unchanged) {
      writer.replace(entry.stored(), indexed);
      written++;
    }
    count(entry, unchanged);
  }

  private void count(Entry entry, boolean unchanged) {
    boolean readBefore = entry.stored().stream().anyMatch(stored -> tally.has(stored.paper()));
    Status status =
        entry.stored().isEmpty() ? Status.ADDED : unchanged ? Status.UNCHANGED : Status.UPDATED;
    for (IndexedPaper stored : entry.stored()) {
      Status earlier = tally.remove(stored.paper(), status);
      status = earlier.compareTo(status) > 0 ? earlier : status;
    }
    tally.put(entry.paper(), status);
    read += entry.copies().size();
    withdrawn += entry.paper().withdrawn() && !readBefore ? 1 : 0;
    for (Read copy : entry.copies()) {
      leftOut += copy.leftOut().isEmpty() ? 0 : 1;
      datesUnknown += copy.dateUnknown() ? 1 : 0;
    }
    tellOfMerges(entry, unchanged, readBefore);
  }

  private void tellOfMerges(Entry entry, boolean unchanged, boolean readBefore) {
    PaperId into = entry.paper().id();
    boolean all = readBefore || (!entry.stored().isEmpty() && !unchanged);
    entry.copies().stream()
        .skip(all ? 0 : 1)
        .forEach(copy -> listener.merged(copy.location().toString(), into));
    entry.stored().stream()
        .skip(1)
        .forEach(joined -> listener.merged(joined.paper().id().text(), into));
  }

  @Override
  public void close() {
    encoding.close();
  }
}
