package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.model.ModelEntry;
import io.akin.model.ModelManifest;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin model show}. */
@Command(
    name = "show",
    description = "Prints what is known of a model.",
    mixinStandardHelpOptions = true)
final class ModelShowCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "the model's name, which is its folder's")
  private String name;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ModelShowCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ModelEntry entry = main.models().find(name);
    switch (entry) {
      case ModelEntry.Ready(var folder, var bytes) ->
          print(
              folder.manifest(),
              "ready",
              ModelCommand.megabytes(bytes)
                  + (folder.derived()
                      ? ", described by its own files, without manifest.json"
                      : ""));
      case ModelEntry.NotFetched(var manifest) ->
          print(
              manifest,
              "not-fetched",
              "not fetched; 'make model MODEL=%s' does".formatted(manifest.name()));
      case ModelEntry.Broken _ -> throw new AssertionError("a broken model cannot be found");
    }
    return ExitCode.DONE;
  }

  private void print(ModelManifest manifest, String state, String size) {
    if (json) {
      ObjectNode node = ModelCommand.describe(manifest);
      console.json(node.put("state", state));
      return;
    }
    console.out().println(manifest.name());
    line("files", size);
    line("dimension", Integer.toString(manifest.dimension()));
    line("cut to", joined(manifest));
    line("max tokens", Integer.toString(manifest.maxTokens()));
    line("pooling", ModelCommand.word(manifest.pooling()));
    manifest
        .dense()
        .forEach(
            layer ->
                line(
                    "dense",
                    layer.file() + ", " + layer.activation().name().toLowerCase(Locale.ROOT)));
    line("query prompt", quoted(manifest.prompts().query()));
    line("document prompt", quoted(manifest.prompts().document()));
    line("similarity", manifest.similarity());
    line("licence", manifest.licence());
    line("source", manifest.source());
    line("upstream", manifest.upstream());
    manifest.files().forEach((file, digest) -> line("sha256", digest + "  " + file));
  }

  private static String joined(ModelManifest manifest) {
    return manifest.matryoshka().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** A prompt's last space matters, and nobody would see it. */
  private static String quoted(String prompt) {
    return prompt.isEmpty() ? "" : "'" + prompt + "'";
  }

  private void line(String key, String value) {
    if (!value.isEmpty()) {
      console.out().printf("  %-16s %s%n", key, value);
    }
  }
}
