package io.akin.embedding;

import java.util.Locale;

/**
 * What makes two vectors comparable: they come from the same weights and tokenizer, are pooled in
 * the same way, and see the same number of tokens. The dimension alone says nothing: many models
 * share one.
 *
 * @param model the model's name, {@code all-MiniLM-L6-v2}
 * @param weightsSha256 of the model file, 64 hexadecimal digits
 * @param tokenizerSha256 of the tokenizer file, 64 hexadecimal digits
 * @param dimension components of a vector, at least 1
 * @param maxTokens where a text is cut, special tokens included, at least 3
 */
public record EmbeddingSpace(
    String model,
    String weightsSha256,
    String tokenizerSha256,
    Pooling pooling,
    int dimension,
    int maxTokens) {

  public EmbeddingSpace {
    requireSha256("weights", weightsSha256);
    requireSha256("tokenizer", tokenizerSha256);
    if (model.isBlank() || dimension < 1 || maxTokens < 3) {
      throw new IllegalArgumentException(
          "want a model's name, a dimension of at least 1 and at least 3 tokens, got '%s', %d, %d"
              .formatted(model, dimension, maxTokens));
    }
  }

  private static void requireSha256(String what, String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "want the SHA-256 of the %s as 64 lower-case hexadecimal digits, got %s"
              .formatted(what, digest));
    }
  }

  /** For people: {@code all-MiniLM-L6-v2@759c3cd2b7fe (mean, 384 d, 256 tokens)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s@%s (%s, %d d, %d tokens)",
        model,
        weightsSha256.substring(0, 12),
        pooling.name().toLowerCase(Locale.ROOT),
        dimension,
        maxTokens);
  }
}
