package io.akin.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.akin.export.Column.Kind;
import io.akin.export.Row.Near;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table in UTF-8 by <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>. What is
 * unknown is empty, the members of a list are parted by {@code "; "}, vectors and neighbours are
 * JSON.
 *
 * <p>A text that a spreadsheet would run as a formula has an apostrophe before it, as <a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP</a> advises: titles come from
 * strangers.
 */
final class CsvTable {
  private static final String BEGINS_FORMULA = "=+-@\t\r";

  private CsvTable() {}

  static void write(Rows rows, boolean vectors, OutputStream out) throws IOException {
    List<Column> columns =
        Column.of(rows).stream().filter(c -> vectors || c.kind() != Kind.VECTOR).toList();
    Writer text = new OutputStreamWriter(out, UTF_8);
    CsvWriter csv = CsvWriter.builder().build(text);
    csv.writeRecord(columns.stream().map(Column::name).toList());
    rows.forEach(
        row -> csv.writeRecord(columns.stream().map(column -> safe(row, column)).toList()));
    csv.flush();
    text.flush();
  }

  private static String safe(Row row, Column column) {
    String text = text(column.cell().of(row));
    boolean words = column.kind() == Kind.TEXT || column.kind() == Kind.TEXTS;
    return words && !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : text;
  }

  /** A cell as text. */
  static String text(@Nullable Object cell) {
    return switch (cell) {
      case null -> "";
      case float[] vector -> Arrays.toString(vector);
      case Near near -> "{\"ids\": %s, \"distances\": %s}".formatted(near.rows(), near.distances());
      case List<?> texts -> texts.stream().map(String::valueOf).collect(Collectors.joining("; "));
      default -> cell.toString();
    };
  }
}
