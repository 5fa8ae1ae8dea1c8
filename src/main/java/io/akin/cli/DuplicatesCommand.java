package io.akin.cli;

import io.akin.app.Application;
import io.akin.experiment.DuplicateGroup;
import io.akin.experiment.DuplicateReport;
import io.akin.experiment.DuplicateSearch;
import io.akin.experiment.PaperChoice;
import io.akin.experiment.json.DuplicatesJson;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin duplicates}. */
@Command(
    name = "duplicates",
    description =
        "Lists papers that are nearly the same: another version, the article of a preprint, the"
            + " same abstract under a new title. Changes nothing.",
    mixinStandardHelpOptions = true)
final class DuplicatesCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Mixin private FilterOptions filters;

  @Mixin private WorkerOptions workers;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  DuplicatesCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    PaperFilter filter = checked(() -> filters.filter());
    Application application = main.application();
    InstantSource clock = InstantSource.system();
    long start = clock.millis();
    try (PaperIndex index = application.openIndex();
        StepProgress progress = new StepProgress(console, clock)) {
      DuplicateReport report;
      try (Interruption _ = Interruption.ofThisThread()) {
        report =
            DuplicateSearch.of(
                PaperChoice.all(index, filter), index::view, workers.workers(progress));
      } catch (InterruptedException e) {
        progress.end();
        console.err().println("akin: stopped; nothing was written");
        return ExitCode.STOPPED;
      }
      progress.end();
      print(report, (clock.millis() - start) / 1000.0);
      return ExitCode.DONE;
    }
  }

  private <T> T checked(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(DuplicateReport report, double seconds) {
    if (json) {
      console.json(DuplicatesJson.write(report));
      return;
    }
    report.groups().forEach(this::print);
    console
        .err()
        .printf(
            Locale.ROOT,
            "%,d papers, %,d of them in %,d groups; %.1f s%n",
            report.papers(),
            report.grouped(),
            report.groups().size(),
            seconds);
  }

  private void print(DuplicateGroup group) {
    String why =
        group.why().stream()
            .map(reason -> reason.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" and "));
    console
        .out()
        .printf(
            Locale.ROOT,
            "%,d papers, same %s, cosine %.2f to %.2f%n",
            group.papers().size(),
            why,
            group.smallestCosine(),
            group.largestCosine());
    for (Paper paper : group.papers()) {
      console
          .out()
          .printf(
              "  %-10s  %s  [%s]%n",
              paper.published().map(PublicationDate::toString).orElse("undated"),
              paper.title(),
              paper.id().text());
    }
  }
}
