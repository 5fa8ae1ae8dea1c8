package io.akin.encoder;

/**
 * How a device likes its batches.
 *
 * @param concurrency batches that run at the same time, at least 1
 * @param tokens padded tokens of a batch, at least 1; a text that has more runs alone
 * @param texts texts of a batch, at least 1; 1 where the embedding of a text would otherwise depend
 *     on the texts beside it
 */
public record BatchLimits(int concurrency, int tokens, int texts) {
  public BatchLimits {
    if (concurrency < 1 || tokens < 1 || texts < 1) {
      throw new IllegalArgumentException(
          "want at least 1 of each, got concurrency=%d tokens=%d texts=%d"
              .formatted(concurrency, tokens, texts));
    }
  }
}
