package io.akin.eval;

/** By what nDCG divides the gain at a rank. */
public enum Discount {
  /** log2(rank + 1), as in trec_eval. */
  TREC {
    @Override
    double at(int rank) {
      return log2(rank + 1);
    }
  },
  /**
   * 1, then log2(rank): the older form of Järvelin and Kekäläinen, which CSFCube's own scorer uses.
   */
  CSFCUBE {
    @Override
    double at(int rank) {
      return Math.max(1, log2(rank));
    }
  };

  /**
   * @param rank from 1
   */
  abstract double at(int rank);

  private static double log2(int number) {
    return Math.log(number) / Math.log(2);
  }
}
