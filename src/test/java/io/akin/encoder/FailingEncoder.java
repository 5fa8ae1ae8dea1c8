package io.akin.encoder;

import io.akin.embedding.Embedding;
import java.util.List;

/** An encoder whose engine always fails in one way. */
public final class FailingEncoder extends EncoderOver {
  private final EncodeException failure;

  public FailingEncoder(Encoder encoder, EncodeException failure) {
    super(encoder);
    this.failure = failure;
  }

  @Override
  public List<Embedding> encode(List<String> texts, Role role, Priority priority)
      throws EncodeException {
    throw failure;
  }
}
