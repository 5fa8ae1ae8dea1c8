package io.akin.encoder;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import java.util.List;

/** An encoder that does what another does, but for what a test changes. */
public class EncoderOver implements Encoder {
  private final Encoder encoder;

  protected EncoderOver(Encoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public EmbeddingSpace space() {
    return encoder.space();
  }

  @Override
  public List<Integer> dimensions() {
    return encoder.dimensions();
  }

  @Override
  public String prompt(Role role) {
    return encoder.prompt(role);
  }

  @Override
  public List<Token> tokens(String text) throws EncodeException {
    return encoder.tokens(text);
  }

  @Override
  public String text(long[] ids, boolean special) throws EncodeException {
    return encoder.text(ids, special);
  }

  @Override
  public List<Embedding> encode(List<String> texts, Role role, Priority priority)
      throws EncodeException {
    return encoder.encode(texts, role, priority);
  }

  @Override
  public EncoderLoad load() {
    return encoder.load();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
