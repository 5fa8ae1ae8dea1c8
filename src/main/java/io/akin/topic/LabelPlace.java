package io.akin.topic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the name of a group is drawn: at one of its papers where they lie most densely, since the
 * middle of a group of odd shape may lie on none of them.
 */
final class LabelPlace {
  /** Papers of a cell of the grid, on average, if they lay evenly. */
  private static final double PAPERS_PER_CELL = 4;

  private static final int MOST_CELLS_ACROSS = 64;

  private LabelPlace() {}

  private record Cell(int x, int y) {}

  /**
   * The row of that paper.
   *
   * @param rows at least one
   * @param layout {@code float[n][2]}, finite
   */
  static int of(int[] rows, float[][] layout) {
    double left = extreme(rows, layout, 0, -1);
    double bottom = extreme(rows, layout, 1, -1);
    double extent =
        Math.max(extreme(rows, layout, 0, 1) - left, extreme(rows, layout, 1, 1) - bottom);
    int across = (int) Math.clamp(Math.sqrt(rows.length / PAPERS_PER_CELL), 1, MOST_CELLS_ACROSS);
    double side = extent > 0 ? extent / across : 1;
    Map<Cell, Integer> counts = new HashMap<>();
    for (int row : rows) {
      counts.merge(cell(layout[row], left, bottom, side), 1, Integer::sum);
    }
    Cell densest =
        counts.keySet().stream()
            .max(
                Comparator.comparingInt((Cell cell) -> around(counts, cell))
                    .thenComparing(Cell::x, Comparator.reverseOrder())
                    .thenComparing(Cell::y, Comparator.reverseOrder()))
            .orElseThrow();
    int[] near =
        Arrays.stream(rows)
            .filter(row -> isAround(cell(layout[row], left, bottom, side), densest))
            .toArray();
    double x = median(near, layout, 0);
    double y = median(near, layout, 1);
    return IntStream.of(near)
        .boxed()
        .min(
            Comparator.comparingDouble(
                    (Integer row) -> Math.hypot(layout[row][0] - x, layout[row][1] - y))
                .thenComparing(row -> layout[row][0])
                .thenComparing(row -> layout[row][1])
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static double extreme(int[] rows, float[][] layout, int axis, int sign) {
    return sign * Arrays.stream(rows).mapToDouble(row -> sign * layout[row][axis]).max().orElse(0);
  }

  private static Cell cell(float[] place, double left, double bottom, double side) {
    return new Cell((int) ((place[0] - left) / side), (int) ((place[1] - bottom) / side));
  }

  private static int around(Map<Cell, Integer> counts, Cell cell) {
    int sum = 0;
    for (int x = cell.x() - 1; x <= cell.x() + 1; x++) {
      for (int y = cell.y() - 1; y <= cell.y() + 1; y++) {
        sum += counts.getOrDefault(new Cell(x, y), 0);
      }
    }
    return sum;
  }

  private static boolean isAround(Cell cell, Cell middle) {
    return Math.abs(cell.x() - middle.x()) <= 1 && Math.abs(cell.y() - middle.y()) <= 1;
  }

  private static double median(int[] rows, float[][] layout, int axis) {
    double[] values = Arrays.stream(rows).mapToDouble(row -> layout[row][axis]).sorted().toArray();
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }
}
