package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.corpus.CorpusReader;
import io.akin.harvest.Checkpoint;
import io.akin.harvest.HarvestReport;
import io.akin.harvest.StoppablePause;
import io.akin.remote.Pause;
import io.akin.remote.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin harvest}: the commands below it fetch papers from other machines. */
@Command(
    name = "harvest",
    description =
        "Fetches papers from arXiv or the Hugging Face daily papers and puts them into the index."
            + " Nothing is fetched unless this command is run.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "SOURCE")
final class HarvestCommand implements Runnable {
  @Spec private CommandSpec spec;

  static CommandLine commandLine(Main main, Console console) {
    return new CommandLine(new HarvestCommand())
        .addSubcommand(new HarvestArxivCommand(main, console))
        .addSubcommand(new HarvestDailyCommand(main, console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a source, such as 'akin harvest arxiv --category cs.CL'");
  }

  /** What the sources have in common. */
  static final class Options {
    @Option(
        names = "--since",
        paramLabel = "DATE",
        converter = AddCommand.DateConverter.class,
        description =
            "first day; may be left out once a harvest has finished, and to go on with an"
                + " interrupted one")
    private @Nullable LocalDate since;

    @Option(
        names = "--until",
        paramLabel = "DATE",
        converter = AddCommand.DateConverter.class,
        description = "last day (default: today)")
    private @Nullable LocalDate until;

    @Option(
        names = "--url",
        paramLabel = "URL",
        converter = AddressConverter.class,
        description = "address of a server that answers in the source's place")
    private @Nullable ServerAddress url;

    @Mixin private IngestOptions ingest;

    Optional<LocalDate> since() {
      return Optional.ofNullable(since);
    }

    Optional<LocalDate> until() {
      return Optional.ofNullable(until);
    }

    ServerAddress urlOr(ServerAddress usual) {
      return url == null ? usual : url;
    }
  }

  /** Reads an address, with an error for people. */
  static final class AddressConverter implements CommandLine.ITypeConverter<ServerAddress> {
    @Override
    public ServerAddress convert(String text) {
      try {
        return ServerAddress.parse(text);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** A harvest that is ready to run. */
  @FunctionalInterface
  interface Harvest {
    HarvestReport run(
        Path progress,
        Pause pause,
        Consumer<String> notes,
        CorpusReader.Sink sink,
        Checkpoint checkpoint)
        throws IOException;
  }

  /** Runs a harvest into the index; what was stored before a failure is reported all the same. */
  static int run(Main main, Console console, Options options, Harvest harvest) throws IOException {
    IngestOptions ingest = options.ingest;
    IngestRun run =
        new IngestRun(main.application(), console, ingest.log(main.index()), ingest.json());
    Path progress = main.index().resolve("harvest");
    var _ = run.run(OptionalLong.empty(), new Source(console, progress, harvest));
    return ExitCode.DONE; // records that the server got wrong are not for the user to mend
  }

  /**
   * Takes what harvests know of the index out of their way, when it holds other papers than before:
   * they would not fetch again what it has lost.
   */
  static void setProgressAside(Path index, String command, Console console) throws IOException {
    Path harvest = index.resolve("harvest");
    if (Files.isDirectory(harvest)) {
      long now = InstantSource.system().instant().getEpochSecond();
      Path aside = index.resolve("harvest-before-" + command + "-" + now);
      Files.move(harvest, aside);
      console
          .err()
          .printf(
              "akin: the progress of harvests was that of the index replaced, and is now in %s;"
                  + " give --since with the next harvest%n",
              aside);
    }
  }

  /** A harvest as a source of papers. */
  private static final class Source implements IngestRun.Source {
    private final Console console;
    private final Path progress;
    private final Harvest harvest;
    private final StoppablePause pause = new StoppablePause();
    private @Nullable HarvestReport report;

    Source(Console console, Path progress, Harvest harvest) {
      this.console = console;
      this.progress = progress;
      this.harvest = harvest;
    }

    @Override
    public void read(CorpusReader.Sink sink, IngestRun.Checkpoint commit, Progress shown)
        throws IOException {
      HarvestReport done = harvest.run(progress, pause, this::note, sink, commit::commit);
      note(
          String.format(
              Locale.ROOT,
              "%,d records on %,d pages, up to %s",
              done.records(),
              done.pages(),
              done.until()));
      report = done;
    }

    private void note(String text) {
      console.err().println("akin: " + text);
    }

    @Override
    public void stop() {
      pause.stop();
    }

    @Override
    public void describe(ObjectNode node) {
      HarvestReport done = report;
      if (done != null) {
        node.put("requests", done.requests());
        node.put("retries", done.retries());
        node.put("pages", done.pages());
        node.put("records", done.records());
        node.put("resumed", done.resumed());
        node.put("until", done.until().toString());
      }
    }
  }
}
