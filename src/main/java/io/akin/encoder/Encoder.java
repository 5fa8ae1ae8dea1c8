package io.akin.encoder;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import java.util.List;

/** Turns texts into embeddings of one space. Implementations are safe for use by many threads. */
public interface Encoder extends AutoCloseable {

  /** The space of every embedding this encoder makes. */
  EmbeddingSpace space();

  /**
   * The dimensions that embeddings may be cut to and still mean something, ascending; the last is
   * the space's own.
   */
  List<Integer> dimensions();

  /** What is put before a text of this role; empty for most models. */
  String prompt(Role role);

  /**
   * All tokens of a text, special ones included, in their order: of the text as it is, behind no
   * prompt and not cut.
   *
   * @throws EncodeException when the engine fails or the encoder is closed
   */
  List<Token> tokens(String text) throws EncodeException;

  /**
   * The text that tokens stand for, which is the text they are of but for letters and spaces that
   * the model does not tell apart.
   *
   * @param special whether special tokens are to be in it
   * @throws IllegalArgumentException when the model has no such token
   * @throws EncodeException when the engine fails or the encoder is closed
   */
  String text(long[] ids, boolean special) throws EncodeException;

  /**
   * Encodes texts, each behind the prompt of its role and cut at the space's {@code maxTokens}. The
   * embedding of a text does not depend on the texts it is encoded with, beyond float32 rounding. A
   * caller who is interrupted gives the call up, and what it still had waiting.
   *
   * @return one embedding for each text, in the same order
   * @throws EncoderBusyException when the encoder has more waiting work than it accepts, and the
   *     call is interactive
   * @throws EncodeException when the engine fails, the call is interrupted or the encoder is closed
   */
  List<Embedding> encode(List<String> texts, Role role, Priority priority) throws EncodeException;

  /** What it has to do, and has done. */
  EncoderLoad load();

  /**
   * Gives up what is waiting, waits for what runs, then frees the engine. Calls that are given up,
   * and later ones, fail with an {@link EncodeException}. Closing twice does nothing.
   */
  @Override
  void close();
}
