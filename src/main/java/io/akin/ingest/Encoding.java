package io.akin.ingest;

import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Encodes texts in a thread of its own, one batch after the other. */
final class Encoding implements AutoCloseable {
  /** Texts between two reports of progress, and the most that are encoded after a stop. */
  private static final int SLICE = 64;

  private final Encoder encoder;
  private final IngestListener listener;
  private final BooleanSupplier stopped;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "ingest-encode"));

  Encoding(Encoder encoder, IngestListener listener, BooleanSupplier stopped) {
    this.encoder = encoder;
    this.listener = listener;
    this.stopped = stopped;
  }

  /** The embeddings of the texts, in their order; after a stop, those of the first of them. */
  Future<List<Embedding>> encode(List<String> texts) {
    return thread.submit(() -> slices(texts));
  }

  private List<Embedding> slices(List<String> texts) throws IOException {
    List<Embedding> embeddings = new ArrayList<>(texts.size());
    for (int start = 0; start < texts.size() && !stopped.getAsBoolean(); start += SLICE) {
      List<String> slice = texts.subList(start, Math.min(start + SLICE, texts.size()));
      embeddings.addAll(encoder.encode(slice, Role.DOCUMENT, Priority.LOAD));
      listener.progressed(slice.size(), true);
    }
    return embeddings;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
