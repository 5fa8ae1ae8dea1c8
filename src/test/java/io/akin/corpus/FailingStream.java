package io.akin.corpus;

import java.io.IOException;
import java.io.InputStream;

/** A stream of which nothing can be read. */
public final class FailingStream extends InputStream {
  private final IOException failure;

  public FailingStream(IOException failure) {
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    throw failure;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    throw failure;
  }
}
