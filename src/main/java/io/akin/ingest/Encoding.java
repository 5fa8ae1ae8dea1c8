package io.akin.ingest;

import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.PaperText;
import io.akin.encoder.Priority;
import io.akin.encoder.TextRecipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/**
 * Encodes papers in threads of its own: one that takes the lists in turn, and one a core to
 * tokenise, which is a caller's work and would keep a fast device waiting.
 */
final class Encoding implements AutoCloseable {
  /** Papers between two reports of progress; as many a core are encoded after a stop. */
  private static final int SLICE = 64;

  private final Encoder encoder;
  private final TextRecipe recipe;
  private final IngestListener listener;
  private final BooleanSupplier stopped;
  private final ExecutorService lists = Executors.newSingleThreadExecutor(named("ingest-encode"));
  private final ExecutorService callers =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(), named("ingest-tokenise"));

  Encoding(Encoder encoder, TextRecipe recipe, IngestListener listener, BooleanSupplier stopped) {
    this.encoder = encoder;
    this.recipe = recipe;
    this.listener = listener;
    this.stopped = stopped;
  }

  private static ThreadFactory named(String name) {
    return task -> new Thread(task, name);
  }

  /** The embeddings of the papers, in their order; after a stop, those of the first of them. */
  Future<List<Embedding>> encode(List<PaperText> papers) {
    return lists.submit(() -> slices(papers));
  }

  /** The embeddings once they are there, or what went wrong with them. */
  static <T> T await(Future<T> embeddings) throws IOException {
    try {
      return embeddings.get();
    } catch (InterruptedException _) {
      throw new IllegalStateException("nobody interrupts this thread before it is closed");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private List<Embedding> slices(List<PaperText> papers) throws IOException {
    List<Future<List<Embedding>>> slices = new ArrayList<>();
    for (int start = 0; start < papers.size(); start += SLICE) {
      List<PaperText> slice = papers.subList(start, Math.min(start + SLICE, papers.size()));
      slices.add(callers.submit(() -> slice(slice)));
    }
    List<Embedding> embeddings = new ArrayList<>(papers.size());
    try {
      for (Future<List<Embedding>> slice : slices) {
        List<Embedding> encoded = await(slice);
        if (encoded.isEmpty()) {
          break; // stopped; later slices may have been begun before
        }
        embeddings.addAll(encoded);
        listener.progressed(encoded.size(), true);
      }
    } finally {
      slices.forEach(slice -> slice.cancel(true)); // of no effect on those that are done
    }
    return embeddings;
  }

  private List<Embedding> slice(List<PaperText> papers) throws IOException {
    return stopped.getAsBoolean() ? List.of() : recipe.encode(papers, encoder, Priority.LOAD);
  }

  @Override
  public void close() {
    lists.shutdownNow();
    callers.shutdownNow();
    lists.close();
    callers.close();
  }
}
