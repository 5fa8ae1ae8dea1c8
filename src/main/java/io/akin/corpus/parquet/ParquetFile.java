package io.akin.corpus.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.akin.corpus.parquet.ChunkPages.Chunk;
import io.akin.corpus.parquet.Leaf.Kind;
import io.akin.corpus.table.Columns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

/** What the footer of a file says of its columns, checked against the size of the file. */
final class ParquetFile {
  static final String MAGIC = "PAR1";

  /** A thousand columns in a thousand row groups take about as much. */
  private static final int MAX_FOOTER_BYTES = 64 << 20;

  private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length();

  private final long footerStart;
  private final List<Leaf> leaves;
  private final Columns all;
  private final List<RowGroup> rowGroups;

  private ParquetFile(long footerStart, FileMetaData footer) throws MalformedException {
    this.footerStart = footerStart;
    if (footer.getSchema() == null || footer.getSchema().isEmpty()) {
      throw new MalformedException("its footer has no schema");
    }
    this.leaves = Schema.leaves(footer.getSchema());
    this.all = new Columns(leaves.stream().map(Leaf::name).toList());
    this.rowGroups = footer.getRow_groups() == null ? List.of() : footer.getRow_groups();
  }

  /** Reads the footer, which is at the end. */
  static ParquetFile of(Spool file) throws IOException {
    long size = file.size();
    if (size < MAGIC.length() + TAIL_BYTES) {
      throw new MalformedException("it is cut");
    }
    byte[] tail = file.read(size - TAIL_BYTES, TAIL_BYTES);
    String magic = new String(tail, Integer.BYTES, MAGIC.length(), US_ASCII);
    if (magic.equals("PARE")) {
      throw new MalformedException("it is encrypted");
    }
    int length = Integer.reverseBytes(ByteBuffer.wrap(tail).getInt());
    long start = size - TAIL_BYTES - length;
    if (!magic.equals(MAGIC) || length < 0 || start < MAGIC.length()) {
      throw new MalformedException("it does not end as it should; it may be cut");
    }
    if (length > MAX_FOOTER_BYTES) {
      throw new MalformedException(
          "its footer has %,d bytes; Akin reads up to %,d".formatted(length, MAX_FOOTER_BYTES));
    }
    return new ParquetFile(start, Thrift.footer(file.read(start, length)));
  }

  /** All columns, by the names of their leaves. */
  Columns columns() {
    return all;
  }

  /** The columns that say something of a paper, in the order of {@link #chunks}. */
  Columns known() {
    return new Columns(wanted().mapToObj(i -> leaves.get(i).name()).toList());
  }

  private IntStream wanted() {
    return IntStream.range(0, leaves.size())
        .filter(i -> all.isKnown(i) && leaves.get(i).kind() != Kind.OTHER);
  }

  List<RowGroup> rowGroups() {
    return rowGroups;
  }

  /** Where the known columns of a row group stand. */
  List<Chunk> chunks(RowGroup rowGroup) throws MalformedException {
    List<ColumnChunk> columns = rowGroup.getColumns();
    if (columns == null || columns.size() != leaves.size()) {
      throw new MalformedException("a row group has other columns than the schema");
    }
    List<Chunk> chunks = new ArrayList<>();
    for (int i : wanted().toArray()) {
      chunks.add(chunk(columns.get(i), leaves.get(i)));
    }
    return chunks;
  }

  private Chunk chunk(ColumnChunk column, Leaf leaf) throws MalformedException {
    ColumnMetaData data = column.getMeta_data();
    if (column.isSetFile_path() || column.isSetCrypto_metadata() || data == null) {
      throw new MalformedException(
          "its column %s is encrypted or in another file".formatted(leaf.name()));
    }
    long start = data.getData_page_offset();
    if (data.isSetDictionary_page_offset() && data.getDictionary_page_offset() > 0) {
      start = Math.min(start, data.getDictionary_page_offset());
    }
    long length = data.getTotal_compressed_size();
    if (!leaf.path().equals(data.getPath_in_schema())
        || data.getCodec() == null
        || start < MAGIC.length()
        || length < 0
        || length > footerStart - start
        || data.getNum_values() < 0) {
      throw new MalformedException(
          "its column %s is not where it should be".formatted(leaf.name()));
    }
    return new Chunk(leaf, data.getCodec(), start, start + length, data.getNum_values());
  }
}
