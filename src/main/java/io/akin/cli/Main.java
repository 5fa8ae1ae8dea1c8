package io.akin.cli;

import io.akin.app.Application;
import io.akin.app.ModelChoice;
import io.akin.corpus.CorpusException;
import io.akin.encoder.Device;
import io.akin.encoder.EncodeException;
import io.akin.index.SpaceMismatchException;
import io.akin.ingest.IngestStoppedException;
import io.akin.ingest.RebuildStoppedException;
import io.akin.model.ModelException;
import io.akin.model.ModelStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code akin}. */
@Command(
    name = "akin",
    description = "Finds research papers related to a paper or a text.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the command could not do what it was asked to",
      "2:the command line is wrong",
      "65:input is malformed: a file of no known format, or rejected records",
      "78:a model cannot be used, or is not the one the index was built with",
      "130:stopped from outside, at a clean point"
    })
public final class Main implements Runnable {
  /** Commands that the launcher starts with the vector module. */
  private static final Set<String> LONG =
      Set.of("add", "harvest", "serve", "rebuild", "compact", "tune", "cluster", "duplicates");

  private static final Set<String> HELP = Set.of("-h", "--help");

  @Option(
      names = "--index",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      defaultValue = "index/default",
      description = "folder of the index (default: ${DEFAULT-VALUE})")
  private Path index;

  @Option(
      names = "--models",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      defaultValue = "models",
      description = "folder of the models (default: ${DEFAULT-VALUE})")
  private Path models;

  @Option(
      names = "--model",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description =
          "model to encode with (default: the index's own; all-MiniLM-L6-v2 for a new index)")
  private @Nullable String model;

  @Option(
      names = "--dimension",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description =
          "components to cut embeddings to, where the model was trained for it (default: the"
              + " index's; the model's own for a new index)")
  private @Nullable Integer dimension;

  @Option(
      names = "--device",
      scope = ScopeType.INHERIT,
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "where to encode: cpu; cuda; or auto, which takes a CUDA device where one can be used"
              + " (default: ${DEFAULT-VALUE})")
  private Device device;

  @Spec private CommandSpec spec;

  private final Console console;

  private Main(Console console) {
    this.console = console;
  }

  Application application() {
    if (LONG.contains(commandName().split(" ", -1)[1])) {
      Application.simdMissing()
          .ifPresent(
              why ->
                  console
                      .err()
                      .println("akin: vectors are compared without SIMD, which is slower: " + why));
    }
    Integer components = dimension;
    ModelChoice choice =
        new ModelChoice(
            Optional.ofNullable(model),
            components == null ? OptionalInt.empty() : OptionalInt.of(components),
            device);
    return new Application(
        index, models, choice, commandName(), note -> console.err().println("akin: " + note));
  }

  /** The parts of another index, with the model it is for. */
  Application application(Path otherIndex, String otherModel) {
    return new Application(
        otherIndex,
        models,
        new ModelChoice(Optional.of(otherModel), OptionalInt.empty(), device),
        commandName(),
        note -> console.err().println("akin: " + note));
  }

  /** The command without its arguments: other users of the index may read its name. */
  private String commandName() {
    ParseResult parsed = spec.commandLine().getParseResult();
    return (parsed.hasSubcommand() ? parsed.subcommand() : parsed).commandSpec().qualifiedName();
  }

  Path index() {
    return index;
  }

  Path modelsFolder() {
    return models;
  }

  ModelStore models() {
    return new ModelStore(models);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command, such as 'akin add FILE'");
  }

  public static void main(String[] args) {
    // The one place that decides it: the same output on every machine.
    Locale.setDefault(Locale.ROOT);
    Logging.configure();
    if (List.of(args).contains("serve")) {
      Application.preload();
    }
    Console console =
        new Console(
            System.in,
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
            System.err,
            isTerminal());
    int exitCode = commandLine(console, args).execute(args);
    if (console.out().checkError() && exitCode == ExitCode.DONE) {
      console.err().println("akin: not all of the output could be written");
      exitCode = ExitCode.FAILED;
    }
    System.exit(exitCode);
  }

  @SuppressWarnings("SystemConsoleNull") // true of JDK 22 to 24; in 25 it is null when redirected
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  /** Every command, with everything it writes going to the console. */
  static CommandLine commandLine(Console console) {
    return commandLine(console, _ -> true);
  }

  /**
   * The commands whose names occur among the arguments, or all of them where none does, as for a
   * misspelt one. Describing all takes the greater part of the time that a command takes to start.
   */
  private static CommandLine commandLine(Console console, String[] arguments) {
    Set<String> words = Set.copyOf(Arrays.asList(arguments));
    CommandLine named = commandLine(console, words::contains);
    return named.getSubcommands().isEmpty() || words.stream().anyMatch(HELP::contains)
        ? commandLine(console)
        : named;
  }

  private static CommandLine commandLine(Console console, Predicate<String> wanted) {
    Main main = new Main(console);
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("add", () -> new AddCommand(main, console));
    commands.put("harvest", () -> HarvestCommand.commandLine(main, console));
    commands.put("related", () -> new RelatedCommand(main, console));
    commands.put("recommend", () -> new RecommendCommand(main, console));
    commands.put("search", () -> new SearchCommand(main, console));
    commands.put("show", () -> new ShowCommand(main, console));
    commands.put("stats", () -> new StatsCommand(main, console));
    commands.put("export", () -> new ExportCommand(main, console));
    commands.put("remove", () -> new RemoveCommand(main, console));
    commands.put("check", () -> new CheckCommand(main, console));
    commands.put("backup", () -> new BackupCommand(main, console));
    commands.put("restore", () -> new RestoreCommand(main, console));
    commands.put("rebuild", () -> new RebuildCommand(main, console));
    commands.put("rollback", () -> new RollbackCommand(main, console));
    commands.put("tune", () -> new TuneCommand(main, console));
    commands.put("compact", () -> new CompactCommand(main, console));
    commands.put("cluster", () -> new ClusterCommand(main, console));
    commands.put("duplicates", () -> new DuplicatesCommand(main, console));
    commands.put("eval", () -> new EvalCommand(main, console));
    commands.put("embed", () -> new EmbedCommand(main, console));
    commands.put("model", () -> ModelCommand.commandLine(main, console));
    commands.put("serve", () -> new ServeCommand(main, console));
    CommandLine akin = new CommandLine(main);
    commands.forEach(
        (name, command) -> {
          if (wanted.test(name)) {
            akin.addSubcommand(name, command.get());
          }
        });
    return akin.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, _) -> usage(console, e))
        .setExecutionExceptionHandler((e, _, _) -> failed(console, e));
  }

  private static int usage(Console console, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    console.err().printf("%s: %s (see '%s --help')%n", command, mistake(e), command);
    return ExitCode.USAGE;
  }

  private static String mistake(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return firstLine(e.getMessage());
    }
    String word = unmatched.getUnmatched().getFirst();
    List<String> meant = unmatched.getSuggestions();
    return "'%s' is not known here%s"
        .formatted(
            word, meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?");
  }

  private static int failed(Console console, Exception thrown) {
    Exception e =
        thrown instanceof UncheckedIOException unchecked
            ? new IOException(unchecked.getMessage(), unchecked.getCause())
            : thrown;
    if (e instanceof IngestStoppedException || e instanceof RebuildStoppedException) {
      return ExitCode.STOPPED; // the run has said so itself
    }
    if (!(e instanceof IOException failure)) {
      console.err().println("akin: this is a fault of the program, please report it");
      e.printStackTrace(console.err());
      return ExitCode.FAILED;
    }
    console.err().println("akin: " + message(failure));
    return switch (failure) {
      case ModelException _, SpaceMismatchException _, EncodeException _ -> ExitCode.CONFIGURATION;
      case CorpusException _ -> ExitCode.DATA;
      default -> ExitCode.FAILED;
    };
  }

  private static String message(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file: " + missing.getFile();
      case AccessDeniedException denied -> "not allowed to open: " + denied.getFile();
      default -> String.valueOf(e.getMessage() == null ? e : e.getMessage());
    };
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  /** Reads the version from the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"akin " + (version == null ? "(not packaged)" : version)};
    }
  }
}
