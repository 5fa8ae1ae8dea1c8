package io.akin.encoder;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import java.util.List;

/**
 * A model on a device: what tokens a text has, and the embeddings of a batch. Knows nothing of
 * queues, callers or caches, which are those of the encoder on top. Thread-safe.
 */
public interface Backend extends AutoCloseable {

  /** The space of every embedding this model makes. */
  EmbeddingSpace space();

  /** What {@link Encoder#dimensions} gives. */
  List<Integer> dimensions();

  /** What is put before a text of this role; empty for most models. */
  String prompt(Role role);

  /** How the device likes its batches. */
  BatchLimits limits();

  /**
   * The text's token numbers, special tokens included: {@code long[tokens]}, at most the space's
   * {@code maxTokens}.
   */
  long[] tokens(String text) throws EncodeException;

  /** What {@link Encoder#tokens} gives: those of the whole text. */
  List<Token> allTokens(String text) throws EncodeException;

  /** What {@link Encoder#text} gives. */
  String text(long[] ids, boolean special) throws EncodeException;

  /**
   * Runs the model once, in the calling thread.
   *
   * @param batch texts as {@link #tokens} gives them, at least one; the shorter ones are padded
   * @return one embedding for each text, in the same order
   * @throws EncodeException when the engine fails
   */
  List<Embedding> run(List<long[]> batch) throws EncodeException;

  /** Frees the model. No thread may be inside another method, or call one later. */
  @Override
  void close();
}
