package io.akin.cli;

import io.akin.model.ModelFolder;
import io.akin.model.ModelOverrides;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(paramLabel = "DIR", description = "folder of the model")
  private Path folder;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "name to give the model (default: the folder's)")
  private @Nullable String name;

  @Option(
      names = "--weights",
      paramLabel = "PATH",
      description = "the ONNX file, by its path in DIR (default: model.onnx, else onnx/model.onnx)")
  private @Nullable String weights;

  @Mixin private ModelOptions options;

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
    ModelOverrides stated =
        options.stated(Optional.ofNullable(weights), Optional.ofNullable(source));
    ModelFolder added = main.models().add(folder, nameOrFolders(), stated, replace);
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
}
