package io.akin.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a search needs of memory: Lucene's search by vectors of float32 has all it wants, and Akin's
 * of the same graph a share of that, with all it reads from files counted. In turns, each time from
 * files that are in nobody's memory. Run by {@code make bench-memory}.
 */
final class MemoryBenchmark {
  private static final int QUERIES = 1_000;
  private static final int TIMES = 3;

  /** A graph of a million is arranged long before. */
  private static final long ARRANGED_MILLISECONDS = 20_000;

  private MemoryBenchmark() {}

  /**
   * Measures.
   *
   * @param args the folder of the index, the recall to reach, rounds, the share of memory, what
   *     runs a command within some megabytes, and the commands of Akin and of float32, whose words
   *     are parted by spaces
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT); // figures are the same in every country
    double recall = Double.parseDouble(args[1]);
    double share = Double.parseDouble(args[3]);
    String folder = args[0];
    String within = args[4];
    String akinCommand = args[5];
    String float32Command = args[6];
    int gamma = enough(akinCommand, recall);
    int candidates = enough(float32Command, recall);
    List<Double> float32Times = new ArrayList<>();
    List<Double> newTimes = new ArrayList<>();
    List<Double> knownTimes = new ArrayList<>();
    long float32Memory = 0;
    long limit = 0;
    long akinMemory = 0;
    double reached = 0;
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      try (Rival float32 = start(within, 0, folder, float32Command)) {
        time(float32, candidates); // reads the files
        float32Times.add(usual(float32, candidates));
        float32Memory = Math.max(float32Memory, float32.residentMegabytes());
      }
      limit = (long) (share * float32Memory);
      try (Rival akin = start(within, limit, folder, akinCommand)) {
        var _ = akin.ask("time %d 1 1".formatted(gamma));
        Thread.sleep(ARRANGED_MILLISECONDS);
        newTimes.add(time(akin, gamma));
        knownTimes.add(usual(akin, gamma));
        reached = akin.ask("recall %d %d".formatted(gamma, QUERIES));
        akinMemory = Math.max(akinMemory, akin.residentMegabytes());
      }
    }
    System.out.printf(
        "figures: recall=%.4f float32_us=%.0f float32_rss_mb=%d limit_mb=%d akin_rss_mb=%d"
            + " akin_new_us=%.0f akin_known_us=%.0f new_to_float32=%.2f known_to_float32=%.2f%n",
        reached,
        Medians.of(float32Times),
        float32Memory,
        limit,
        akinMemory,
        Medians.of(newTimes),
        Medians.of(knownTimes),
        Medians.ofRatios(float32Times, newTimes),
        Medians.ofRatios(float32Times, knownTimes));
  }

  private static Rival start(String within, long megabytes, String folder, String command)
      throws IOException {
    return Rival.start(
        "contender",
        Stream.concat(
                Stream.of(within, Long.toString(megabytes), folder),
                Stream.of(command.split(" ", -1)))
            .toList());
  }

  /** The fewest candidates that reach a recall, with all memory there is. */
  private static int enough(String command, double recall) throws IOException {
    try (Rival contender = Rival.start("contender", List.of(command.split(" ", -1)))) {
      return IndexBenchmark.enough(contender, recall);
    }
  }

  private static double usual(Rival contender, int candidates) throws IOException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      times.add(time(contender, candidates));
    }
    return Medians.of(times);
  }

  /** Microseconds of a query. */
  private static double time(Rival contender, int candidates) throws IOException {
    return contender.ask("time %d %d 1".formatted(candidates, QUERIES)) * 1e6 / QUERIES;
  }
}
