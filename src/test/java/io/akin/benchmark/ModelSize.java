package io.akin.benchmark;

/**
 * What a BERT model computes for a text, to set its speed against the machine's.
 *
 * @param layers of the transformer
 * @param hidden components of a token's vector
 * @param inner components between the two products of a feed-forward network
 */
record ModelSize(int layers, int hidden, int inner) {

  /** The size of a packaged model, by its name; quantised ones are named like their originals. */
  static ModelSize of(String model) {
    if (model.startsWith("all-MiniLM-L6-")) {
      return new ModelSize(6, 384, 1536);
    }
    if (model.startsWith("bge-small-en-")) {
      return new ModelSize(12, 384, 1536);
    }
    throw new IllegalArgumentException("the size of " + model + " is not known; add it here");
  }

  /**
   * Floating-point operations for a text without padding: two for each weight of the layers and
   * token, and for each token two products of its vector with those of all tokens, in each layer.
   * For all-MiniLM-L6-v2 that is 21.2 million a token and 9,216 times its text's length. Norms,
   * softmax and the like are left out.
   */
  double operations(int tokens) {
    double weights = layers * (4.0 * hidden * hidden + 2.0 * hidden * inner);
    return tokens * (2 * weights + 4.0 * layers * hidden * tokens);
  }
}
