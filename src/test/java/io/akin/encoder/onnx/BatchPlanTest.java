package io.akin.encoder.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  @Test
  void shortTextsShareARunAndLongOnesRunAlone() {
    List<int[]> runs = BatchPlan.runs(new int[] {10, 200, 12, 11}, 36);

    assertEquals(List.of("[1]", "[2, 3, 0]"), runs.stream().map(Arrays::toString).toList());
  }

  @Property
  void everyTextRunsOnceWithinTheBudget(
      @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 1_000) int budget) {
    int[] tokens = lengths.stream().mapToInt(Integer::intValue).toArray();

    List<int[]> runs = BatchPlan.runs(tokens, budget);

    assertEquals(
        IntStream.range(0, tokens.length).boxed().toList(),
        runs.stream().flatMapToInt(Arrays::stream).sorted().boxed().toList());
    for (int[] run : runs) {
      int padded = run.length * Arrays.stream(run).map(i -> tokens[i]).max().orElseThrow();
      assertTrue(run.length == 1 || padded <= budget, () -> padded + " tokens in a run");
    }
  }
}
