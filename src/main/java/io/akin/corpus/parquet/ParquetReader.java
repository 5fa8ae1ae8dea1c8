package io.akin.corpus.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.parquet.ChunkPages.Chunk;
import io.akin.corpus.table.Cell;
import io.akin.corpus.table.Columns;
import io.akin.paper.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.RowGroup;

/**
 * Reads Parquet files by the names of their columns; those of groups are joined to those in them,
 * {@code paper_title} for {@code paper.title}. The number of a row stands in the place of its line.
 *
 * <p>The file is copied to a temporary one. Of each known column, one page is held at a time, of
 * 128 MiB at most. Snappy, gzip and Zstandard are read, other columns not looked at.
 */
public final class ParquetReader implements CorpusReader {
  /** What a row takes at least. */
  private static final int ROW_BYTES = 64;

  @Override
  public String format() {
    return "Parquet";
  }

  @Override
  public boolean recognises(Head head) {
    byte[] magic = ParquetFile.MAGIC.getBytes(US_ASCII);
    return head.startsWith(magic[0], magic[1], magic[2], magic[3]);
  }

  @Override
  public void read(InputStream in, String file, Sink sink) throws IOException {
    try (Spool spool = Spool.of(in, file)) {
      new Reading(spool, file, sink).run();
    }
  }

  /** One file being read. */
  private static final class Reading {
    private final Spool spool;
    private final String file;
    private final Sink sink;
    private final Allowance allowance;
    private long row;

    Reading(Spool spool, String file, Sink sink) throws IOException {
      this.spool = spool;
      this.file = file;
      this.sink = sink;
      this.allowance = new Allowance(spool.size());
    }

    void run() throws IOException {
      ParquetFile parquet = guarded(() -> ParquetFile.of(spool));
      if (!parquet.columns().haveTitle()) {
        throw new CorpusException(
            "%s has no column named title, only: %s. Rename the one that holds the titles"
                .formatted(file, Text.shortened(String.join(", ", parquet.columns().names()))));
      }
      Columns columns = parquet.known();
      for (RowGroup group : parquet.rowGroups()) {
        read(parquet, group, columns);
      }
    }

    private void read(ParquetFile parquet, RowGroup group, Columns columns) throws IOException {
      if (group.getNum_rows() <= 0) {
        return;
      }
      List<Column> opened = guarded(() -> open(parquet.chunks(group)));
      for (long i = 0; i < group.getNum_rows(); i++) {
        RowLimit limit = new RowLimit();
        List<Cell> cells = guarded(() -> cells(opened, limit));
        row++;
        Location location = new Location(file, row);
        sink.accept(
            limit.rejected().isPresent()
                ? new Rejected(location, limit.rejected().get())
                : columns.read(cells, location));
      }
    }

    private List<Column> open(List<Chunk> chunks) {
      return chunks.stream().map(chunk -> new Column(spool, chunk, allowance)).toList();
    }

    private List<Cell> cells(List<Column> columns, RowLimit limit) throws IOException {
      allowance.use(ROW_BYTES);
      List<Cell> cells = new ArrayList<>(columns.size());
      for (Column column : columns) {
        cells.add(column.next(limit));
      }
      return cells;
    }

    private interface Step<T> {
      T run() throws IOException;
    }

    /** The library says that a file is malformed by runtime exceptions of many kinds. */
    private <T> T guarded(Step<T> step) throws IOException {
      try {
        return step.run();
      } catch (MalformedException e) {
        throw malformed(String.valueOf(e.getMessage()));
      } catch (UncheckedIOException e) {
        throw e.getCause() instanceof MalformedException malformed
            ? malformed(String.valueOf(malformed.getMessage()))
            : e.getCause();
      } catch (RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw malformed("it is damaged (%s)".formatted(Text.shortened(cause.toString())));
      }
    }

    private CorpusException malformed(String reason) {
      return new CorpusException(
          "%s cannot be read as Parquet%s: %s. Fetch or write it anew"
              .formatted(file, row == 0 ? "" : " after row %,d".formatted(row), reason));
    }
  }
}
