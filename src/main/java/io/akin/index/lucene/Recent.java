package io.akin.index.lucene;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was asked for last, so that it is not made twice. Thread-safe. */
final class Recent<K, V> {
  private final Map<K, V> kept;

  /**
   * Keeps nothing yet.
   *
   * @param most values kept; what has not been asked for the longest goes first
   */
  Recent(int most) {
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Optional<V> find(K key) {
    return Optional.ofNullable(kept.get(key));
  }

  synchronized void keep(K key, V value) {
    kept.put(key, value);
  }
}
