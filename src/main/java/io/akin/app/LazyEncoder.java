package io.akin.app;

import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderSource;
import java.io.IOException;

/** Opens the encoder that a command needs, when it needs it, in the command's own time. */
public final class LazyEncoder implements EncoderSource, AutoCloseable {
  private final Encoders encoders;

  public LazyEncoder(Application application) {
    this.encoders = new Encoders(application::openEncoder);
  }

  @Override
  public Encoder open(EmbeddingSpace space) throws IOException {
    return encoders.open(space);
  }

  @Override
  public void close() {
    encoders.close();
  }
}
