package io.akin.encoder.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups texts into runs of the model. Texts of like length go together, since the short ones of a
 * run are padded to its longest; a run is filled up to a budget of padded tokens, so that a long
 * text runs alone.
 */
final class BatchPlan {
  /**
   * Padded tokens of a run on a CPU core. Measured with all-MiniLM-L6-v2: of one text a run, and
   * 256, 512 and 1024 tokens, 256 gave the most documents a second for texts of mixed length.
   */
  static final int TOKEN_BUDGET = 256;

  private BatchPlan() {}

  /**
   * Plans the runs for texts of the given lengths in tokens.
   *
   * @return the texts' positions, each exactly once, run by run; longest run first, so that the
   *     last ones to finish are short
   */
  static List<int[]> runs(int[] lengths, int tokenBudget) {
    int[] longestFirst =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> -lengths[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> runs = new ArrayList<>();
    int start = 0;
    while (start < longestFirst.length) {
      int longest = lengths[longestFirst[start]];
      int size = Math.max(1, tokenBudget / Math.max(1, longest));
      int end = Math.min(longestFirst.length, start + size);
      runs.add(Arrays.copyOfRange(longestFirst, start, end));
      start = end;
    }
    return runs;
  }
}
