package io.akin.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * A file of row groups and the footer that finds them, in the <a
 * href="https://github.com/apache/parquet-format">format of Parquet</a>. The library's own writer
 * needs Hadoop, and its encoder of columns a library of shapes on maps; this needs neither. Holds
 * one row group in memory.
 */
final class ParquetFile {
  private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

  /** Bytes of a row group, compressed pages and those being filled: what is held in memory. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final List<Column> columns;
  private final List<ParquetLeaf> leaves;
  private final Counted out;
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private List<ParquetChunk> chunks;
  private long rows;
  private long rowsBefore;

  /** Begins a file; the stream is left open. */
  ParquetFile(List<Column> columns, OutputStream out) throws IOException {
    this.columns = columns;
    this.leaves = columns.stream().flatMap(column -> ParquetLeaf.of(column).stream()).toList();
    this.out = new Counted(out);
    this.chunks = leaves.stream().map(ParquetChunk::new).toList();
    this.out.write(MAGIC);
  }

  void add(Row row) throws IOException {
    for (ParquetChunk chunk : chunks) {
      chunk.add(row);
    }
    rows++;
    if (chunks.stream().mapToLong(ParquetChunk::bytes).sum() >= ROW_GROUP_BYTES) {
      endRowGroup();
      chunks = leaves.stream().map(ParquetChunk::new).toList();
    }
  }

  private void endRowGroup() throws IOException {
    if (rows == rowsBefore) {
      return;
    }
    long start = out.written();
    long uncompressed = 0;
    List<ColumnChunk> written = new ArrayList<>();
    for (ParquetChunk chunk : chunks) {
      written.add(chunk.writeTo(out));
      uncompressed += chunk.uncompressed();
    }
    RowGroup group = new RowGroup(written, uncompressed, rows - rowsBefore);
    group.setFile_offset(start);
    group.setTotal_compressed_size(out.written() - start);
    rowGroups.add(group);
    rowsBefore = rows;
  }

  /** Writes what is left and the footer. */
  void finish(SortedMap<String, String> metadata) throws IOException {
    endRowGroup();
    FileMetaData footer = new FileMetaData(1, schema(), rows, rowGroups);
    footer.setCreated_by("Akin");
    metadata.forEach((key, value) -> footer.addToKey_value_metadata(keyValue(key, value)));
    long start = out.written();
    Util.writeFileMetaData(footer, out);
    int length = Math.toIntExact(out.written() - start);
    out.write(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    out.write(MAGIC);
  }

  private List<SchemaElement> schema() {
    List<SchemaElement> schema = new ArrayList<>();
    SchemaElement root = new SchemaElement("papers");
    root.setNum_children(columns.size());
    schema.add(root);
    columns.forEach(column -> ParquetLeaf.describe(column, schema));
    return schema;
  }

  private static KeyValue keyValue(String key, String value) {
    KeyValue pair = new KeyValue(key);
    pair.setValue(value);
    return pair;
  }
}
