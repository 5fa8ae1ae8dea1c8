package io.akin.corpus.listing;

import io.akin.corpus.CorpusException;
import io.akin.corpus.LineReader;
import io.akin.corpus.LineReader.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a saved page at its blank lines, with a look ahead. Not thread-safe. */
final class Blocks {
  private static final int MAX_LINES = 1_000;

  private final LineReader lines;
  private final String file;
  private final List<Block> ahead = new ArrayList<>();

  Blocks(InputStream in, String file) {
    this.lines = new LineReader(in);
    this.file = file;
  }

  /** The block {@code distance} after the next one, which is at distance 0. */
  Optional<Block> peek(int distance) throws IOException {
    while (ahead.size() <= distance) {
      Optional<Block> block = read();
      if (block.isEmpty()) {
        return Optional.empty();
      }
      ahead.add(block.get());
    }
    return Optional.of(ahead.get(distance));
  }

  Optional<Block> next() throws IOException {
    Optional<Block> block = peek(0);
    if (block.isPresent()) {
      ahead.removeFirst();
    }
    return block;
  }

  private Optional<Block> read() throws IOException {
    List<String> block = new ArrayList<>();
    long first = 0;
    long length = 0;
    for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
      String text =
          switch (next.get()) {
            case Line.Text line -> line.text().strip();
            case Line.Unreadable line ->
                throw new CorpusException(
                    "%s:%d: %s".formatted(file, line.number(), line.reason()));
          };
      if (!text.isEmpty()) {
        first = block.isEmpty() ? next.get().number() : first;
        block.add(text);
        length += text.length();
        if (block.size() > MAX_LINES || length > LineReader.MAX_LINE_BYTES) {
          throw new CorpusException(
              "%s:%d: more than %d lines or %d characters without a blank line; not a saved listing page"
                  .formatted(file, first, MAX_LINES, LineReader.MAX_LINE_BYTES));
        }
      } else if (!block.isEmpty()) {
        break;
      }
    }
    return block.isEmpty() ? Optional.empty() : Optional.of(new Block(first, List.copyOf(block)));
  }
}
