package io.akin.corpus.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;

/**
 * Looks at the numbers inside of pages by which the library's decoders (1.18.1) make room, before
 * they do: a few bytes could ask them for gigabytes.
 */
final class PageCheck {
  /** Values of one run or one page that are held as numbers at once. */
  private static final int MAX_NUMBERS = 16 << 20;

  /**
   * Runs of whole groups of eight end after the last value; the library's writer makes up to 63.
   */
  private static final int SURPLUS = 512;

  private static final int MAX_DELTA_BLOCK = 1 << 16;

  private static final int INT96_BYTES = 12;

  private PageCheck() {}

  /**
   * Checks runs of numbers of so many bits, up to the last value.
   *
   * @param bytes from here on; its position stays
   */
  static void runs(ByteBuffer bytes, int bits, int values) throws MalformedException {
    require(bits >= 0 && bits <= 32);
    ByteBuffer in = bytes.duplicate();
    long seen = 0;
    while (seen < values && in.hasRemaining()) {
      long header = varint(in);
      long count = header >>> 1;
      long length;
      if ((header & 1) == 0) {
        length = (bits + 7L) / 8;
        require(count > 0);
      } else {
        length = count * bits;
        count *= 8;
        require(count > 0 && count <= Math.min(MAX_NUMBERS, values - seen + SURPLUS));
        require(length <= in.remaining() + (long) bits * SURPLUS / 8);
      }
      seen += count;
      in.position((int) Math.min(in.limit(), in.position() + length));
    }
  }

  /**
   * Checks runs that begin with their length in bytes.
   *
   * @param bytes is put behind them
   */
  static void sizedRuns(ByteBuffer bytes, int bits, int values) throws MalformedException {
    require(bytes.remaining() >= Integer.BYTES);
    int length = Integer.reverseBytes(bytes.getInt());
    require(length >= 0 && length <= bytes.remaining());
    runs(bytes.slice(bytes.position(), length), bits, values);
    bytes.position(bytes.position() + length);
  }

  /** Checks the values of a page, which come last in it. */
  static void values(ByteBuffer bytes, Encoding encoding, Leaf leaf, int values)
      throws IOException {
    switch (encoding) {
      case PLAIN -> {}
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        if (bytes.hasRemaining()) {
          int bits = bytes.get();
          runs(bytes, bits, values);
        }
      }
      case RLE -> sizedRuns(bytes, 1, values);
      case DELTA_BINARY_PACKED -> deltas(bytes, values);
      case DELTA_LENGTH_BYTE_ARRAY -> deltas(bytes, values);
      case DELTA_BYTE_ARRAY -> prefixes(bytes, values);
      case BYTE_STREAM_SPLIT, BIT_PACKED -> throw unreadable(encoding.name(), leaf);
    }
  }

  static MalformedException unreadable(String encoding, Leaf leaf) {
    return new MalformedException(
        "its column %s is encoded as %s, which Akin does not read"
            .formatted(leaf.name(), encoding));
  }

  /** Checks the header of packed differences; returns how many numbers there are. */
  private static int deltas(ByteBuffer bytes, int values) throws MalformedException {
    ByteBuffer in = bytes.duplicate();
    long block = varint(in);
    long parts = varint(in);
    long count = varint(in);
    require(block > 0 && block <= MAX_DELTA_BLOCK && parts > 0 && block % (8 * parts) == 0);
    require(count <= Math.min(values, MAX_NUMBERS));
    return (int) count;
  }

  /** Checks that no text is said to begin with more of the one before than that has. */
  private static void prefixes(ByteBuffer bytes, int values) throws IOException {
    int count = deltas(bytes, values);
    ByteBufferInputStream in = ByteBufferInputStream.wrap(bytes.duplicate());
    int length = in.available();
    ValuesReader prefixes = new DeltaBinaryPackingValuesReader();
    prefixes.initFromPage(values, in);
    ByteBuffer rest = bytes.slice(bytes.position() + length - in.available(), in.available());
    require(deltas(rest, values) == count);
    ValuesReader suffixes = new DeltaBinaryPackingValuesReader();
    suffixes.initFromPage(values, in);
    long previous = 0;
    for (int i = 0; i < count; i++) {
      int prefix = prefixes.readInteger();
      int suffix = suffixes.readInteger();
      require(prefix >= 0 && prefix <= previous && suffix >= 0 && suffix <= length);
      previous = prefix + (long) suffix;
      require(previous <= Compression.MAX_PAGE_BYTES);
    }
  }

  /** Checks that the texts or numbers of a dictionary are all there. */
  static void dictionary(ByteBuffer bytes, Leaf leaf, int values) throws MalformedException {
    int width =
        switch (leaf.kind()) {
          case TEXT -> 0;
          case INTEGER, DAY, FLOAT -> Integer.BYTES;
          case LONG, MILLISECONDS, MICROSECONDS, NANOSECONDS, DOUBLE -> Long.BYTES;
          case JULIAN -> INT96_BYTES;
          case BOOLEAN, OTHER -> throw unreadable("a dictionary", leaf);
        };
    require(values >= 0 && (long) values * Math.max(width, Integer.BYTES) <= bytes.remaining());
    ByteBuffer in = bytes.duplicate();
    for (int i = 0; width == 0 && i < values; i++) {
      require(in.remaining() >= Integer.BYTES);
      int length = Integer.reverseBytes(in.getInt());
      require(length >= 0 && length <= in.remaining());
      in.position(in.position() + length);
    }
  }

  /** How many bits a level takes. */
  static int bits(int maxLevel) {
    return BytesUtils.getWidthFromMaxInt(maxLevel);
  }

  private static long varint(ByteBuffer in) throws MalformedException {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      require(in.hasRemaining());
      int part = in.get();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value & 0xFFFF_FFFFL;
      }
    }
    throw new MalformedException("a page is damaged");
  }

  private static void require(boolean holds) throws MalformedException {
    if (!holds) {
      throw new MalformedException("a page is damaged");
    }
  }
}
