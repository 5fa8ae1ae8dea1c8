package io.akin.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the nearest row of another component, for some rows. */
final class JoiningEdges {
  private static final String STEP = "joining components";

  /** An edge between components. */
  record Edge(int from, int to, float proximity) {}

  private final Proximity proximity;
  private final float[] cores;
  private final int[] components;
  private final int[] sample;

  JoiningEdges(Proximity proximity, float[] cores, Components components, int[] sample) {
    this.proximity = proximity;
    this.cores = cores;
    this.sample = sample;
    this.components = new int[cores.length];
    Arrays.setAll(this.components, components::of); // which halves paths: for one thread
  }

  List<Edge> find(Workers workers) throws InterruptedException {
    Edge[] best = new Edge[sample.length];
    int blocks = (sample.length + Proximity.Tile.ROWS - 1) / Proximity.Tile.ROWS;
    workers.run(STEP, blocks, block -> compare(block * Proximity.Tile.ROWS, best));
    return new ArrayList<>(Arrays.asList(best));
  }

  private void compare(int first, Edge[] best) {
    Proximity.Tile tile = proximity.tile();
    int[] rows =
        Arrays.copyOfRange(sample, first, Math.min(sample.length, first + Proximity.Tile.ROWS));
    int[] nearest = new int[rows.length];
    float[] reaches = new float[rows.length];
    Arrays.fill(reaches, Float.NEGATIVE_INFINITY);
    int[] columns = new int[Proximity.Tile.COLUMNS];
    for (int column = 0; column < cores.length; column += columns.length) {
      int from = column;
      Arrays.setAll(columns, i -> from + i);
      int count = Math.min(columns.length, cores.length - column);
      float[] proximities = tile.compare(rows, rows.length, columns, count);
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < count; c++) {
          float near = proximities[r * Proximity.Tile.COLUMNS + c];
          int other = column + c;
          if (near > reaches[r] && components[other] != components[rows[r]]) {
            float reach = Math.min(near, Math.min(cores[rows[r]], cores[other]));
            if (reach > reaches[r]) {
              reaches[r] = reach;
              nearest[r] = other;
            }
          }
        }
      }
    }
    for (int r = 0; r < rows.length; r++) {
      best[first + r] = new Edge(rows[r], nearest[r], reaches[r]);
    }
  }
}
