package io.akin.corpus.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.akin.corpus.CorpusException;
import io.akin.corpus.LineReader;
import io.akin.corpus.table.Lines.Numbered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file, which go on after a row with malformed quotes: at the next line that
 * starts a row with as many fields as the header or the last sound row has. Not thread-safe.
 */
final class Rows {
  /** A table has this many columns at most. */
  static final int MAX_COLUMNS = 1_000;

  /** Characters that may be read in vain before a file is given up, beside as many as it has. */
  private static final long MAX_VAIN = 16L << 20;

  private static final String TOO_MANY_FIELDS =
      "row has more than %,d fields".formatted(MAX_COLUMNS);

  private static final int MAX_CHARACTERS = LineReader.MAX_LINE_BYTES;

  /** A row of a table, or what stands in the place of one. */
  sealed interface Row {
    /** The line it starts on, counted from 1. */
    long line();

    /** The fields of a row. */
    record Fields(long line, List<String> texts) implements Row {
      int count() {
        return texts.size();
      }
    }

    /** A row that cannot be told, and why. */
    record Malformed(long line, String reason) implements Row {}
  }

  private final Lines lines;
  private final String file;
  private final char delimiter;
  private CsvReader<Row.Fields> reader;
  private int columns = MAX_COLUMNS;
  private int lastCount = MAX_COLUMNS;
  private long vain;
  private Row.@Nullable Fields found;

  Rows(Lines lines, String file, char delimiter) {
    this.lines = lines;
    this.file = file;
    this.delimiter = delimiter;
    this.reader = parser();
  }

  /** Tells how many fields a row has, once the header is known. */
  void expect(int fields) {
    columns = fields;
    lastCount = fields;
  }

  /** The fields of one line, or none where it is malformed. */
  static List<String> fieldsOf(String line, char delimiter) {
    try {
      Row.Fields row =
          CsvReader.builder()
              .fieldSeparator(delimiter)
              .ofSingleCsvRecord(new Handler(Integer.MAX_VALUE, () -> 1L, () -> {}), line);
      return row.texts();
    } catch (CsvParseException _) {
      return List.of();
    }
  }

  /**
   * The next row that is not blank, or empty at the end.
   *
   * @throws CorpusException when no row can be told any more after a malformed one
   */
  Optional<Row> next() throws IOException {
    if (found != null) {
      Row row = found;
      found = null;
      return Optional.of(row);
    }
    while (true) {
      Attempt attempt = attempt();
      switch (attempt) {
        case Attempt.End _ -> {
          return Optional.empty();
        }
        case Attempt.Blank _ -> {}
        case Attempt.Sound(Row row) -> {
          if (row instanceof Row.Fields fields) {
            lastCount = fields.count();
          }
          return Optional.of(row);
        }
        case Attempt.Broken(String reason) -> {
          return Optional.of(afterBroken(reason));
        }
      }
    }
  }

  /** What came of reading a row. */
  private sealed interface Attempt {
    record Sound(Row row) implements Attempt {}

    record Blank() implements Attempt {}

    record End() implements Attempt {}

    record Broken(String reason) implements Attempt {}
  }

  private Attempt attempt() throws IOException {
    try {
      if (!reader.iterator().hasNext()) {
        return new Attempt.End();
      }
      Row.Fields row = reader.iterator().next();
      Optional<String> unreadable =
          lines.row().stream().map(Numbered::unreadable).flatMap(Optional::stream).findFirst();
      if (unreadable.isPresent()) {
        return new Attempt.Sound(new Row.Malformed(row.line(), unreadable.get()));
      }
      boolean blank = row.texts().size() <= 1 && row.texts().stream().allMatch(String::isBlank);
      return blank ? new Attempt.Blank() : new Attempt.Sound(row);
    } catch (CsvParseException e) {
      return new Attempt.Broken(reason(e));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String reason(CsvParseException e) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Unexpected character after closing quote")) {
      return "text after a closing quote in line %d; quotes inside of a field are written twice"
          .formatted(lines.row().getLast().number());
    }
    if (message.equals(TOO_MANY_FIELDS)) {
      return message;
    }
    return message.startsWith("Unclosed")
        ? "a quote that opens in this row is never closed"
        : "row does not end within %,d characters; a quote that opens in it may not be closed"
            .formatted(MAX_CHARACTERS);
  }

  /** Looks for the next row after a broken one, and keeps it. */
  private Row afterBroken(String reason) throws IOException {
    Numbered first = lines.row().getFirst();
    // Where tabs part the fields, many programs write no quotes, and a quote is just a quote.
    List<String> plain = Arrays.asList(first.text().split("\t", -1));
    if (delimiter == '\t' && plain.size() == columns && first.unreadable().isEmpty()) {
      giveUp(first, reason);
      return new Row.Fields(first.number(), plain);
    }
    long last = first.number();
    giveUp(first, reason);
    boolean passed = false;
    while (true) {
      Attempt attempt = attempt();
      switch (attempt) {
        case Attempt.End _ -> {
          if (passed) {
            throw new CorpusException(
                "%s:%d: %s, and after it no row can be told; mend the quotes of that row"
                    .formatted(file, first.number(), reason));
          }
          return new Row.Malformed(first.number(), reason);
        }
        case Attempt.Blank _ -> {}
        case Attempt.Sound(Row.Fields row)
            when row.count() == columns || row.count() == lastCount -> {
          found = row;
          return new Row.Malformed(
              first.number(),
              passed
                  ? "%s; lines %d to %d passed over".formatted(reason, first.number(), last)
                  : reason);
        }
        case Attempt.Sound _ when lines.row().size() == 1 -> {
          passed = true;
          last = lines.row().getFirst().number();
        }
        case Attempt.Sound _, Attempt.Broken _ -> {
          passed = true;
          last = lines.row().getFirst().number();
          giveUp(first, reason);
        }
      }
    }
  }

  private void giveUp(Numbered first, String reason) throws CorpusException {
    vain += lines.row().stream().mapToLong(line -> line.text().length() + 1L).sum();
    if (vain > MAX_VAIN + 4 * lines.charactersRead()) {
      throw new CorpusException(
          "%s:%d: %s, and too much of the file is like it; mend the quotes of that row"
              .formatted(file, first.number(), reason));
    }
    lines.giveUpRow();
    reader = parser();
  }

  private CsvReader<Row.Fields> parser() {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(MAX_CHARACTERS)
        .build(
            new Handler(MAX_COLUMNS, () -> lines.row().getFirst().number(), lines::startRow),
            lines);
  }

  /** Collects the fields of a row up to the limits. */
  private static final class Handler extends AbstractBaseCsvCallbackHandler<Row.Fields> {
    private final int maxFields;
    private final LongSupplier line;
    private final Runnable begin;
    private List<String> fields = new ArrayList<>();
    private long characters;

    Handler(int maxFields, LongSupplier line, Runnable begin) {
      this.maxFields = maxFields;
      this.line = line;
      this.begin = begin;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
      fields = new ArrayList<>();
      characters = 0;
      begin.run();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      characters += length + 1;
      if (characters > MAX_CHARACTERS) {
        throw new CsvParseException("row of too many characters");
      }
      if (index >= maxFields) {
        throw new CsvParseException(TOO_MANY_FIELDS);
      }
      fields.add(new String(buffer, offset, length));
    }

    @Override
    protected Row.Fields buildRecord() {
      return new Row.Fields(line.getAsLong(), fields);
    }
  }
}
