package io.akin.layout;

import io.akin.cluster.NeighbourGraph;
import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingMatrix;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Lays vectors out in few dimensions such that near ones stay near: Uniform Manifold Approximation
 * and Projection (<a href="https://arxiv.org/abs/1802.03426">McInnes, Healy and Melville 2018</a>).
 * Starts from the principal axes and not from a spectral embedding, and moves points in phases and
 * not in a race. Immutable and thread-safe.
 *
 * <p>The layout hangs on the vectors and the options alone: not on threads, on the machine, or on
 * the order of rows, unless rows are equal or neighbours equally near.
 */
public final class Umap {
  /** How far from the middle points start, as in the reference. */
  private static final float EXTENT = 10;

  /** Points that join a layout take shorter steps than those of a new one, as in the reference. */
  private static final float JOINING_RATE = 0.25f;

  /** Joining takes this share of the epochs, as in the reference. */
  private static final int JOINING_SHARE = 5;

  private static final int MAX_EDGES = 1 << 30;

  private final Options options;
  private final Curve curve;

  /** With these options. */
  public Umap(Options options) {
    this.options = options;
    this.curve = Curve.of(options.minDistance());
  }

  /**
   * What is wanted.
   *
   * @param dimensions of the layout, 1 to 100: 2 for a map, some more as input for clustering
   * @param neighbours how many a point looks at, itself among them as in the reference, 2 to 200:
   *     few show detail, many the whole
   * @param minDistance how near to each other points may lie, 0 to 1; 0 as input for clustering
   * @param epochs 1 to 10,000; without, 500 for up to 10,000 vectors and 200 for more
   * @param seed of all that is drawn by chance
   */
  public record Options(
      int dimensions, int neighbours, float minDistance, OptionalInt epochs, long seed) {
    public Options {
      within("dimensions", dimensions, 1, 100);
      within("neighbours", neighbours, 2, 200);
      within("epochs", epochs.orElse(1), 1, 10_000);
      if (!(minDistance >= 0 && minDistance <= 1)) {
        throw new IllegalArgumentException("want a minDistance of 0 to 1, got " + minDistance);
      }
    }

    /** For a map: 2 dimensions, 15 neighbours, 0.1 apart. */
    public static Options map(long seed) {
      return new Options(2, 15, 0.1f, OptionalInt.empty(), seed);
    }

    private static void within(String name, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            "want %s of %d to %d, got %d".formatted(name, least, most, value));
      }
    }
  }

  /**
   * A place for each vector.
   *
   * @param graph the nearest neighbours of each row, {@code neighbours - 1} or more where there are
   *     as many others
   * @return {@code float[n][dimensions]} around 0; most of it within -10 and 10, as far as the
   *     vectors ask for
   * @throws InterruptedException when the calling thread is interrupted
   */
  public float[][] layout(EmbeddingMatrix matrix, NeighbourGraph graph, Workers workers)
      throws InterruptedException {
    check(matrix, graph);
    RowOrder order = RowOrder.of(matrix);
    FuzzyGraph fuzzy = FuzzyGraph.of(graph, order, options.neighbours() - 1, workers);
    float[] at =
        PrincipalAxes.place(matrix, order, options.dimensions(), EXTENT, options.seed(), workers);
    int[] all = IntStream.range(0, order.size()).toArray();
    descent(fuzzy).move(at, all, epochs(all.length), 1, workers);
    centre(at);
    return byRow(at, order);
  }

  /**
   * Adds vectors to a layout: the old points stay exactly where they are, and new ones go to where
   * their neighbours are, and then make room for each other. What groups of new vectors without old
   * neighbours start from is the old vector that is most like them.
   *
   * @param old the layout so far, {@code float[m][dimensions]}, as {@link #layout} or this gave it
   * @param all all vectors, old and new
   * @param ofAll the nearest neighbours among all, as for {@link #layout}
   * @param isOld which rows of {@code all} are those of {@code old}, in the same order
   * @return {@code float[n][dimensions]}, for all rows
   * @throws InterruptedException when the calling thread is interrupted
   */
  public float[][] place(
      float[][] old, EmbeddingMatrix all, NeighbourGraph ofAll, boolean[] isOld, Workers workers)
      throws InterruptedException {
    check(all, ofAll);
    check(old, all, isOld);
    if (old.length == 0) {
      return layout(all, ofAll, workers);
    }
    RowOrder order = RowOrder.of(all);
    FuzzyGraph fuzzy = FuzzyGraph.of(ofAll, order, options.neighbours() - 1, workers);
    Placement placement = new Placement(all, order, fuzzy, options.dimensions());
    int next = 0;
    for (int row = 0; row < isOld.length; row++) {
      if (isOld[row]) {
        placement.fix(order.rank(row), old[next++]);
      }
    }
    int[] joining = placement.joining();
    float[] at = placement.place(options.seed(), workers);
    int epochs = (epochs(all.size()) + JOINING_SHARE - 1) / JOINING_SHARE;
    descent(fuzzy).move(at, joining, epochs, JOINING_RATE, workers);
    return byRow(at, order);
  }

  private Descent descent(FuzzyGraph fuzzy) {
    return new Descent(fuzzy, curve, options.dimensions(), options.seed());
  }

  private int epochs(int points) {
    return options.epochs().orElse(points <= 10_000 ? 500 : 200);
  }

  private void check(EmbeddingMatrix matrix, NeighbourGraph graph) {
    int n = matrix.size();
    if (graph.size() != n) {
      throw new IllegalArgumentException(
          "%d vectors, but neighbours of %d".formatted(n, graph.size()));
    }
    if (2L * n * Math.max(options.neighbours(), options.dimensions()) > MAX_EDGES) {
      throw new IllegalArgumentException(
          "%d vectors with %d neighbours are too many for one layout; ask for fewer neighbours"
              .formatted(n, options.neighbours()));
    }
    int wanted = Math.min(options.neighbours(), n) - 1;
    for (int row = 0; row < n; row++) {
      if (graph.neighbours(row).length < wanted) {
        throw new IllegalArgumentException(
            "row %d has %d neighbours, want %d; search for more, or lay out with fewer"
                .formatted(row, graph.neighbours(row).length, wanted));
      }
    }
  }

  private void check(float[][] old, EmbeddingMatrix all, boolean[] isOld) {
    long marked = IntStream.range(0, isOld.length).filter(row -> isOld[row]).count();
    if (isOld.length != all.size() || marked != old.length) {
      throw new IllegalArgumentException(
          "%d old places for %d old ones of %d rows, and %d vectors"
              .formatted(old.length, marked, isOld.length, all.size()));
    }
    for (int i = 0; i < old.length; i++) {
      if (old[i].length != options.dimensions()) {
        throw new IllegalArgumentException(
            "old place %d has %d dimensions, want %d"
                .formatted(i, old[i].length, options.dimensions()));
      }
      for (float coordinate : old[i]) {
        if (!Float.isFinite(coordinate)) {
          throw new IllegalArgumentException("old place %d is at %f".formatted(i, coordinate));
        }
      }
    }
  }

  private void centre(float[] at) {
    int dimensions = options.dimensions();
    int n = at.length / dimensions;
    for (int d = 0; d < dimensions; d++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += at[i * dimensions + d];
      }
      for (int i = 0; i < n; i++) {
        at[i * dimensions + d] = (float) (at[i * dimensions + d] - sum / n);
      }
    }
  }

  private float[][] byRow(float[] at, RowOrder order) {
    float[][] layout = new float[order.size()][];
    for (int rank = 0; rank < layout.length; rank++) {
      int from = rank * options.dimensions();
      layout[order.row(rank)] = Arrays.copyOfRange(at, from, from + options.dimensions());
    }
    return layout;
  }
}
