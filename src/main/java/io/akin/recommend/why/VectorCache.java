package io.akin.recommend.why;

import io.akin.embedding.Embedding;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The embeddings of the sentences asked for last, all of one space. Thread-safe; encodes without
 * holding a lock.
 */
public final class VectorCache {
  /** The most embeddings kept: 30 MB of vectors of 384 components. */
  public static final int KEPT = 20_000;

  private final Map<String, Embedding> kept;

  public VectorCache() {
    this(KEPT);
  }

  VectorCache(int most) {
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
            return size() > most;
          }
        };
  }

  /** The embedding of each text; those that are not kept are encoded in one call. */
  Map<String, Embedding> embeddings(Collection<String> texts, Encoder encoder)
      throws EncodeException {
    Map<String, Embedding> embeddings = new HashMap<>();
    List<String> missing = new ArrayList<>();
    synchronized (kept) {
      for (String text : texts) {
        Embedding embedding = kept.get(text);
        if (embedding == null) {
          missing.add(text);
        } else {
          embeddings.put(text, embedding);
        }
      }
    }
    if (missing.isEmpty()) {
      return embeddings;
    }
    List<Embedding> encoded = encoder.encode(missing, Role.DOCUMENT, Priority.INTERACTIVE);
    synchronized (kept) {
      for (int i = 0; i < missing.size(); i++) {
        kept.put(missing.get(i), encoded.get(i));
        embeddings.put(missing.get(i), encoded.get(i));
      }
    }
    return embeddings;
  }
}
