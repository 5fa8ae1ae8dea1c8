package io.akin.corpus.table;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.table.Lines.Numbered;
import io.akin.corpus.table.Rows.Row;
import io.akin.paper.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads tables as text, CSV and TSV, whose first row names the columns. Fields are parted by
 * commas, semicolons, tabs or bars, whichever gives most columns that are known. A row with fewer
 * fields than the header lacks the facts at its end; one with more is rejected, unless they are
 * blank.
 */
public final class TableReader implements CorpusReader {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

  /** How spreadsheets tell each other the delimiter, in a line before the header. */
  private static final String DELIMITER_LINE = "sep=";

  private static final int NAMES_SHOWN = 400;

  @Override
  public String format() {
    return "CSV or TSV";
  }

  @Override
  public boolean recognises(Head head) {
    if (!head.isText() || head.text().isBlank()) {
      return false;
    }
    if (head.isNamed(".csv", ".tsv")) {
      return true;
    }
    Optional<String> header =
        head.text().lines().filter(line -> !line.isBlank() && !isDelimiterLine(line)).findFirst();
    return header
        .map(line -> columns(line, delimiter(line)))
        .filter(columns -> columns.haveTitle() && columns.known() > 1)
        .isPresent();
  }

  @Override
  public void read(InputStream in, String file, Sink sink) throws IOException {
    Lines lines = new Lines(in);
    Rows rows = new Rows(lines, file, delimiter(lines, file));
    Columns columns = header(rows.next(), file);
    rows.expect(columns.count());
    for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
      Location location = new Location(file, row.get().line());
      sink.accept(
          switch (row.get()) {
            case Row.Malformed(_, String reason) -> new Rejected(location, reason);
            case Row.Fields fields -> record(fields, columns, location);
          });
    }
  }

  private static ReadResult record(Row.Fields row, Columns columns, Location location) {
    boolean surplus = !row.texts().stream().skip(columns.count()).allMatch(String::isBlank);
    if (surplus) {
      return new Rejected(
          location,
          "row has %d fields, the header has %d; put quotes around fields that hold the delimiter"
              .formatted(row.count(), columns.count()));
    }
    return columns.read(row.texts().stream().map(Cell.Text::new).toList(), location);
  }

  private static char delimiter(Lines lines, String file) throws IOException {
    Optional<Numbered> first = lines.peek();
    if (first.isPresent() && isDelimiterLine(first.get().text())) {
      lines.skip();
      first = lines.peek();
    }
    return delimiter(first.orElseThrow(() -> noHeader(file)).text());
  }

  private static CorpusException noHeader(String file) {
    return new CorpusException(file + " has no row that names its columns");
  }

  private static boolean isDelimiterLine(String line) {
    boolean quoted = line.length() > 2 && line.startsWith("\"") && line.endsWith("\"");
    String plain = quoted ? line.substring(1, line.length() - 1) : line;
    return plain.startsWith(DELIMITER_LINE) && plain.length() == DELIMITER_LINE.length() + 1;
  }

  private static char delimiter(String header) {
    return DELIMITERS.stream()
        .max(
            Comparator.<Character>comparingInt(delimiter -> columns(header, delimiter).known())
                .thenComparingInt(delimiter -> columns(header, delimiter).count())
                .thenComparing(Comparator.comparingInt(DELIMITERS::indexOf).reversed()))
        .orElseThrow();
  }

  private static Columns columns(String header, char delimiter) {
    return new Columns(Rows.fieldsOf(header, delimiter));
  }

  private static Columns header(Optional<Row> row, String file) throws CorpusException {
    return switch (row.orElseThrow(() -> noHeader(file))) {
      case Row.Malformed(long line, String reason) ->
          throw new CorpusException(
              "%s:%d: the row that names the columns: %s".formatted(file, line, reason));
      case Row.Fields fields -> {
        Columns columns = new Columns(fields.texts());
        if (!columns.haveTitle()) {
          throw new CorpusException(
              "%s has no column named title, only: %s. Rename the one that holds the titles"
                  .formatted(file, names(columns)));
        }
        yield columns;
      }
    };
  }

  private static String names(Columns columns) {
    String names =
        String.join(", ", columns.names().stream().limit(30).map(Text::shortened).toList());
    return names.length() <= NAMES_SHOWN ? names : Text.shortened(names);
  }
}
