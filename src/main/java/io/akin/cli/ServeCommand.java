package io.akin.cli;

import io.akin.app.Application;
import io.akin.app.Server;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.experiment.Experiment;
import io.akin.experiment.Method;
import io.akin.experiment.PaperChoice;
import io.akin.http.ServerOptions;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin serve}. */
@Command(
    name = "serve",
    description = "Serves the HTTP interface and the pages until it is stopped.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  /** The environment variable with keys; on a command line everybody would see them. */
  private static final String KEYS = "AKIN_API_KEY";

  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Mixin private ServerArguments arguments;

  @Option(
      names = "--without",
      paramLabel = "SURFACE",
      description =
          "switches a part of the interface off, such as openai; may be given several times")
  private List<String> without = List.of();

  @Option(
      names = "--add-if-empty",
      paramLabel = "FILE",
      description = "when the index holds no papers, add those of this file first")
  private @Nullable Path addIfEmpty;

  ServeCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ServerOptions options = options();
    Application application = main.application();
    fillIfEmpty(application);
    CountDownLatch asked = new CountDownLatch(1);
    try (StopSignal _ = StopSignal.then(asked::countDown);
        Server server = Server.start(application, options, Set.copyOf(without))) {
      greet(options, server);
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.DONE;
  }

  private void greet(ServerOptions options, Server server) throws IOException {
    String address =
        "http://%s:%d"
            .formatted(
                options.host().contains(":") ? "[" + options.host() + "]" : options.host(),
                server.port());
    console
        .err()
        .printf(
            Locale.ROOT,
            """
            Akin serves %,d papers at %s/
            Try: curl '%s/api/v1/search?q=attention&k=3'
            """,
            server.papers(),
            address,
            address);
  }

  private ServerOptions options() throws IOException {
    try {
      return arguments.options(Optional.ofNullable(System.getenv(KEYS)), console.err());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void fillIfEmpty(Application application) throws IOException {
    if (application.holdsPapers()) {
      return;
    }
    if (addIfEmpty != null) {
      console.err().println("The index is empty: adding the papers of " + addIfEmpty);
      IngestRun run = new IngestRun(application, console, main.index().resolve("last-add"), false);
      var _ = AddCommand.add(run, console, List.of(addIfEmpty), Optional.empty());
      if (application.holdsPapers()) {
        lookFromAbove(application);
      }
    } else if (!application.indexExists()) {
      application.createIndex(); // a server may be started first and filled while it runs
      console.err().println("The index is empty; add papers with: akin add FILE...");
    }
  }

  /** A first look at the papers, so that the pages of topics and the map have something to show. */
  private static void lookFromAbove(Application application) throws IOException {
    try (PaperIndex index = application.openIndex();
        Interruption _ = Interruption.ofThisThread()) {
      List<IndexedPaper> papers = PaperChoice.all(index, PaperFilter.ALL);
      application
          .atlas()
          .write(
              new Experiment(Method.DEFAULT, 0, Workers.all(Progress.NONE))
                  .run(index.manifest().space(), papers));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server then stops as soon as it has started
    }
  }
}
