package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.app.Application;
import io.akin.corpus.CorpusFile;
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
      IngestReport report;
      @Nullable Exception failure = null;
      try (Progress progress = new Progress(console)) {
        Ingest ingest = new Ingest(writer, encoder, progress);
        failure = read(files, readers, ingest);
        report = finish(ingest, failure);
      }
      boolean nothing = report.read() + report.rejected() == 0;
      if (json || !nothing || failure == null) {
        print(console, report, json);
      }
      rethrow(failure);
      return report;
    }
  }

  /** Reads file after file up to the first that cannot be read, and returns why it cannot. */
  private static @Nullable Exception read(
      List<Path> files, List<CorpusReader> readers, Ingest ingest) {
    try {
      for (Path file : files) {
        CorpusFile.read(file, readers, ingest);
      }
      return null;
    } catch (IOException | RuntimeException e) {
      return e; // what was read before is stored first
    }
  }

  private static void rethrow(@Nullable Exception failure) throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new AssertionError("only these two are caught", failure);
    }
  }

  private static IngestReport finish(Ingest ingest, @Nullable Exception failure)
      throws IOException {
    try {
      return ingest.finish();
    } catch (IOException e) {
      if (failure != null) {
        failure.addSuppressed(e);
        rethrow(failure); // what came first is what the person has to mend
      }
      throw e;
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

  private static void print(Console console, IngestReport report, boolean json) {
    if (json) {
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
      console.json(node);
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
