package io.akin.encoder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The waiting texts of one priority. Not thread-safe. */
final class Lane {
  private final TreeSet<Work> byArrival = new TreeSet<>(Comparator.comparingLong(Work::arrival));
  private final TreeSet<Work> byLength =
      new TreeSet<>(Comparator.comparingInt(Work::length).thenComparingLong(Work::arrival));
  private long tokens;

  boolean isEmpty() {
    return byArrival.isEmpty();
  }

  /** Tokens of all that waits here, without padding. */
  long tokens() {
    return tokens;
  }

  void add(Work work) {
    byArrival.add(work);
    byLength.add(work);
    tokens += work.length();
  }

  void remove(Work work) {
    byArrival.remove(work);
    byLength.remove(work);
    tokens -= work.length();
  }

  List<Work> removeAll() {
    List<Work> all = List.copyOf(byArrival);
    all.forEach(this::remove);
    return all;
  }

  /**
   * Takes the text that has waited longest, and with it those of like length, as many as the limits
   * allow. The shorter ones of a batch are padded to its longest and cost as much, so none is taken
   * that is shorter than three quarters of it.
   */
  List<Work> removeBatch(BatchLimits limits) {
    Work oldest = byArrival.getFirst();
    List<Work> batch = new ArrayList<>();
    batch.add(oldest);
    int longest = oldest.length();
    int shortest = longest;
    for (Work shorter : byLength.headSet(oldest, false).descendingSet()) {
      if (!fits(batch.size() + 1, shorter.length(), longest, limits)) {
        break;
      }
      batch.add(shorter);
      shortest = shorter.length();
    }
    for (Work longer : byLength.tailSet(oldest, false)) {
      if (!fits(batch.size() + 1, shortest, longer.length(), limits)) {
        break;
      }
      batch.add(longer);
    }
    batch.forEach(this::remove);
    return batch;
  }

  private static boolean fits(int texts, int shortest, int longest, BatchLimits limits) {
    return texts <= limits.texts()
        && (long) texts * longest <= limits.tokens()
        && 4L * shortest >= 3L * longest;
  }
}
