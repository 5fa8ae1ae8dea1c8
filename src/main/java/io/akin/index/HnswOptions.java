package io.akin.index;

/**
 * How the graph of an index is built, in the terms of <a
 * href="https://arxiv.org/abs/1603.09320">Malkov and Yashunin (2016)</a>.
 *
 * @param m links of a node, 2 to 512
 * @param efConstruction candidates kept while a node is linked, at least {@code m}, at most 3,200
 */
public record HnswOptions(int m, int efConstruction) {
  public static final HnswOptions DEFAULT = new HnswOptions(16, 100);

  public HnswOptions {
    if (m < 2 || m > 512 || efConstruction < m || efConstruction > 3_200) {
      throw new IllegalArgumentException(
          "need 2 <= m <= 512 and m <= efConstruction <= 3200, got m=%d efConstruction=%d"
              .formatted(m, efConstruction));
    }
  }
}
