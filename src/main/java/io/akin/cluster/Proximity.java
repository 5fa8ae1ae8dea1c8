package io.akin.cluster;

/** How near the rows of something are to one another: the higher, the nearer. Thread-safe. */
interface Proximity {
  /** How many rows, n. */
  int size();

  /** The distance that a proximity stands for: a metric. */
  double distance(float proximity);

  /** The same rows in another order. */
  Proximity inOrder(int[] order);

  /** Working memory to compare some rows with some others; for one thread. */
  Tile tile();

  /** Compares up to {@link #ROWS} rows with up to {@link #COLUMNS} others. */
  interface Tile {
    /** Most rows; a multiple of {@link Microkernel#ROWS}. */
    int ROWS = 512;

    /** Most columns; a multiple of any {@link Microkernel#columns}. */
    int COLUMNS = 64;

    /**
     * Compares.
     *
     * @param rows rows' numbers, of which the first {@code rowCount} count
     * @param columns likewise
     * @return {@code float[ROWS][COLUMNS]}, row-major, valid until the next call; the same bits
     *     when rows and columns are swapped
     */
    float[] compare(int[] rows, int rowCount, int[] columns, int columnCount);
  }
}
