package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.app.Application;
import io.akin.corpus.CorpusFiles;
import io.akin.corpus.CorpusReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "files of any format that the README lists, plain or compressed; directories; - for"
              + " standard input")
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

  @Mixin private IngestOptions options;

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
    IngestRun run =
        new IngestRun(main.application(), console, options.log(main.index()), options.json());
    ObjectNode report = add(run, console, files, Optional.ofNullable(captured));
    return report.get("rejected").longValue() > maxRejected ? ExitCode.DATA : ExitCode.DONE;
  }

  /** Adds files; what was read before a failure is stored and reported all the same. */
  static ObjectNode add(
      IngestRun run, Console console, List<Path> files, Optional<LocalDate> captured)
      throws IOException {
    boolean fromInput = files.contains(STANDARD_INPUT);
    OptionalLong bytes =
        fromInput
            ? OptionalLong.empty()
            : OptionalLong.of(size(corpus(run, captured, _ -> {}), files));
    return run.run(
        bytes,
        new IngestRun.Source() {
          @Override
          public void read(CorpusReader.Sink sink, IngestRun.Checkpoint commit, Progress progress)
              throws IOException {
            CorpusFiles corpus = corpus(run, captured, progress::bytesRead);
            for (Path file : files) {
              if (file.equals(STANDARD_INPUT)) {
                corpus.read(console.in(), "standard input", sink);
              } else {
                corpus.read(file, sink);
              }
            }
          }

          @Override
          public boolean mayBlock() {
            return fromInput;
          }
        });
  }

  private static CorpusFiles corpus(
      IngestRun run, Optional<LocalDate> captured, LongConsumer bytesRead) {
    return new CorpusFiles(Application.readers(captured), run.ownFolders(), bytesRead);
  }

  private static long size(CorpusFiles corpus, List<Path> files) throws IOException {
    long size = 0;
    for (Path file : files) {
      size += corpus.size(file);
    }
    return size;
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
}
