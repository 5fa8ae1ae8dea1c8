package io.akin.corpus.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Expands pages, of a size that is known before. */
final class Compression {
  /** Bytes that a page may take when it is expanded. */
  static final int MAX_PAGE_BYTES = 128 << 20;

  /** Deflate reaches a thousand; what Zstandard does beyond it, it does to small pages. */
  private static final long MAX_RATIO = 1_100;

  private static final int SMALL_PAGE_BYTES = 1 << 20;

  private Compression() {}

  /**
   * Expands a part of a page.
   *
   * @param size bytes of the result
   */
  static byte[] expand(CompressionCodec codec, byte[] in, int from, int size)
      throws MalformedException {
    int length = in.length - from;
    if (size > MAX_PAGE_BYTES) {
      throw tooLarge(size);
    }
    if (size < 0 || length < 0 || size > Math.max(SMALL_PAGE_BYTES, length * MAX_RATIO)) {
      throw new MalformedException(
          "a page of %,d bytes says that it expands to %,d".formatted(length, size));
    }
    return switch (codec) {
      case UNCOMPRESSED -> {
        require(length == size, codec);
        yield Arrays.copyOfRange(in, from, in.length);
      }
      case SNAPPY -> Snappy.expand(in, from, in.length, size);
      case GZIP -> inflate(in, from, size);
      case ZSTD -> zstandard(in, from, size);
      case LZO, BROTLI, LZ4, LZ4_RAW ->
          throw new MalformedException(
              "it is compressed with %s; Akin reads Snappy, gzip and Zstandard".formatted(codec));
    };
  }

  private static byte[] inflate(byte[] in, int from, int size) throws MalformedException {
    try (InputStream plain =
        new GZIPInputStream(new ByteArrayInputStream(in, from, in.length - from))) {
      byte[] out = plain.readNBytes(size);
      require(out.length == size && plain.read() < 0, CompressionCodec.GZIP);
      return out;
    } catch (MalformedException e) {
      throw e;
    } catch (IOException _) {
      throw damaged(CompressionCodec.GZIP);
    }
  }

  private static byte[] zstandard(byte[] in, int from, int size) throws MalformedException {
    byte[] out = new byte[size];
    try {
      long length = Zstd.decompressByteArray(out, 0, size, in, from, in.length - from);
      require(length == size, CompressionCodec.ZSTD);
      return out;
    } catch (ZstdException _) {
      throw damaged(CompressionCodec.ZSTD);
    }
  }

  private static void require(boolean holds, CompressionCodec codec) throws MalformedException {
    if (!holds) {
      throw damaged(codec);
    }
  }

  static MalformedException tooLarge(int size) {
    return new MalformedException(
        "it has a page of %,d bytes, and Akin reads up to %,d".formatted(size, MAX_PAGE_BYTES));
  }

  private static MalformedException damaged(CompressionCodec codec) {
    return new MalformedException("a page (%s) is damaged".formatted(codec));
  }
}
