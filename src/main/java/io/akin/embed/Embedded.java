package io.akin.embed;

import io.akin.embedding.Embedding;
import java.time.Duration;
import java.util.List;

/**
 * Encoded texts.
 *
 * @param embeddings one for each text, in the same order
 * @param tokens how many of each text were encoded, special ones and its prompt included
 * @param tokenising how long it took to count them
 * @param encoding how long it took to encode them, waiting included
 */
public record Embedded(
    List<Embedding> embeddings, List<Integer> tokens, Duration tokenising, Duration encoding) {
  public Embedded {
    embeddings = List.copyOf(embeddings);
    tokens = List.copyOf(tokens);
  }

  /** Tokens of all texts. */
  public long totalTokens() {
    return tokens.stream().mapToLong(Integer::longValue).sum();
  }
}
