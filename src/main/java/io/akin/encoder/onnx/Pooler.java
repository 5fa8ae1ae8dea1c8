package io.akin.encoder.onnx;

import io.akin.embedding.Pooling;
import java.util.Arrays;

/**
 * Makes one vector of the vectors of a text's tokens, as in <a
 * href="https://arxiv.org/abs/1908.10084">Reimers and Gurevych (2019)</a>. Never reads padding,
 * since a text's own tokens are the first of its row.
 */
final class Pooler {
  private Pooler() {}

  /**
   * Pools one text.
   *
   * @param values holds {@code float[tokens][dimension]} from {@code start} on, row-major
   * @param tokens of the text, at least 1
   * @return a new vector, not scaled to unit length
   */
  static float[] pool(Pooling pooling, float[] values, int start, int tokens, int dimension) {
    return switch (pooling) {
      case CLS -> token(values, start, 0, dimension);
      case LAST_TOKEN -> token(values, start, tokens - 1, dimension);
      case MEAN -> mean(values, start, tokens, dimension);
      case MAX -> max(values, start, tokens, dimension);
    };
  }

  private static float[] token(float[] values, int start, int token, int dimension) {
    int from = start + token * dimension;
    return Arrays.copyOfRange(values, from, from + dimension);
  }

  private static float[] mean(float[] values, int start, int tokens, int dimension) {
    float[] mean = new float[dimension];
    for (int t = 0; t < tokens; t++) {
      int from = start + t * dimension;
      for (int d = 0; d < dimension; d++) {
        mean[d] += values[from + d];
      }
    }
    for (int d = 0; d < dimension; d++) {
      mean[d] /= tokens;
    }
    return mean;
  }

  private static float[] max(float[] values, int start, int tokens, int dimension) {
    float[] max = token(values, start, 0, dimension);
    for (int t = 1; t < tokens; t++) {
      int from = start + t * dimension;
      for (int d = 0; d < dimension; d++) {
        max[d] = Math.max(max[d], values[from + d]);
      }
    }
    return max;
  }
}
