package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.app.Application;
import io.akin.corpus.CorpusFiles;
import io.akin.corpus.CorpusReader;
import io.akin.encoder.Encoder;
import io.akin.index.PaperIndexWriter;
import io.akin.ingest.Ingest;
import io.akin.ingest.IngestReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code akin add}. */
@Command(
    name = "add",
    description = "Reads papers from files, encodes them and puts them into the index.",
    mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "JSON Lines, or a saved Daily Papers page; told apart by content")
  private List<Path> files;

  @Option(
      names = "--captured",
      paramLabel = "DATE",
      converter = DateConverter.class,
      description = "day on which saved pages were captured, to tell the years they leave out")
  private @Nullable LocalDate captured;

  @Option(
      names = "--max-rejected",
      paramLabel = "N",
      defaultValue = "0",
      description = "rejected records up to which the command succeeds (default: ${DEFAULT-VALUE})")
  private long maxRejected;

  @Option(names = "--json", description = "print the report as one JSON document")
  private boolean json;

  AddCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (maxRejected < 0) {
      throw new ParameterException(
          spec.commandLine(), "--max-rejected must not be negative, got " + maxRejected);
    }
    IngestReport report =
        add(main.application(), console, files, Optional.ofNullable(captured), json);
    return report.rejected() > maxRejected ? ExitCode.DATA : ExitCode.DONE;
  }

  /** Adds files; what was read before a failure is stored and reported all the same. */
  static IngestReport add(
      Application application,
      Console console,
      List<Path> files,
      Optional<LocalDate> captured,
      boolean json)
      throws IOException {
    List<CorpusReader> readers = Application.readers(captured);
    try (Encoder encoder = application.openEncoder();
        PaperIndexWriter writer = application.openWriter(encoder.space())) {
      Progress progress = new Progress(console);
      Ingest ingest = new Ingest(writer, encoder, progress);
      IngestReport report;
      try (progress) {
        for (Path file : files) {
          CorpusFiles.read(file, readers, ingest);
        }
        report = ingest.finish();
      } catch (IOException | RuntimeException e) {
        storeWhatWasRead(ingest, console, json, e);
        throw e;
      }
      print(console, report, json);
      return report;
    }
  }

  static void storeWhatWasRead(Ingest ingest, Console console, boolean json, Exception failure) {
    try {
      IngestReport report = ingest.finish();
      if (json || report.read() + report.rejected() > 0) {
        print(console, report, json);
      }
    } catch (IOException e) {
      failure.addSuppressed(e); // what came first is what the person has to mend
    }
  }

  /** Reads a day, with an error for people. */
  static final class DateConverter implements CommandLine.ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new CommandLine.TypeConversionException(
            "'" + text + "' is not a day such as 2026-05-28");
      }
    }
  }

  /** The report as a document. */
  static ObjectNode json(IngestReport report) {
    ObjectNode node = Console.object();
    node.put("read", report.read());
    node.put("rejected", report.rejected());
    node.put("merged", report.merged());
    node.put("papers", report.papers());
    node.put("added", report.added());
    node.put("updated", report.updated());
    node.put("unchanged", report.unchanged());
    node.put("encoded", report.encoded());
    node.put("dates_unknown", report.datesUnknown());
    return node;
  }

  /** Prints the report, as a document or for a person. */
  static void print(Console console, IngestReport report, boolean json) {
    if (json) {
      console.json(json(report));
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%,d read, %,d rejected, %,d merged into others; of %,d papers"
                + " %,d new, %,d updated, %,d unchanged (%,d encoded)%n",
            report.read(),
            report.rejected(),
            report.merged(),
            report.papers(),
            report.added(),
            report.updated(),
            report.unchanged(),
            report.encoded());
    if (report.datesUnknown() > 0) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%,d dates lack their year and stay unknown;"
                  + " add the files again with --captured YYYY-MM-DD to tell them%n",
              report.datesUnknown());
    }
  }
}
