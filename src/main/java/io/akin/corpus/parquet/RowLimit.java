package io.akin.corpus.parquet;

import io.akin.corpus.LineReader;
import java.util.Optional;

/** What one row holds, and why it is no record if it is none. Not thread-safe. */
final class RowLimit {
  private long bytes;
  private Optional<String> rejected = Optional.empty();

  /** Adds so many bytes to the row; returns whether they are within its limit. */
  boolean holds(int more) {
    bytes += more;
    boolean within = bytes <= LineReader.MAX_LINE_BYTES;
    if (!within) {
      reject("row is too long, the limit is %,d bytes".formatted(LineReader.MAX_LINE_BYTES));
    }
    return within;
  }

  void reject(String reason) {
    rejected = rejected.or(() -> Optional.of(reason));
  }

  /** Why the row is no record. */
  Optional<String> rejected() {
    return rejected;
  }
}
