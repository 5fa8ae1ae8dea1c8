package io.akin.recommend;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was made last of one version of the papers, as long as they stay as they are: what is
 * related to a popular paper is asked for again and again. Thread-safe.
 *
 * @param <K> what is asked for
 * @param <V> what is made of the papers
 */
final class VersionCache<K, V> {
  private final int most;
  private final int heaviest;
  private final ToIntFunction<V> weight;
  private final SequencedMap<K, V> kept = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Object version;
  private int weights;

  /**
   * An empty cache.
   *
   * @param most weight of all that is kept
   * @param heaviest weight of what is kept; nobody asks twice for what is heavier
   */
  VersionCache(int most, int heaviest, ToIntFunction<V> weight) {
    this.most = most;
    this.heaviest = heaviest;
    this.weight = weight;
  }

  /**
   * What was made of the same papers.
   *
   * @param of the papers' {@link io.akin.index.PaperView#version}
   */
  synchronized Optional<V> find(Object of, K key) {
    return of.equals(version) ? Optional.ofNullable(kept.get(key)) : Optional.empty();
  }

  /** Keeps what was made, and gives up what has not been asked for the longest. */
  synchronized void keep(Object of, K key, V value) {
    if (!of.equals(version)) {
      kept.clear();
      weights = 0;
      version = of;
    }
    int more = weight.applyAsInt(value);
    if (more > heaviest || kept.putIfAbsent(key, value) != null) {
      return;
    }
    weights += more;
    while (weights > most) {
      weights -= weight.applyAsInt(kept.pollFirstEntry().getValue());
    }
  }
}
