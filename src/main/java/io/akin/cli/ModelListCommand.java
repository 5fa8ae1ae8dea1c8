package io.akin.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.app.Application;
import io.akin.model.ModelEntry;
import io.akin.model.ModelManifest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akin model list}. */
@Command(
    name = "list",
    description = "Lists the models, and the folders that are none with what is wrong with them.",
    mixinStandardHelpOptions = true)
final class ModelListCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ModelListCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<ModelEntry> entries = main.models().list();
    if (json) {
      ObjectNode document = Console.object();
      ArrayNode models = document.putArray("models");
      entries.forEach(entry -> models.add(node(entry)));
      console.json(document);
    } else {
      entries.forEach(this::print);
    }
    return ExitCode.DONE;
  }

  private static ObjectNode node(ModelEntry entry) {
    return switch (entry) {
      case ModelEntry.Ready(var folder, var bytes) ->
          ModelCommand.describe(folder.manifest()).put("state", "ready").put("bytes", bytes);
      case ModelEntry.NotFetched(var manifest) ->
          ModelCommand.describe(manifest).put("state", "not-fetched");
      case ModelEntry.Broken(var name, var reason) ->
          Console.object().put("name", name).put("state", "broken").put("reason", reason);
    };
  }

  private void print(ModelEntry entry) {
    switch (entry) {
      case ModelEntry.Ready(var folder, var bytes) ->
          line(folder.manifest(), ModelCommand.megabytes(bytes));
      case ModelEntry.NotFetched(var manifest) -> line(manifest, "not fetched");
      case ModelEntry.Broken(var name, var reason) ->
          console.out().printf("%-28s cannot be used: %s%n", name, reason);
    }
  }

  private void line(ModelManifest manifest, String size) {
    String line =
        String.format(
            Locale.ROOT,
            "%-28s %5d d %6d tokens  %-10s  %-12s %12s  %s",
            manifest.name(),
            manifest.dimension(),
            manifest.maxTokens(),
            ModelCommand.word(manifest.pooling()),
            manifest.licence(),
            size,
            manifest.name().equals(Application.DEFAULT_MODEL) ? "default" : "");
    console.out().println(line.stripTrailing());
  }
}
