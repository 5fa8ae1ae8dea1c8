package io.akin.cli;

import io.akin.app.Application;
import io.akin.index.IndexManifest;
import io.akin.index.RecallReport;
import io.akin.index.StorageReport;
import io.akin.index.json.IndexJson;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akin stats}. */
@Command(
    name = "stats",
    description =
        "Prints how many papers the index holds, what it was made with, and how it is searched.",
    mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  StatsCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Application application = main.application();
    application.requireModel();
    StorageReport report = application.storage();
    Optional<String> noSimd = Application.simdMissing();
    if (json) {
      console.json(IndexJson.storage(report, noSimd.isEmpty()));
    } else {
      print(report, noSimd);
    }
    return ExitCode.DONE;
  }

  private void print(StorageReport report, Optional<String> noSimd) {
    IndexManifest manifest = report.manifest();
    console.out().printf(Locale.ROOT, "%,d papers in %s%n", report.papers(), main.index());
    line("model", manifest.space().toString());
    line("recipe", manifest.recipe());
    line(
        "search",
        report.exact()
            ? "exact scan"
            : String.format(
                Locale.ROOT,
                "HNSW, m %d, efConstruction %d, gamma %.3f",
                manifest.hnsw().m(),
                manifest.hnsw().efConstruction(),
                report.gamma()));
    line("recall", recall(report));
    line(
        "disk",
        String.format(
            Locale.ROOT,
            "generation %s: segments %,d, bytes %,d%s%s",
            report.generation(),
            report.segments(),
            report.bytes(),
            report.removed() == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d removed papers among them", report.removed()),
            report.previous().map(name -> "; generation " + name + " is kept").orElse("")));
    line("SIMD", noSimd.map(why -> "off: " + why).orElse("on"));
  }

  private static String recall(StorageReport report) {
    if (report.exact()) {
      return "recall@10 1: searches compare with every paper";
    }
    Optional<RecallReport> measured = report.recall().filter(recall -> recall.queries() > 0);
    return measured
        .map(
            recall ->
                Recall.text(recall)
                    + (recall.isStale(report.papers()) ? "; the index is another by now" : ""))
        .orElse("never measured; see 'akin tune' and 'akin check --recall'");
  }

  private void line(String name, String value) {
    console.out().printf("%-8s %s%n", name, value);
  }
}
