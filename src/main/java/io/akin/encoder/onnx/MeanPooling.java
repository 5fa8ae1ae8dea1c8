package io.akin.encoder.onnx;

import io.akin.embedding.Embedding;
import java.nio.FloatBuffer;

/**
 * The mean of a text's token vectors, padding left out, scaled to unit length, as in <a
 * href="https://arxiv.org/abs/1908.10084">Reimers and Gurevych (2019)</a>.
 */
final class MeanPooling {
  private MeanPooling() {}

  /**
   * Pools one text of a run.
   *
   * @param hidden {@code float[batch][longest][dimension]}, row-major
   * @param row the text's place in the run
   * @param longest padded length of the run in tokens
   * @param tokens the text's own length, its tokens being the first of the row
   */
  static Embedding pool(FloatBuffer hidden, int row, int longest, int tokens, int dimension) {
    float[] sum = new float[dimension];
    float[] token = new float[dimension];
    int start = row * longest * dimension;
    for (int t = 0; t < tokens; t++) {
      hidden.get(start + t * dimension, token);
      for (int d = 0; d < dimension; d++) {
        sum[d] += token[d];
      }
    }
    return Embedding.normalised(sum); // the mean and the sum have one direction
  }
}
