package io.akin.encoder;

import io.akin.embedding.Embedding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The embeddings of the texts asked for last. Thread-safe. */
final class EmbeddingCache {
  /** Longer texts are not kept: they are rarely asked for twice, and take up memory. */
  private static final int LONGEST = 2_000;

  private final Map<String, Embedding> embeddings;

  EmbeddingCache(int texts) {
    this.embeddings =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
            return size() > texts;
          }
        };
  }

  synchronized Optional<Embedding> find(String text) {
    return Optional.ofNullable(embeddings.get(text));
  }

  synchronized void keep(String text, Embedding embedding) {
    if (text.length() <= LONGEST) {
      embeddings.put(text, embedding);
    }
  }
}
