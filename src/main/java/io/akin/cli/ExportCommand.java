package io.akin.cli;

import io.akin.atlas.Atlas;
import io.akin.export.Export;
import io.akin.export.ExportFormat;
import io.akin.export.PaperSource;
import io.akin.export.Rows;
import io.akin.http.PaperAddress;
import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
  private final Main main;
  private final Console console;
  private final Supplier<Optional<Atlas>> atlas;

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

  @Spec private CommandSpec spec;

  /**
   * The command.
   *
   * @param atlas the one of the index, if it has one
   */
  ExportCommand(Main main, Console console, Supplier<Optional<Atlas>> atlas) {
    this.main = main;
    this.console = console;
    this.atlas = atlas;
  }

  @Override
  public Integer call() throws IOException {
    try (PaperIndex index = main.application().openIndex();
        PaperView view = index.view()) {
      Rows rows =
          new Rows(PaperSource.of(view), atlas.get(), Optional.empty(), PaperAddress::origin);
      write(rows);
      return ExitCode.DONE;
    }
  }

  private void write(Rows rows) throws IOException {
    Path file = output;
    ExportFormat chosen = chosen(file);
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
    return named != null
        ? named
        : Optional.ofNullable(file).flatMap(ExportFormat::of).orElse(ExportFormat.JSONL);
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
