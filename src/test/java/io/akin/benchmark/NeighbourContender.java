package io.akin.benchmark;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * An index of nearest neighbours that {@code make bench-index} measures, in a process of its own:
 * it builds the index, says how many seconds that took, and answers questions on standard input, a
 * line at a time, over the first of the queries. The same in C++ is {@code
 * src/test/peers/cpp/contender.hpp}; uses the JDK alone, since peers run it on a class path of
 * theirs.
 *
 * <pre>
 *   (at the start)     = ways 22.5
 *   time 80 1000 2     = 0.345    seconds for the first 1,000 queries with 80 candidates, 2 threads
 *   recall 80 1000     = 0.9912   of the ten nearest
 *   p99 80 1000        = 0.0021   seconds that 99% of these queries do not exceed, one after the other
 * </pre>
 *
 * The folder it is given has {@code vectors.f32}, {@code queries.f32} and {@code truth.i32}: the
 * numbers alone, row by row, in little-endian order; of the truth ten places a query.
 */
public abstract class NeighbourContender {
  protected static final int K = 10;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * Vectors in a file.
   *
   * @param rows {@code float[n][dimension]}, mapped into memory
   */
  protected record Vectors(MemorySegment rows, int dimension) {

    public int size() {
      return Math.toIntExact(rows.byteSize() / (Float.BYTES * (long) dimension));
    }

    public float[] get(int row) {
      float[] vector = new float[dimension];
      MemorySegment.copy(rows, FLOAT, (long) row * dimension * Float.BYTES, vector, 0, dimension);
      return vector;
    }
  }

  /**
   * Builds the index.
   *
   * @param m links of a node
   * @return makes what a thread searches with
   */
  protected abstract Supplier<Search> build(Vectors vectors, int m, int efConstruction, int threads)
      throws Exception;

  /** Finds the rows of the nearest vectors. For one thread. */
  @FunctionalInterface
  protected interface Search {
    int[] nearest(float[] query, int candidates) throws Exception;
  }

  static Vectors vectors(Path file, int dimension) throws IOException {
    return new Vectors(map(file), dimension);
  }

  private static MemorySegment map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.global());
    }
  }

  /**
   * Builds, and answers until standard input ends.
   *
   * @param args folder, dimension, m, efConstruction, threads
   */
  protected final void run(String[] args) throws Exception {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
    System.setOut(System.err); // what libraries print must not get between the answers
    Path folder = Path.of(args[0]);
    int dimension = Integer.parseInt(args[1]);
    Vectors queries = vectors(folder.resolve("queries.f32"), dimension);
    MemorySegment truth = map(folder.resolve("truth.i32"));
    long start = System.nanoTime();
    Supplier<Search> index =
        build(
            vectors(folder.resolve("vectors.f32"), dimension),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]));
    out.println("= ways " + (System.nanoTime() - start) / 1e9);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      int candidates = Integer.parseInt(words[1]);
      int count = Integer.parseInt(words[2]);
      int threads = words.length > 3 ? Integer.parseInt(words[3]) : 1;
      List<float[]> asked = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        asked.add(queries.get(i));
      }
      List<int[]> found = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        found.add(new int[0]);
      }
      double[] times = new double[count];
      double seconds = search(index, asked, candidates, threads, found, times);
      out.println(
          "= "
              + switch (words[0]) {
                case "recall" -> recall(found, truth);
                case "p99" -> percentile99(times);
                default -> seconds;
              });
    }
  }

  private static double percentile99(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[Math.ceilDiv(sorted.length * 99, 100) - 1];
  }

  private static double search(
      Supplier<Search> index,
      List<float[]> queries,
      int candidates,
      int threads,
      List<int[]> found,
      double[] times)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        all.add(
            callers.submit(
                () -> {
                  Search search = index.get();
                  for (int i = next.getAndIncrement();
                      i < queries.size();
                      i = next.getAndIncrement()) {
                    long asked = System.nanoTime();
                    found.set(i, search.nearest(queries.get(i), candidates));
                    times[i] = (System.nanoTime() - asked) / 1e9;
                  }
                  return null;
                }));
      }
      for (Future<?> caller : all) {
        caller.get();
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double recall(List<int[]> found, MemorySegment truth) {
    int hits = 0;
    for (int q = 0; q < found.size(); q++) {
      for (int row : found.get(q)) {
        for (int i = 0; i < K; i++) {
          hits += truth.getAtIndex(INT, (long) q * K + i) == row ? 1 : 0;
        }
      }
    }
    return hits / (double) (K * found.size());
  }
}
