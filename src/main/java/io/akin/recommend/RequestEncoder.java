package io.akin.recommend;

import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The encoder of one request, opened when it is first needed and given back with the request. For
 * one thread.
 */
final class RequestEncoder implements AutoCloseable {
  private final EncoderSource source;
  private final EmbeddingSpace space;
  private @Nullable Encoder opened;

  RequestEncoder(EncoderSource source, EmbeddingSpace space) {
    this.source = source;
    this.space = space;
  }

  /** The encoder, which is not to be closed. */
  Encoder get() throws IOException {
    Encoder known = opened;
    if (known == null) {
      known = source.open(space);
      opened = known;
    }
    return known;
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
