package io.akin.cluster;

/** Finds all pairs that are nearer than the weakest edge of a tree on the path between them. */
final class Improvements {
  private static final String STEP = "spanning tree";
  private static final int PRUNED_AFTER = 1 << 22;

  private final Proximity ordered;
  private final float[] cores;
  private final MergeOrder order;
  private final Forest tree;

  /**
   * Of rows in the order of their merges.
   *
   * @param ordered the rows in that order
   * @param cores their cores in that order
   * @param tree gets the pairs as further edges
   */
  Improvements(Proximity ordered, float[] cores, MergeOrder order, Forest tree) {
    this.ordered = ordered;
    this.cores = cores;
    this.order = order;
    this.tree = tree;
  }

  void find(Workers workers) throws InterruptedException {
    ThreadLocal<Sweep> sweeps = ThreadLocal.withInitial(Sweep::new);
    int blocks = (cores.length + Proximity.Tile.ROWS - 1) / Proximity.Tile.ROWS;
    workers.run(STEP, blocks, block -> sweeps.get().sweep(block));
  }

  /** One thread's: places of a block with all places behind them. */
  private final class Sweep {
    private final Proximity.Tile tile = ordered.tile();

    /** The weakest gap between a place of the block and the first place of the tile. */
    private final float[] before = new float[Proximity.Tile.ROWS];

    /** The weakest gap between the first place of the tile and another of it. */
    private final float[] within = new float[Proximity.Tile.COLUMNS];

    private final int[] rows = new int[Proximity.Tile.ROWS];
    private final int[] columns = new int[Proximity.Tile.COLUMNS];

    void sweep(int block) {
      int first = block * Proximity.Tile.ROWS;
      int end = Math.min(cores.length, first + Proximity.Tile.ROWS);
      for (int column = first; column < cores.length; column += Proximity.Tile.COLUMNS) {
        int columnEnd = Math.min(cores.length, column + Proximity.Tile.COLUMNS);
        int rowEnd = Math.min(end, columnEnd - 1);
        float across = measureGaps(first, column, columnEnd, rowEnd);
        compare(first, rowEnd, column, columnEnd);
        for (int row = first; row < Math.min(rowEnd, column); row++) {
          before[row - first] = Math.min(before[row - first], across);
        }
      }
    }

    /** Returns the weakest gap from the first place of the tile to the first behind it. */
    private float measureGaps(int first, int column, int columnEnd, int rowEnd) {
      float weakest = Float.POSITIVE_INFINITY;
      for (int place = column; place < columnEnd; place++) {
        within[place - column] = weakest;
        weakest = Math.min(weakest, order.gap(place));
      }
      // Rows of the tile before this one have just become rows in front of a tile.
      int fresh = Math.max(first, column - Proximity.Tile.COLUMNS);
      float gap = Float.POSITIVE_INFINITY;
      for (int row = Math.min(rowEnd, column) - 1; row >= fresh; row--) {
        gap = Math.min(gap, order.gap(row));
        before[row - first] = gap;
      }
      return weakest;
    }

    private void compare(int first, int rowEnd, int column, int columnEnd) {
      float last = within[columnEnd - 1 - column];
      int rowCount = 0;
      float weakest = Float.POSITIVE_INFINITY;
      for (int row = first; row < rowEnd; row++) {
        // Rows of the tile itself have no gap before it: their pairs are judged one by one below.
        float gap = row < column ? Math.min(before[row - first], last) : last;
        if (cores[row] > gap) {
          rows[rowCount++] = row;
          weakest = Math.min(weakest, row < column ? before[row - first] : last);
        }
      }
      int columnCount = 0;
      for (int place = column; place < columnEnd && rowCount > 0; place++) {
        if (cores[place] > Math.min(weakest, within[place - column])) {
          columns[columnCount++] = place;
        }
      }
      if (columnCount == 0) {
        return;
      }
      float[] proximities = tile.compare(rows, rowCount, columns, columnCount);
      for (int r = 0; r < rowCount; r++) {
        int row = rows[r];
        for (int c = 0; c < columnCount; c++) {
          int place = columns[c];
          float near = proximities[r * Proximity.Tile.COLUMNS + c];
          float gap =
              row < column
                  ? Math.min(before[row - first], within[place - column])
                  : gap(row, place);
          if (near > gap && cores[row] > gap && cores[place] > gap) {
            add(row, place, Math.min(near, Math.min(cores[row], cores[place])));
          }
        }
      }
    }

    /** The weakest gap between two places of a tile; infinite if the second is not behind. */
    private float gap(int place, int other) {
      float weakest = Float.POSITIVE_INFINITY;
      for (int i = place; i < other; i++) {
        weakest = Math.min(weakest, order.gap(i));
      }
      return weakest;
    }
  }

  private void add(int place, int other, float reach) {
    synchronized (tree) {
      tree.add(order.rows()[place], order.rows()[other], reach);
      if (tree.size() >= PRUNED_AFTER + cores.length) {
        tree.prune();
      }
    }
  }
}
