package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.corpus.CorpusReader;
import io.akin.encoder.Encoder;
import io.akin.harvest.Checkpoint;
import io.akin.harvest.HarvestReport;
import io.akin.harvest.ServerAddress;
import io.akin.index.PaperIndexWriter;
import io.akin.ingest.Ingest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

    @Option(names = "--json", description = "print the report as one JSON document")
    private boolean json;

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
        Path progress, Consumer<String> notes, CorpusReader.Sink sink, Checkpoint checkpoint)
        throws IOException;
  }

  /** Runs a harvest into the index; what was stored before a failure is reported all the same. */
  static int run(Main main, Console console, Options options, Harvest harvest) throws IOException {
    try (Encoder encoder = main.application().openEncoder();
        PaperIndexWriter writer = main.application().openWriter(encoder.space())) {
      Progress progress = new Progress(console);
      Ingest ingest = new Ingest(writer, encoder, progress);
      HarvestReport report;
      try (progress) {
        report =
            harvest.run(
                main.index().resolve("harvest"),
                note -> console.err().println("akin: " + note),
                ingest,
                () -> {
                  var _ = ingest.finish();
                });
      } catch (IOException | RuntimeException e) {
        AddCommand.storeWhatWasRead(ingest, console, options.json, e);
        throw e;
      }
      print(console, ingest, report, options.json);
      return ExitCode.DONE;
    }
  }

  private static void print(Console console, Ingest ingest, HarvestReport report, boolean json)
      throws IOException {
    if (json) {
      ObjectNode node = AddCommand.json(ingest.finish());
      node.put("requests", report.requests());
      node.put("retries", report.retries());
      node.put("pages", report.pages());
      node.put("records", report.records());
      node.put("resumed", report.resumed());
      node.put("until", report.until().toString());
      console.json(node);
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%,d records on %,d pages, up to %s%n",
            report.records(),
            report.pages(),
            report.until());
    AddCommand.print(console, ingest.finish(), false);
  }
}
