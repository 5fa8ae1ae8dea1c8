package io.akin.cli;

import io.akin.app.Application;
import io.akin.cluster.Outliers;
import io.akin.cluster.SphericalKMeans;
import io.akin.cluster.Workers;
import io.akin.encoder.Encoder;
import io.akin.encoder.TextRecipe;
import io.akin.eval.Benchmark;
import io.akin.eval.Bootstrap;
import io.akin.eval.EvalReport;
import io.akin.eval.EvalReport.Row;
import io.akin.eval.Expected;
import io.akin.eval.Fusion;
import io.akin.eval.Measurement;
import io.akin.eval.Protocol;
import io.akin.eval.Run;
import io.akin.eval.SeveralSeeds;
import io.akin.eval.engine.BenchmarkCorpus;
import io.akin.eval.engine.ClusterTrial;
import io.akin.eval.engine.Trial;
import io.akin.index.PaperIndex;
import io.akin.index.PaperIndexWriter;
import io.akin.index.PaperView;
import io.akin.layout.Umap;
import io.akin.layout.UmapHdbscan;
import io.akin.recommend.Mode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin eval}. */
@Command(
    name = "eval",
    description = "Scores the engine on benchmarks, and its configurations beside each other.",
    mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
  private static final long BOOTSTRAP_SEED = 1;

  /** Of a new file: graphs and float32 sums differ a little between machines. */
  private static final BigDecimal TOLERANCE = new BigDecimal("0.002");

  /** Fewer questions say nothing. */
  private static final int FEWEST_QUESTIONS = 10;

  /** Of HDBSCAN: its default; on ICLR's labels 10 has the same v-measure, within .005. */
  private static final int MIN_CLUSTER_SIZE = 15;

  private static final int[] SEEDS = {2, 5};
  private static final String DEFAULT = "hybrid";
  private static final String LEXICAL = "lexical";

  private final Main main;
  private final Console console;
  private final Bootstrap bootstrap = new Bootstrap(BOOTSTRAP_SEED);

  @Parameters(
      paramLabel = "BENCHMARK",
      arity = "1..*",
      description = "folder with corpus.jsonl.gz, and qrels*.txt or labels.tsv")
  private List<Path> folders;

  @Option(
      names = "--with",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = Application.DEFAULT_MODEL,
      description = "models to compare, with commas between them (default: ${DEFAULT-VALUE})")
  private List<String> models;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "index/eval",
      description =
          "where the indexes of the benchmarks are kept, so that nothing is encoded twice"
              + " (default: ${DEFAULT-VALUE})")
  private Path work;

  @Option(names = "--markdown", paramLabel = "FILE", description = "write the table there")
  private @Nullable Path markdown;

  @Option(names = "--json-file", paramLabel = "FILE", description = "write all figures there")
  private @Nullable Path jsonFile;

  @Option(
      names = "--expected",
      paramLabel = "FILE",
      description = "compare with the figures of this file, and fail where they differ")
  private @Nullable Path expected;

  @Option(names = "--update", description = "write the figures to the file of --expected instead")
  private boolean update;

  EvalCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Benchmark> benchmarks = new ArrayList<>();
    for (Path folder : folders) {
      benchmarks.add(Benchmark.read(folder));
    }
    List<Row> rows = new ArrayList<>();
    for (Benchmark benchmark : benchmarks) {
      for (String model : models) {
        rows.addAll(rows(benchmark, model));
      }
    }
    EvalReport report = new EvalReport(Map.of(), rows);
    if (markdown != null) {
      Files.writeString(markdown, report.toMarkdown());
    }
    if (jsonFile != null) {
      Files.writeString(jsonFile, report.toJson());
    }
    console.out().print(report.toMarkdown());
    boolean asExpected = compare(report);
    console.out().println("figures: " + figures(rows));
    return asExpected ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static String figures(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "%s/%s/%s=%.4f",
                    row.benchmark(),
                    row.configuration().replace(' ', '_'),
                    row.model(),
                    row.metrics().values().iterator().next().value()))
        .collect(Collectors.joining(" "));
  }

  private boolean compare(EvalReport report) throws IOException {
    if (expected == null) {
      return true;
    }
    Expected known =
        update && !Files.exists(expected) ? new Expected(TOLERANCE) : Expected.readFrom(expected);
    if (update) {
      known.updatedWith(report).writeTo(expected);
      return true;
    }
    Expected.Verdict verdict = known.compare(report);
    verdict.deviations().forEach(deviation -> console.err().println("akin: " + deviation));
    verdict.added().forEach(key -> console.err().println("akin: not expected yet: " + key));
    return verdict.deviations().isEmpty();
  }

  private List<Row> rows(Benchmark benchmark, String model)
      throws IOException, InterruptedException {
    Application application = main.application(work.resolve(benchmark.name() + "-" + model), model);
    try (Encoder encoder = application.openEncoder()) {
      String recipe;
      try (PaperIndexWriter writer = application.openWriter(encoder.space())) {
        recipe = writer.manifest().recipe();
        if (!recipe.equals(Application.recipe().id())) {
          throw new IOException(
              "%s holds papers encoded as '%s', and new ones are encoded as '%s'; delete it, or name another folder by --work"
                  .formatted(
                      work.resolve(benchmark.name() + "-" + model),
                      recipe,
                      Application.recipe().id()));
        }
        BenchmarkCorpus.store(
            benchmark,
            writer,
            encoder,
            stored ->
                console
                    .err()
                    .printf(
                        Locale.ROOT,
                        "%s, %s: %,d of %,d%n",
                        benchmark.name(),
                        model,
                        stored,
                        benchmark.labels().isEmpty()
                            ? benchmark.documents().size()
                            : benchmark.labels().size()));
      }
      try (PaperIndex index = application.openIndex();
          PaperView view = index.view()) {
        Trial trial = Trial.of(benchmark, view, encoder, TextRecipe.ofId(recipe));
        List<Row> rows = new ArrayList<>(rows(benchmark, model, trial));
        if (benchmark.protocol() instanceof Protocol.Labels) {
          rows.addAll(rows(benchmark.name(), model, ClusterTrial.of(benchmark, view)));
        }
        return rows;
      }
    }
  }

  /** With as many groups as labels, where a way to group wants to know. */
  private List<Row> rows(String benchmark, String model, ClusterTrial trial)
      throws InterruptedException {
    Workers workers =
        new Workers(Runtime.getRuntime().availableProcessors(), io.akin.cluster.Progress.NONE);
    Measurement kMeans = trial.measure(seed -> new SphericalKMeans(trial.labels(), seed), workers);
    List<Measurement> hdbscan =
        trial.measure(
            seed -> new UmapHdbscan(MIN_CLUSTER_SIZE, seed),
            List.of(Outliers.KEEP, Outliers.NEAREST),
            workers);
    Measurement layout = trial.measureLayout(Umap.Options::map, workers);
    String name = "HDBSCAN over %d dimensions".formatted(UmapHdbscan.DIMENSIONS);
    return List.of(
        Row.of(benchmark, "k-means", model, kMeans, bootstrap),
        Row.of(benchmark, name, model, hdbscan.getFirst(), bootstrap),
        Row.of(benchmark, name + ", noise joined", model, hdbscan.getLast(), bootstrap),
        Row.of(benchmark, "layout", model, layout, bootstrap));
  }

  private List<Row> rows(Benchmark benchmark, String model, Trial trial) throws IOException {
    Map<String, Measurement> measured = new LinkedHashMap<>();
    Run dense = trial.run(Mode.DENSE);
    Run lexical = trial.run(Mode.LEXICAL);
    if (model.equals(models.getFirst())) {
      measured.put(LEXICAL, benchmark.score(lexical));
    }
    measured.put("dense", benchmark.score(dense));
    measured.put(
        "reciprocal rank fusion", benchmark.score(Fusion.reciprocalRank(List.of(dense, lexical))));
    measured.put(DEFAULT, benchmark.score(trial.run(Mode.HYBRID)));
    List<Row> rows = new ArrayList<>(rows(benchmark, model, measured, DEFAULT));
    if (benchmark.protocol() instanceof Protocol.Retrieval) {
      for (int seeds : SEEDS) {
        SeveralSeeds questions = SeveralSeeds.of(benchmark, seeds);
        if (questions.queries().size() >= FEWEST_QUESTIONS) {
          rows.addAll(
              rows(
                  benchmark,
                  model,
                  severalSeeds(trial, questions, seeds),
                  seeds + " seeds, hybrid sum"));
        }
      }
    }
    return rows;
  }

  private static Map<String, Measurement> severalSeeds(
      Trial trial, SeveralSeeds questions, int seeds) throws IOException {
    Map<String, Measurement> measured = new LinkedHashMap<>();
    for (Mode mode : List.of(Mode.DENSE, Mode.HYBRID)) {
      String name = seeds + " seeds, " + mode.name().toLowerCase(Locale.ROOT);
      measured.put(
          name + " best", questions.score(Fusion.bestOf(trial.runSingly(questions, mode))));
      measured.put(name + " sum", questions.score(trial.run(questions, mode)));
    }
    return measured;
  }

  private List<Row> rows(
      Benchmark benchmark, String model, Map<String, Measurement> measured, String baseline) {
    List<Row> rows = new ArrayList<>();
    Measurement base = measured.get(baseline);
    measured.forEach(
        (name, measurement) -> {
          Row row =
              Row.of(
                  benchmark.name(),
                  name,
                  name.equals(LEXICAL) ? "-" : model,
                  measurement,
                  bootstrap);
          rows.add(
              name.equals(baseline) || base == null
                  ? row
                  : row.comparedWith(baseline, measurement, base, bootstrap));
        });
    return rows;
  }
}
