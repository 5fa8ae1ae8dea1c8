package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.app.Application;
import io.akin.index.GenerationReport;
import io.akin.index.HnswOptions;
import io.akin.index.NextGeneration;
import io.akin.ingest.Rebuild;
import io.akin.ingest.RebuildStoppedException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin rebuild}. */
@Command(
    name = "rebuild",
    description =
        "Builds the index anew beside itself, with the model of --model and --dimension or the same"
            + " one, and switches to it when it is whole; a running server follows by itself, and"
            + " 'akin rollback' goes back.",
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--m",
      paramLabel = "N",
      description = "links of a paper in the graph (default: the index's)")
  private @Nullable Integer m;

  @Option(
      names = "--ef-construction",
      paramLabel = "N",
      description = "papers a new one is compared with to be linked (default: the index's)")
  private @Nullable Integer efConstruction;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  RebuildCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Application application = main.application();
    InstantSource clock = InstantSource.system();
    try (NextGeneration next = application.beginGeneration(this::options);
        RebuildProgress progress = new RebuildProgress(console, next.size(), clock);
        Rebuild rebuild = new Rebuild(next, application::openEncoder, progress)) {
      try (StopSignal _ = StopSignal.then(rebuild::stop)) {
        int encoded = rebuild.fill();
        progress.end();
        console.err().println("akin: making one segment of all and reading it back");
        print(next.takeIntoUse(), encoded);
      } catch (RebuildStoppedException e) {
        console.err().println("akin: " + e.getMessage());
        throw e;
      }
      return ExitCode.DONE;
    }
  }

  private HnswOptions options(HnswOptions live) {
    int links = m == null ? live.m() : m;
    int beam = efConstruction == null ? Math.max(links, live.efConstruction()) : efConstruction;
    try {
      return new HnswOptions(links, beam);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private void print(GenerationReport made, int encoded) {
    if (json) {
      ObjectNode node = Console.object();
      node.put("generation", made.name());
      node.put("papers", made.papers());
      node.put("encoded", encoded);
      node.put("model", made.manifest().space().model());
      node.put("dimension", made.manifest().space().dimension());
      console.json(node);
    } else {
      console
          .out()
          .printf(
              Locale.ROOT,
              "generation %s is live: %,d papers (%,d encoded) in space %s, m %d, efConstruction %d%n"
                  + "the one before is kept: akin --index %s rollback%n",
              made.name(),
              made.papers(),
              encoded,
              made.manifest().space(),
              made.manifest().hnsw().m(),
              made.manifest().hnsw().efConstruction(),
              main.index());
    }
  }
}
