package io.akin.cli;

import io.akin.app.Application;
import io.akin.atlas.Atlas;
import io.akin.atlas.json.AtlasFile;
import io.akin.cluster.Workers;
import io.akin.export.Export;
import io.akin.export.ExportFormat;
import io.akin.export.Neighbours;
import io.akin.export.PaperSource;
import io.akin.export.Rows;
import io.akin.http.PaperAddress;
import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin export}. */
@Command(
    name = "export",
    description =
        "Writes every paper, ordered by identifier, for other programs: as JSON Lines, which"
            + " 'akin add' reads, or in another format.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private static final int USUAL_NEIGHBOURS = 15;
  private static final int MOST_NEIGHBOURS = 100;

  private final Main main;
  private final Console console;

  @Option(names = "--vectors", description = "with each paper's embedding, as \"vector\"")
  private boolean vectors;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "jsonl, csv, parquet, npy, projector or html (default: what --output ends in, or jsonl)")
  private @Nullable ExportFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "file to write, or folder or .zip for npy and projector (default: standard output)")
  private @Nullable Path output;

  @Option(names = "--replace", description = "replace what is there")
  private boolean replace;

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description =
          "with the N nearest papers of each in the columns of parquet, 0 to "
              + MOST_NEIGHBOURS
              + " (default: 15, and 0 for other formats)")
  private @Nullable Integer neighbours;

  @Option(
      names = "--atlas",
      paramLabel = "FILE",
      description =
          "a result of 'akin cluster --output FILE' (default: the index's, if it has one)")
  private @Nullable Path atlas;

  @Spec private CommandSpec spec;

  ExportCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Application application = main.application();
    ExportFormat chosen = chosen(output);
    int near = near(chosen);
    Optional<Atlas> places = atlas(application);
    try (PaperIndex index = application.openIndex();
        PaperView view = index.view();
        StepProgress progress = new StepProgress(console, InstantSource.system());
        Interruption _ = Interruption.ofThisThread()) {
      PaperSource source = PaperSource.of(view);
      Optional<Neighbours> graph =
          near == 0
              ? Optional.empty()
              : Optional.of(Neighbours.of(source, near, Workers.all(progress)));
      progress.end();
      write(chosen, new Rows(source, places, graph, PaperAddress::origin));
      return ExitCode.DONE;
    } catch (InterruptedException e) {
      console.err().println("akin: stopped; nothing was written");
      return ExitCode.STOPPED;
    }
  }

  private int near(ExportFormat chosen) {
    Integer given = neighbours;
    if (given == null) {
      return chosen == ExportFormat.PARQUET ? USUAL_NEIGHBOURS : 0;
    }
    if (given < 0 || given > MOST_NEIGHBOURS) {
      throw new ParameterException(
          spec.commandLine(),
          "--neighbours must be from 0 to %d, got %d".formatted(MOST_NEIGHBOURS, given));
    }
    if (given > 0 && chosen != ExportFormat.PARQUET) {
      throw new ParameterException(spec.commandLine(), "--neighbours belongs to --format parquet");
    }
    return given;
  }

  private Optional<Atlas> atlas(Application application) throws IOException {
    Path named = atlas;
    if (named == null) {
      return application.atlas().read();
    }
    Optional<Atlas> read = new AtlasFile(named, _ -> {}).read();
    if (read.isEmpty()) {
      throw new NoSuchFileException(named.toString());
    }
    return read;
  }

  private void write(ExportFormat chosen, Rows rows) throws IOException {
    Path file = output;
    Optional<String> refusal = chosen.refusal(rows);
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    Export export = new Export(chosen, rows, vectors);
    if (file == null) {
      export.to(new Watched(console.out()));
      return;
    }
    try {
      export.to(file, replace);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("%s is there already; --replace replaces it".formatted(file), e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private ExportFormat chosen(@Nullable Path file) {
    ExportFormat named = format;
    if (named == null && file != null) {
      named =
          ExportFormat.of(file)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "%s does not end in .jsonl, .csv, .parquet or .html: name a --format"
                              .formatted(file)));
    }
    ExportFormat chosen = named == null ? ExportFormat.JSONL : named;
    if (vectors && chosen == ExportFormat.HTML) {
      throw new ParameterException(spec.commandLine(), "a map in HTML has no --vectors");
    }
    return chosen;
  }

  /** A stream that says when nobody reads on, which a {@link PrintStream} keeps to itself. */
  private static final class Watched extends FilterOutputStream {
    private final PrintStream printed;

    Watched(PrintStream printed) {
      super(printed);
      this.printed = printed;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      printed.write(bytes, offset, length);
      if (printed.checkError()) {
        throw new IOException("not all of the papers could be written to standard output");
      }
    }
  }
}
