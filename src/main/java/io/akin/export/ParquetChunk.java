package io.akin.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a leaf in a row group: of version 1 and the plain encoding, which every reader
 * knows, each compressed with Zstandard when it is full.
 *
 * <p>Levels by <a href="https://research.google/pubs/pub36632/">Melnik et al. (2010)</a>: a value
 * is defined at 1, or null at 0; a list has elements at 2, is empty at 1, or null at 0, and its
 * first element repeats at 0, the others at 1.
 */
final class ParquetChunk {
  private static final int PAGE_BYTES = 1 << 20;
  private static final int LEVEL_BYTES = 1 << 12;

  /** Vectors hardly give way at any level, and texts do at this one. */
  private static final int ZSTD_LEVEL = 1;

  private final ParquetLeaf leaf;
  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private final RunLengthBitPackingHybridEncoder definitions;
  private final RunLengthBitPackingHybridEncoder repetitions;
  private int valuesInPage;
  private long values;
  private long uncompressed;

  ParquetChunk(ParquetLeaf leaf) {
    this.leaf = leaf;
    this.definitions = levels(leaf.list() ? 2 : 1);
    this.repetitions = levels(1);
  }

  private static RunLengthBitPackingHybridEncoder levels(int bits) {
    return new RunLengthBitPackingHybridEncoder(
        bits, LEVEL_BYTES, PAGE_BYTES, new HeapByteBufferAllocator());
  }

  /** Adds what a row has in this leaf. */
  void add(Row row) throws IOException {
    Object part = leaf.of(row);
    if (part == null) {
      level(0, 0);
    } else if (part instanceof float[] vector) {
      addVector(vector);
    } else if (part instanceof List<?> list) {
      addList(list);
    } else {
      level(1, 0);
      put(part);
    }
    if (plain.size() >= PAGE_BYTES) {
      endPage();
    }
  }

  private void level(int definition, int repetition) throws IOException {
    definitions.writeInt(definition);
    repetitions.writeInt(repetition);
    valuesInPage++;
  }

  private void addVector(float[] vector) throws IOException {
    byte[] bytes = new byte[vector.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
    plain.writeBytes(bytes);
    for (int i = 0; i < vector.length; i++) {
      level(2, i == 0 ? 0 : 1);
    }
  }

  private void addList(List<?> list) throws IOException {
    if (list.isEmpty()) {
      level(1, 0);
    }
    int repetition = 0;
    for (Object element : list) {
      level(2, repetition);
      put(element);
      repetition = 1;
    }
  }

  private void put(@Nullable Object value) {
    switch (value) {
      case Integer number -> putInt(plain, number);
      case Float number -> putInt(plain, Float.floatToRawIntBits(number));
      case String text -> {
        byte[] bytes = text.getBytes(UTF_8);
        putInt(plain, bytes.length);
        plain.writeBytes(bytes);
      }
      case null, default -> throw new IllegalStateException("no value of a table: " + value);
    }
  }

  private static void putInt(ByteArrayOutputStream to, int number) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      to.write(number >>> shift);
    }
  }

  /** How many bytes are held. */
  long bytes() {
    return (long) pages.size()
        + plain.size()
        + definitions.getBufferedSize()
        + repetitions.getBufferedSize();
  }

  private void endPage() throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream(plain.size() + LEVEL_BYTES);
    if (leaf.list()) {
      writeLevels(repetitions, page);
    }
    writeLevels(definitions, page);
    plain.writeTo(page);
    byte[] compressed = Zstd.compress(page.toByteArray(), ZSTD_LEVEL);
    PageHeader header = new PageHeader(PageType.DATA_PAGE, page.size(), compressed.length);
    header.setData_page_header(
        new DataPageHeader(valuesInPage, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    int before = pages.size();
    Util.writePageHeader(header, pages);
    uncompressed += pages.size() - before + page.size();
    pages.writeBytes(compressed);
    values += valuesInPage;
    valuesInPage = 0;
    plain.reset();
    definitions.reset();
    repetitions.reset();
  }

  private void writeLevels(RunLengthBitPackingHybridEncoder levels, ByteArrayOutputStream page)
      throws IOException {
    BytesInput bytes = levels.toBytes();
    putInt(page, Math.toIntExact(bytes.size()));
    bytes.writeAllTo(page);
  }

  /** How many bytes the ended pages would have without compression. */
  long uncompressed() {
    return uncompressed;
  }

  /** Ends the last page and writes all of them. */
  ColumnChunk writeTo(Counted out) throws IOException {
    if (valuesInPage > 0) {
      endPage();
    }
    definitions.close();
    repetitions.close();
    long start = out.written();
    pages.writeTo(out);
    ColumnMetaData data =
        new ColumnMetaData(
            leaf.type(),
            List.of(Encoding.PLAIN, Encoding.RLE),
            leaf.path(),
            CompressionCodec.ZSTD,
            values,
            uncompressed,
            out.written() - start,
            start);
    ColumnChunk chunk = new ColumnChunk(0); // deprecated: readers take the offsets of the pages
    chunk.setMeta_data(data);
    return chunk;
  }
}
