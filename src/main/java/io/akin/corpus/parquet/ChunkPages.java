package io.akin.corpus.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;

/**
 * Hands the pages of one column of one row group to the library, one at a time, when they have been
 * found to be what they say. What is wrong with them comes as {@link UncheckedIOException}. Not
 * thread-safe.
 */
final class ChunkPages implements PageReader {
  /** Most headers fit; they hold the least and the greatest value of a page as well. */
  private static final int USUAL_HEADER_BYTES = 8 * 1024;

  private static final int MAX_HEADER_BYTES = 4 << 20;

  /** Where a column of a row group stands in the file. */
  record Chunk(Leaf leaf, CompressionCodec codec, long start, long end, long values) {}

  private final Spool file;
  private final Chunk chunk;
  private final Allowance allowance;
  private long position;
  private long valuesSeen;

  ChunkPages(Spool file, Chunk chunk, Allowance allowance) {
    this.file = file;
    this.chunk = chunk;
    this.allowance = allowance;
    this.position = chunk.start();
  }

  @Override
  public long getTotalValueCount() {
    return chunk.values();
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      Thrift.Header header = header();
      return header.page().getType() == PageType.DICTIONARY_PAGE ? dictionary(header) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DataPage readPage() {
    try {
      while (true) {
        Thrift.Header header = header();
        PageHeader page = header.page();
        DataPageHeader first = page.getData_page_header();
        if (first != null && page.getType() == PageType.DATA_PAGE) {
          return data(header, first);
        }
        DataPageHeaderV2 second = page.getData_page_header_v2();
        if (second != null && page.getType() == PageType.DATA_PAGE_V2) {
          return data(header, second);
        }
        var _ = body(header); // an index, or a second dictionary
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Thrift.Header header() throws IOException {
    if (valuesSeen >= chunk.values() || position >= chunk.end()) {
      throw damaged();
    }
    int most = (int) Math.min(MAX_HEADER_BYTES, chunk.end() - position);
    int usual = Math.min(USUAL_HEADER_BYTES, most);
    allowance.use(usual);
    Optional<Thrift.Header> header = Thrift.pageHeader(file.read(position, usual));
    if (header.isEmpty() && most > usual) {
      allowance.use(most);
      header = Thrift.pageHeader(file.read(position, most));
    }
    return header.orElseThrow(this::damaged);
  }

  /** The bytes of a page as they lie in the file, whose end is the next page's start. */
  private byte[] body(Thrift.Header header) throws IOException {
    int size = header.page().getCompressed_page_size();
    long start = position + header.bytes();
    if (size < 0 || size > chunk.end() - start) {
      throw damaged();
    }
    if (size > Compression.MAX_PAGE_BYTES) {
      throw Compression.tooLarge(size);
    }
    allowance.use(Math.max(0, header.page().getUncompressed_page_size()));
    byte[] body = file.read(start, size);
    if (header.page().isSetCrc()) {
      CRC32 sum = new CRC32();
      sum.update(body);
      if ((int) sum.getValue() != header.page().getCrc()) {
        throw damaged();
      }
    }
    position = start + size;
    return body;
  }

  private DictionaryPage dictionary(Thrift.Header header) throws IOException {
    DictionaryPageHeader dictionary = header.page().getDictionary_page_header();
    if (dictionary == null) {
      throw damaged();
    }
    byte[] bytes = expand(body(header), 0, header.page().getUncompressed_page_size());
    int values = dictionary.getNum_values();
    PageCheck.dictionary(ByteBuffer.wrap(bytes), chunk.leaf(), values);
    return new DictionaryPage(BytesInput.from(bytes), values, Encoding.PLAIN);
  }

  private DataPage data(Thrift.Header header, DataPageHeader page) throws IOException {
    byte[] bytes = expand(body(header), 0, header.page().getUncompressed_page_size());
    int values = counted(page.getNum_values());
    Leaf leaf = chunk.leaf();
    Encoding encoding = encoding(page.getEncoding());
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    levels(rest, leaf.maxRepetition(), page.getRepetition_level_encoding(), values);
    levels(rest, leaf.maxDefinition(), page.getDefinition_level_encoding(), values);
    PageCheck.values(rest.slice(), encoding, leaf, values);
    return new DataPageV1(
        BytesInput.from(bytes), values, bytes.length, null, Encoding.RLE, Encoding.RLE, encoding);
  }

  private void levels(
      ByteBuffer rest, int max, org.apache.parquet.format.@Nullable Encoding encoding, int values)
      throws MalformedException {
    if (max > 0) {
      if (encoding != org.apache.parquet.format.Encoding.RLE) {
        throw PageCheck.unreadable(String.valueOf(encoding), chunk.leaf());
      }
      PageCheck.sizedRuns(rest, PageCheck.bits(max), values);
    }
  }

  private DataPage data(Thrift.Header header, DataPageHeaderV2 page) throws IOException {
    byte[] body = body(header);
    int repetition = page.getRepetition_levels_byte_length();
    int definition = page.getDefinition_levels_byte_length();
    if (repetition < 0 || definition < 0 || (long) repetition + definition > body.length) {
      throw damaged();
    }
    int levels = repetition + definition;
    int values = counted(page.getNum_values());
    int size = header.page().getUncompressed_page_size() - levels;
    boolean compressed = page.isIs_compressed() && body.length > levels;
    byte[] bytes =
        compressed
            ? expand(body, levels, size)
            : Compression.expand(CompressionCodec.UNCOMPRESSED, body, levels, body.length - levels);
    Leaf leaf = chunk.leaf();
    Encoding encoding = encoding(page.getEncoding());
    ByteBuffer all = ByteBuffer.wrap(body);
    PageCheck.runs(all.slice(0, repetition), PageCheck.bits(leaf.maxRepetition()), values);
    PageCheck.runs(all.slice(repetition, definition), PageCheck.bits(leaf.maxDefinition()), values);
    PageCheck.values(ByteBuffer.wrap(bytes), encoding, leaf, values);
    return DataPageV2.uncompressed(
        Math.max(0, page.getNum_rows()),
        Math.max(0, page.getNum_nulls()),
        values,
        BytesInput.from(body, 0, repetition),
        BytesInput.from(body, repetition, definition),
        encoding,
        BytesInput.from(bytes),
        null);
  }

  private int counted(int values) throws MalformedException {
    if (values <= 0 || values > chunk.values() - valuesSeen) {
      throw damaged();
    }
    valuesSeen += values;
    return values;
  }

  private byte[] expand(byte[] body, int from, int size) throws MalformedException {
    return Compression.expand(chunk.codec(), body, from, size);
  }

  private Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding)
      throws MalformedException {
    if (encoding == null) {
      throw damaged();
    }
    return Encoding.valueOf(encoding.name());
  }

  private MalformedException damaged() {
    return new MalformedException(
        "its column %s is damaged at byte %,d".formatted(chunk.leaf().name(), position));
  }
}
