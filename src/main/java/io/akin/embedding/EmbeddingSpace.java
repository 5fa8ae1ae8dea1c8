package io.akin.embedding;

import java.util.Locale;

/**
 * What makes two vectors comparable: they come from the same weights and tokenizer, are pooled in
 * the same way, see the same number of tokens behind the same prompt, and are cut to the same
 * dimension. The dimension alone says nothing: many models share one.
 *
 * @param model the model's name, {@code all-MiniLM-L6-v2}
 * @param weightsSha256 of the model file or, for a model of several, of their names and digests; 64
 *     hexadecimal digits
 * @param tokenizerSha256 of the tokenizer file, 64 hexadecimal digits
 * @param dimension components of a vector, at least 1
 * @param maxTokens where a text is cut, special tokens included, at least 3
 * @param documentPrompt what is put before every document; empty for most models. What is put
 *     before a query does not belong to the space, since no query is stored
 */
public record EmbeddingSpace(
    String model,
    String weightsSha256,
    String tokenizerSha256,
    Pooling pooling,
    int dimension,
    int maxTokens,
    String documentPrompt) {

  /** The space of a model whose documents have no prompt. */
  public EmbeddingSpace(
      String model,
      String weightsSha256,
      String tokenizerSha256,
      Pooling pooling,
      int dimension,
      int maxTokens) {
    this(model, weightsSha256, tokenizerSha256, pooling, dimension, maxTokens, "");
  }

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

  /** The same space with vectors cut to their first components, as Matryoshka models allow. */
  public EmbeddingSpace cutTo(int shorter) {
    return new EmbeddingSpace(
        model, weightsSha256, tokenizerSha256, pooling, shorter, maxTokens, documentPrompt);
  }

  /** For people: {@code all-MiniLM-L6-v2@759c3cd2b7fe (mean, 384 d, 256 tokens)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s@%s (%s, %d d, %d tokens%s)",
        model,
        weightsSha256.substring(0, 12),
        pooling.name().toLowerCase(Locale.ROOT),
        dimension,
        maxTokens,
        documentPrompt.isEmpty() ? "" : ", documents behind '" + documentPrompt + "'");
  }
}
