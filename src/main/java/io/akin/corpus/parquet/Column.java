package io.akin.corpus.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.corpus.parquet.ChunkPages.Chunk;
import io.akin.corpus.table.Cell;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.io.api.PrimitiveConverter;

/** The cells of one column in one row group, one after the other. Not thread-safe. */
final class Column {
  /** What a value takes in memory beside its text. */
  private static final int VALUE_BYTES = 16;

  private static final int JULIAN_DAY_OF_1970 = 2_440_588;

  private final Leaf leaf;
  private final ColumnReader values;
  private final long count;
  private final Allowance allowance;
  private long read;

  /**
   * Opens a column.
   *
   * @throws java.io.UncheckedIOException when it cannot be read; the library throws other runtime
   *     exceptions when it is malformed
   */
  Column(Spool file, Chunk chunk, Allowance allowance) {
    this.leaf = chunk.leaf();
    this.allowance = allowance;
    this.count = chunk.values();
    // Without the version of the writer, the library takes texts that begin as the one before to
    // be read in their order, as they are.
    this.values =
        new ColumnReaderImpl(
            leaf.descriptor(),
            new ChunkPages(file, chunk, allowance),
            new PrimitiveConverter() {},
            null);
  }

  /**
   * The cell of the next row. What is beyond the limit of the row is passed over.
   *
   * @param row takes note of what the row holds
   */
  Cell next(RowLimit row) throws IOException {
    List<String> texts = new ArrayList<>(leaf.isList() ? 4 : 1);
    do {
      if (read == count) {
        throw new MalformedException("its column %s ends too early".formatted(leaf.name()));
      }
      if (values.getCurrentDefinitionLevel() == leaf.maxDefinition()) {
        ByteBuffer bytes = bytes();
        int size = bytes.remaining() + VALUE_BYTES;
        allowance.use(size);
        if (row.holds(size)) {
          texts.add(text(bytes, row));
        }
      } else {
        allowance.use(1);
      }
      values.consume();
      read++;
    } while (values.getCurrentRepetitionLevel() > 0);
    return leaf.isList()
        ? new Cell.Texts(texts)
        : new Cell.Text(texts.isEmpty() ? "" : texts.getFirst());
  }

  /** The value as bytes: numbers as their text. */
  private ByteBuffer bytes() {
    return switch (leaf.kind()) {
      case TEXT -> values.getBinary().toByteBuffer();
      case INTEGER -> bytes(Integer.toString(values.getInteger()));
      case LONG -> bytes(Long.toString(values.getLong()));
      case DAY -> bytes(LocalDate.ofEpochDay(values.getInteger()).toString());
      case MILLISECONDS -> time(ChronoUnit.MILLIS);
      case MICROSECONDS -> time(ChronoUnit.MICROS);
      case NANOSECONDS -> time(ChronoUnit.NANOS);
      case JULIAN -> {
        ByteBuffer time = values.getBinary().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long day = time.getInt(time.position() + Long.BYTES);
        yield bytes(LocalDate.ofEpochDay(day - JULIAN_DAY_OF_1970).toString());
      }
      case FLOAT -> bytes(Float.toString(values.getFloat()));
      case DOUBLE -> bytes(Double.toString(values.getDouble()));
      case BOOLEAN -> bytes(Boolean.toString(values.getBoolean()));
      case OTHER -> throw new IllegalStateException("not read: " + leaf.name());
    };
  }

  private ByteBuffer time(ChronoUnit unit) {
    return bytes(Instant.EPOCH.plus(values.getLong(), unit).toString());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private String text(ByteBuffer bytes, RowLimit row) {
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      row.reject("%s is not UTF-8 text".formatted(leaf.name()));
      return "";
    }
  }
}
