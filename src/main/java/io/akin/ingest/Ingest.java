package io.akin.ingest;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.ReadResult.Skipped;
import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.TextRecipe;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndexWriter;
import io.akin.index.SpaceMismatchException;
import io.akin.ingest.MergeBatch.Entry;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what readers read and puts it into an index, in batches that are each committed whole: an
 * interruption loses at most the current batch, and a later run encodes only what is missing. Not
 * thread-safe.
 */
public final class Ingest implements CorpusReader.Sink {
  private static final int BATCH = 512;

  /** Papers between two reports of progress. */
  private static final int SLICE = 64;

  private final PaperIndexWriter writer;
  private final Encoder encoder;
  private final TextRecipe recipe;
  private final Listener listener;

  private final List<Paper> batch = new ArrayList<>(BATCH);

  /** By all of a paper's identifiers: two papers can share one and disagree on another. */
  private final Map<List<PaperId>, Status> statuses = new HashMap<>();

  private long read;
  private long rejected;
  private long encoded;
  private long datesUnknown;
  private boolean failed;
  private IngestReport report = new IngestReport(0, 0, 0, 0, 0, 0, 0, 0);

  /** What became of a paper, the weaker first. */
  private enum Status {
    UNCHANGED,
    UPDATED,
    ADDED
  }

  /** Hears of a run's events as they happen. */
  public interface Listener {
    void rejected(Rejected record);

    /** Some more records have been dealt with. */
    void progressed(int records);
  }

  /** A paper on its way to the index, with the hash of its text. */
  private record Pending(Entry entry, String text, String hash) {}

  /**
   * Starts a run.
   *
   * @param writer stays open
   * @param encoder stays open
   * @throws SpaceMismatchException when encoder and index belong to different spaces
   */
  public Ingest(PaperIndexWriter writer, Encoder encoder, Listener listener)
      throws SpaceMismatchException {
    writer.manifest().requireSpace("the index", encoder.space());
    this.writer = writer;
    this.encoder = encoder;
    this.recipe = TextRecipe.ofId(writer.manifest().recipe());
    this.listener = listener;
  }

  @Override
  public void accept(ReadResult result) throws IOException {
    switch (result) {
      case Rejected record -> {
        rejected++;
        listener.rejected(record);
      }
      case Skipped _ -> {}
      case Read record -> {
        read++;
        datesUnknown += record.dateUnknown() ? 1 : 0;
        batch.add(record.paper());
        if (batch.size() == BATCH) {
          flush();
        }
      }
    }
  }

  /**
   * Stores what is still waiting and tells what the run has done. Once a batch has failed, nothing
   * more is stored and the report is that of the batches before it.
   */
  public IngestReport finish() throws IOException {
    if (!failed) {
      flush();
      report = report();
    }
    return report;
  }

  private IngestReport report() {
    return new IngestReport(
        read,
        rejected,
        statuses.size(),
        count(Status.ADDED),
        count(Status.UPDATED),
        count(Status.UNCHANGED),
        encoded,
        datesUnknown);
  }

  private long count(Status status) {
    return statuses.values().stream().filter(status::equals).count();
  }

  private void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    failed = true; // until the batch is committed
    Set<PaperId> ids = new HashSet<>();
    batch.forEach(paper -> ids.addAll(paper.ids()));
    MergeBatch merge = new MergeBatch(writer.find(ids));
    batch.forEach(merge::add);
    List<Pending> toEncode = new ArrayList<>();
    int done = batch.size();
    for (Entry entry : merge.entries()) {
      String text = recipe.text(entry.paper().title(), entry.paper().abstractText());
      Pending pending = new Pending(entry, text, ContentHash.of(writer.manifest(), text));
      Optional<IndexedPaper> encodedBefore =
          entry.stored().stream()
              .filter(stored -> stored.contentHash().equals(pending.hash()))
              .findFirst();
      if (encodedBefore.isPresent()) {
        store(pending, encodedBefore.get().embedding());
      } else {
        toEncode.add(pending);
        done--;
      }
    }
    listener.progressed(done);
    encodeAndStore(toEncode);
    writer.commit();
    batch.clear();
    report = report();
    failed = false;
  }

  private void encodeAndStore(List<Pending> toEncode) throws IOException {
    // Texts of like length go to the encoder together, which then has little to pad.
    toEncode.sort(Comparator.comparingInt(pending -> pending.text().length()));
    for (int start = 0; start < toEncode.size(); start += SLICE) {
      List<Pending> slice = toEncode.subList(start, Math.min(start + SLICE, toEncode.size()));
      List<Embedding> embeddings = encoder.encode(slice.stream().map(Pending::text).toList());
      for (int i = 0; i < slice.size(); i++) {
        store(slice.get(i), embeddings.get(i));
      }
      encoded += slice.size();
      listener.progressed(slice.size());
    }
  }

  private void store(Pending pending, Embedding embedding) throws IOException {
    Entry entry = pending.entry();
    IndexedPaper indexed = new IndexedPaper(entry.paper(), embedding, pending.hash());
    boolean unchanged = entry.stored().equals(List.of(indexed));
    if (!unchanged) {
      writer.replace(entry.stored(), indexed);
    }
    Status status =
        entry.stored().isEmpty() ? Status.ADDED : unchanged ? Status.UNCHANGED : Status.UPDATED;
    for (IndexedPaper stored : entry.stored()) {
      Status earlier = statuses.remove(stored.paper().ids());
      status = earlier != null && earlier.compareTo(status) > 0 ? earlier : status;
    }
    statuses.put(entry.paper().ids(), status);
  }
}
