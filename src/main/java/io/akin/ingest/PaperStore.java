package io.akin.ingest;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusFiles;
import io.akin.corpus.CorpusReader;
import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderSource;
import io.akin.encoder.PaperText;
import io.akin.encoder.Priority;
import io.akin.encoder.TextRecipe;
import io.akin.index.IndexInUseException;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndexWriter;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * Changes an index from within a program that runs on: one change at a time, each durable when the
 * call returns. The index is held only while it is being changed, so that other programs may write
 * it as well. Thread-safe.
 */
public final class PaperStore {
  /** How long a change waits for the one before it. */
  private static final long LONGEST_WAIT_SECONDS = 10;

  private final WriterSource writers;
  private final EncoderSource encoders;
  private final List<CorpusReader> readers;
  private final InstantSource clock;
  private final Lock writing = new ReentrantLock();

  /** Where the right to write comes from. */
  @FunctionalInterface
  public interface WriterSource {
    /** Opens the index as it is. */
    PaperIndexWriter open() throws IOException;
  }

  /** What {@link #put} has done. */
  public enum Change {
    ADDED,
    REPLACED,
    NONE
  }

  /**
   * A paper as it is stored.
   *
   * @param paper with its text made readable, and all its identifiers
   */
  public record Stored(Paper paper, Change change) {}

  /**
   * Names what is needed, and opens nothing.
   *
   * @param writers opens the index; what it gives is closed after each change
   * @param readers of the formats that are read
   * @param clock tells when to commit in the middle of a load
   */
  public PaperStore(
      WriterSource writers,
      EncoderSource encoders,
      List<CorpusReader> readers,
      InstantSource clock) {
    this.writers = writers;
    this.encoders = encoders;
    this.readers = List.copyOf(readers);
    this.clock = clock;
  }

  /**
   * Stores a paper as it is given, in the place of what is known of it.
   *
   * @throws IllegalArgumentException when a text is too long once it has been made readable
   * @throws IndexInUseException when the index is being written otherwise
   */
  public Stored put(Paper given) throws IOException {
    Paper paper = Ingest.readable(given);
    return changing(
        writer -> {
          List<IndexedPaper> known =
              writer.find(paper.ids()).stream()
                  .filter(stored -> paper.isSameAs(stored.paper()))
                  .toList();
          IndexedPaper next = encoded(writer, paper, known);
          if (known.equals(List.of(next))) {
            return new Stored(paper, Change.NONE);
          }
          writer.replace(known, next);
          writer.commit();
          return new Stored(paper, known.isEmpty() ? Change.ADDED : Change.REPLACED);
        });
  }

  private IndexedPaper encoded(PaperIndexWriter writer, Paper paper, List<IndexedPaper> known)
      throws IOException {
    TextRecipe recipe = TextRecipe.ofId(writer.manifest().recipe());
    PaperText text = new PaperText(paper.title(), paper.abstractText());
    String hash = ContentHash.of(writer.manifest(), recipe.text(text));
    Optional<IndexedPaper> same =
        known.stream().filter(stored -> stored.contentHash().equals(hash)).findFirst();
    if (same.isPresent()) {
      return new IndexedPaper(paper, same.get().embedding(), hash);
    }
    try (Encoder encoder = encoders.open(writer.manifest().space())) {
      Embedding embedding = recipe.encode(List.of(text), encoder, Priority.INTERACTIVE).getFirst();
      return new IndexedPaper(paper, embedding, hash);
    }
  }

  /**
   * Takes a paper out.
   *
   * @param reference any identifier of it, or its exact title
   * @return what was taken out; empty when no paper is known by the reference
   * @throws IllegalArgumentException when several papers are known by it
   * @throws IndexInUseException when the index is being written otherwise
   */
  public Optional<Paper> remove(String reference) throws IOException {
    return changing(
        writer -> {
          for (PaperId id : PaperId.meantBy(reference)) {
            List<IndexedPaper> found = writer.find(List.of(id));
            if (found.size() > 1) {
              throw new IllegalArgumentException(
                  "%d papers are known by '%s'; name one by an identifier that is its own"
                      .formatted(found.size(), reference));
            }
            if (!found.isEmpty()) {
              writer.remove(found);
              writer.commit();
              return Optional.of(found.getFirst().paper());
            }
          }
          return Optional.empty();
        });
  }

  /**
   * Adds all papers of a stream of any format, merged with what is known of them. What was read
   * before a failure is stored.
   *
   * @param in is read to its end, and stays open
   * @param name what to call the stream where something is wrong in it
   * @param bytesRead is told how many more bytes have been read
   * @throws CorpusException when the stream is in no known format, or damaged
   * @throws IndexInUseException when the index is being written otherwise
   */
  public IngestReport add(
      InputStream in, String name, LongConsumer bytesRead, IngestListener listener)
      throws IOException {
    return changing(
        writer -> {
          try (Encoder encoder = encoders.open(writer.manifest().space());
              Ingest ingest = new Ingest(writer, encoder, CommitPolicy.DEFAULT, clock, listener)) {
            try {
              new CorpusFiles(readers, List.of(), bytesRead).read(in, name, ingest);
            } catch (IOException | RuntimeException e) {
              store(ingest, e);
              throw e;
            }
            return ingest.finish();
          }
        });
  }

  private static void store(Ingest ingest, Exception failure) {
    try {
      var _ = ingest.finish();
    } catch (IOException e) {
      failure.addSuppressed(e); // what came first is what has to be mended
    }
  }

  private interface Use<T> {
    T of(PaperIndexWriter writer) throws IOException;
  }

  private <T> T changing(Use<T> use) throws IOException {
    try {
      if (!writing.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IndexInUseException("another change has not finished");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexInUseException("interrupted while another change was going on", e);
    }
    try (PaperIndexWriter writer = writers.open()) {
      return use.of(writer);
    } finally {
      writing.unlock();
    }
  }
}
