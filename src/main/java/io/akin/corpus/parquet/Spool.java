package io.akin.corpus.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary copy of a stream, since Parquet is read from its end. The copy is gone when it is
 * closed. Not thread-safe.
 */
final class Spool implements Closeable {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Path path;
  private final FileChannel channel;

  private Spool(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Copies all of a stream.
   *
   * @param file its name, for messages
   * @throws IOException when the stream cannot be read; or when the copy cannot be written, as on a
   *     full disk
   */
  static Spool of(InputStream in, String file) throws IOException {
    Path path = Files.createTempFile("akin-", ".parquet");
    Spool spool =
        new Spool(
            path,
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
    try {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        spool.append(buffer, read, file);
      }
      return spool;
    } catch (IOException | RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  private void append(byte[] bytes, int count, String file) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, 0, count);
    try {
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (IOException e) {
      throw new IOException(
          ("%s cannot be copied to %s, as a Parquet file must be: %s. Make room there, or name"
                  + " another folder with -Djava.io.tmpdir")
              .formatted(file, path.getParent(), e.getMessage()),
          e);
    }
  }

  /** Bytes of the file. */
  long size() throws IOException {
    return channel.size();
  }

  /**
   * Bytes of the file, fewer where it ends.
   *
   * @param position at which to start, within the file
   */
  byte[] read(long position, int count) throws IOException {
    int available = Math.clamp(channel.size() - position, 0, count);
    ByteBuffer bytes = ByteBuffer.allocate(available);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new MalformedException("it ends within a page");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
