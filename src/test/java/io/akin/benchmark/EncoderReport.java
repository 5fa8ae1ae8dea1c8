package io.akin.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes figures of what the turns of an {@link EncoderBenchmark} measured. */
final class EncoderReport {
  static final String INT8 = "-q";

  /** Share of the cores from which on other processes spoil the figures. */
  private static final double BUSY = 0.1;

  private final String model;
  private final Rival akin;
  private final List<Integer> tokens;
  private final List<Turn> turns;
  private final Map<String, String> figures = new LinkedHashMap<>();

  /**
   * A report that is still to be printed.
   *
   * @param model the model in float32; what is measured with {@code model-q} is called int8
   * @param akin with that model
   * @param tokens of each text
   * @param turns in the order of the table
   */
  EncoderReport(String model, Rival akin, List<Integer> tokens, List<Turn> turns) {
    this.model = model;
    this.akin = akin;
    this.tokens = List.copyOf(tokens);
    this.turns = List.copyOf(turns);
  }

  void print(double neighbours) throws IOException {
    List<Double> seconds =
        turns.stream()
            .filter(turn -> turn.akin() == akin)
            .flatMap(turn -> turn.beside().stream())
            .toList();
    int allTokens = tokens.stream().mapToInt(Integer::intValue).sum();
    double gigaflop = tokens.stream().mapToDouble(ModelSize.of(model)::operations).sum() / 1e9;
    figures.put("model", model);
    figures.put("texts", Integer.toString(tokens.size()));
    figures.put("tokens", Integer.toString(allTokens));
    figures.put("neighbours_share", two(neighbours));
    figures.put("docs_per_s", one(tokens.size() / Medians.of(seconds)));
    figures.put("tokens_per_s", one(allTokens / Medians.of(seconds)));
    figures.put("rss_mb", Long.toString(akin.residentMegabytes()));
    figures.put("gflops", one(gigaflop / Medians.of(seconds)));
    ceiling(gigaflop);
    if (neighbours > BUSY) {
      say(
          "Others had %.0f%% of the cores: these ratios are none of a quiet machine.",
          100 * neighbours);
    }
    say("%-24s %-28s %9s %9s  %s", "model", "contender", "docs/s", "akin is", "in the rounds");
    say("%-24s %-28s %9.1f", model, Turn.AKIN, tokens.size() / Medians.of(seconds));
    turns.forEach(this::row);
    best();
    System.out.println(
        figures.entrySet().stream()
            .map(figure -> figure.getKey() + "=" + figure.getValue())
            .collect(Collectors.joining(" ", "figures: ", "")));
  }

  /** Each round has its own ceiling: the better of the two libraries' in that round. */
  private void ceiling(double gigaflop) {
    List<Turn> matrices = turns.stream().filter(Turn::isMatrices).toList();
    List<Double> ceilings = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < matrices.getFirst().measured().size(); i++) {
      int round = i;
      double ceiling =
          matrices.stream().mapToDouble(turn -> turn.measured().get(round)).max().orElseThrow();
      double seconds =
          matrices.stream().mapToDouble(turn -> turn.beside().get(round)).average().orElseThrow();
      ceilings.add(ceiling);
      shares.add(gigaflop / seconds / ceiling);
    }
    figures.put("ceiling_gflops", one(Medians.of(ceilings)));
    figures.put("ceiling_by", best(matrices).way());
    figures.put("share_of_ceiling", two(Medians.of(shares)));
    say("share of the ceiling, in the rounds: %s", Medians.spread(shares));
  }

  private static Turn best(List<Turn> matrices) {
    return matrices.stream()
        .max(Comparator.comparingDouble(turn -> Medians.of(turn.measured())))
        .orElseThrow();
  }

  private void row(Turn turn) {
    double median = Medians.of(turn.measured());
    if (turn.isMatrices()) {
      say("%-24s %-28s %9.1f GFLOP/s", "", turn.name(), median);
      return;
    }
    double rate = tokens.size() / median;
    double times = Medians.of(turn.times());
    String spread = Medians.spread(turn.times());
    say("%-24s %-28s %9.1f %8.2fx  %s", turn.model(), turn.name(), rate, times, spread);
    if (turn.isAkin()) {
      figures.put("int8_docs_per_s", one(rate));
      figures.put("int8_to_fp32", two(1 / times));
    } else {
      figures.put(peer(turn) + "_" + turn.way().replace('-', '_'), two(times));
    }
  }

  /** The same for the best way of each peer. */
  private void best() {
    turns.stream()
        .filter(turn -> !turn.isMatrices() && !turn.isAkin())
        .collect(
            Collectors.toMap(
                this::peer, turn -> Medians.of(turn.times()), Math::min, LinkedHashMap::new))
        .forEach((peer, times) -> figures.put(peer + "_best", two(times)));
  }

  private String peer(Turn turn) {
    return (turn.model().equals(model) ? "" : "int8_") + turn.rival().name();
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
