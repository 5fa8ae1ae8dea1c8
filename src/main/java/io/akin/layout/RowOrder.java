package io.akin.layout;

import io.akin.embedding.EmbeddingMatrix;
import java.util.Arrays;

/**
 * An order of a matrix's rows that depends on the vectors alone and mixes them well: by a hash of
 * each, so that neither chance nor the order of the input decides a layout. Only rows of one and
 * the same vector keep their order. Whoever works in it calls the place of a row its rank.
 */
final class RowOrder {
  /** Steps of it visit all 64-bit numbers evenly: 2^64 over the golden ratio. */
  static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final int[] rows;
  private final int[] ranks;

  private RowOrder(int[] rows) {
    this.rows = rows;
    this.ranks = new int[rows.length];
    for (int rank = 0; rank < rows.length; rank++) {
      ranks[rows[rank]] = rank;
    }
  }

  static RowOrder of(EmbeddingMatrix matrix) {
    int n = matrix.size();
    long[] hashes = new long[n];
    Integer[] rows = new Integer[n];
    for (int row = 0; row < n; row++) {
      hashes[row] = hash(matrix.row(row));
      rows[row] = row;
    }
    Arrays.sort(
        rows,
        (x, y) -> {
          int order = Long.compare(hashes[x], hashes[y]);
          return order != 0 ? order : Arrays.compare(matrix.row(x), matrix.row(y));
        });
    return new RowOrder(Arrays.stream(rows).mapToInt(Integer::intValue).toArray());
  }

  private static long hash(float[] vector) {
    long hash = 0;
    for (float component : vector) {
      hash = mix(hash + GOLDEN + Float.floatToIntBits(component));
    }
    return hash;
  }

  /** A bijection of 64 bits without visible pattern: the finalizer of SplitMix64. */
  static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  int size() {
    return rows.length;
  }

  int row(int rank) {
    return rows[rank];
  }

  int rank(int row) {
    return ranks[row];
  }
}
