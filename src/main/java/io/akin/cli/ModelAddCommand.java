package io.akin.cli;

import io.akin.embedding.Pooling;
import io.akin.model.ModelFolder;
import io.akin.model.ModelOverrides;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code akin model add}. */
@Command(
    name = "add",
    description =
        "Copies a model from a folder: one that sentence-transformers or Transformers saved and that"
            + " was exported to ONNX, or one with a manifest.json. Options take the place of what"
            + " the folder says.",
    mixinStandardHelpOptions = true)
final class ModelAddCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "folder of the model")
  private Path folder;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "name to give the model (default: the folder's)")
  private @Nullable String name;

  @Option(
      names = "--pooling",
      paramLabel = "POOLING",
      converter = PoolingConverter.class,
      description = "how token vectors become one: cls, mean, max or last_token")
  private @Nullable Pooling pooling;

  @Option(
      names = "--weights",
      paramLabel = "PATH",
      description = "the ONNX file, by its path in DIR (default: model.onnx, else onnx/model.onnx)")
  private @Nullable String weights;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "where a text is cut, special tokens included")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--query-prompt",
      paramLabel = "TEXT",
      description = "what is put before a query; '' for nothing")
  private @Nullable String queryPrompt;

  @Option(
      names = "--document-prompt",
      paramLabel = "TEXT",
      description = "what is put before a document; '' for nothing")
  private @Nullable String documentPrompt;

  @Option(
      names = "--matryoshka",
      paramLabel = "N",
      split = ",",
      description = "shorter dimensions the model was trained to be cut to, such as 64,128")
  private List<Integer> matryoshka = List.of();

  @Option(
      names = "--licence",
      paramLabel = "SPDX",
      description = "SPDX identifier of the licence (default: that of README.md)")
  private @Nullable String licence;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "where the model comes from, such as an address")
  private @Nullable String source;

  @Option(names = "--replace", description = "let it take the place of a model of that name")
  private boolean replace;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ModelAddCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ModelFolder added = main.models().add(folder, nameOrFolders(), stated(), replace);
    if (json) {
      console.json(ModelCommand.describe(added.manifest()));
    } else {
      console.out().printf("added %s to %s%n", added.space(), added.path());
    }
    return ExitCode.DONE;
  }

  private String nameOrFolders() {
    String given = name;
    return given == null
        ? String.valueOf(folder.toAbsolutePath().normalize().getFileName())
        : given;
  }

  private ModelOverrides stated() {
    Integer tokens = maxTokens;
    if (tokens != null && tokens < 3) {
      throw new ParameterException(
          spec.commandLine(), "--max-tokens must be at least 3, got " + tokens);
    }
    return new ModelOverrides(
        Optional.ofNullable(pooling),
        Optional.ofNullable(weights),
        tokens == null ? OptionalInt.empty() : OptionalInt.of(tokens),
        Optional.ofNullable(queryPrompt),
        Optional.ofNullable(documentPrompt),
        matryoshka,
        Optional.ofNullable(licence),
        Optional.ofNullable(source));
  }

  /** Reads a pooling by the names of manifests and of sentence-transformers. */
  static final class PoolingConverter implements CommandLine.ITypeConverter<Pooling> {
    @Override
    public Pooling convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "cls" -> Pooling.CLS;
        case "mean" -> Pooling.MEAN;
        case "max" -> Pooling.MAX;
        case "last_token", "last-token", "lasttoken" -> Pooling.LAST_TOKEN;
        default ->
            throw new CommandLine.TypeConversionException(
                "want cls, mean, max or last_token, got '%s'".formatted(text));
      };
    }
  }
}
