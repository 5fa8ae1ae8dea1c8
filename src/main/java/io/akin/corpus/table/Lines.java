package io.akin.corpus.table;

import io.akin.corpus.LineReader;
import io.akin.corpus.LineReader.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hands a file to a parser line by line, and keeps the lines of the row at hand, so that a row that
 * went wrong can be given up and the lines after its first be read anew. A carriage return alone
 * ends a line as well. Not thread-safe.
 */
final class Lines extends Reader {
  /** A line, without its end. What cannot be read as text is an empty line with the reason. */
  record Numbered(long number, String text, Optional<String> unreadable) {}

  private static final Pattern CARRIAGE_RETURN = Pattern.compile("\r");

  private final LineReader in;
  private final Deque<Numbered> ahead = new ArrayDeque<>();
  private final List<Numbered> row = new ArrayList<>();
  private String current = "";
  private int position;
  private long number;
  private long charactersRead;

  Lines(InputStream in) {
    this.in = new LineReader(in);
  }

  /** The first line that is not blank, which stays to be read. */
  Optional<Numbered> peek() throws IOException {
    @Nullable Numbered line = next();
    while (line != null && line.text().isBlank() && line.unreadable().isEmpty()) {
      line = next();
    }
    if (line != null) {
      ahead.addFirst(line);
    }
    return Optional.ofNullable(line);
  }

  /** Passes over the line that {@link #peek} gave. */
  void skip() {
    ahead.removeFirst();
  }

  /** Reads from the end of one line to that of the next at most. */
  @Override
  public int read(char[] characters, int offset, int length) throws IOException {
    if (position == current.length()) {
      Numbered line = next();
      if (line == null) {
        return -1;
      }
      row.add(line);
      current = line.text() + "\n";
      position = 0;
    }
    int count = Math.min(length, current.length() - position);
    current.getChars(position, position + count, characters, offset);
    position += count;
    return count;
  }

  /** Starts a row with the next line. */
  void startRow() {
    row.clear();
  }

  /** The lines that have been read since the row was started. */
  List<Numbered> row() {
    return row;
  }

  /** Gives up the row: the next line is the one after its first. */
  void giveUpRow() {
    for (int i = row.size() - 1; i > 0; i--) {
      ahead.addFirst(row.get(i));
    }
    row.clear();
    current = "";
    position = 0;
  }

  /** Characters of the file read so far. */
  long charactersRead() {
    return charactersRead;
  }

  private @Nullable Numbered next() throws IOException {
    if (ahead.isEmpty()) {
      Optional<Line> line = in.next();
      if (line.isEmpty()) {
        return null;
      }
      switch (line.get()) {
        case Line.Text(_, String text) ->
            CARRIAGE_RETURN.splitAsStream(text).forEach(part -> add(part, Optional.empty()));
        case Line.Unreadable(_, String reason) -> add("", Optional.of(reason));
      }
    }
    return ahead.pollFirst();
  }

  private void add(String text, Optional<String> unreadable) {
    number++;
    charactersRead += text.length() + 1;
    ahead.addLast(new Numbered(number, text, unreadable));
  }

  @Override
  public void close() {}
}
