package io.akin.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.app.Application;
import io.akin.embedding.Pooling;
import io.akin.model.ModelManifest;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin model}: the commands below it look after the folder of models. */
@Command(
    name = "model",
    description = "Lists, shows, adds, downloads and verifies the models under --models.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec;

  static CommandLine commandLine(Main main, Console console) {
    return new CommandLine(new ModelCommand())
        .addSubcommand(new ModelListCommand(main, console))
        .addSubcommand(new ModelShowCommand(main, console))
        .addSubcommand(new ModelAddCommand(main, console))
        .addSubcommand(new ModelPullCommand(main, console))
        .addSubcommand(new ModelVerifyCommand(main, console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command, such as 'akin model list' or 'akin model add DIR'");
  }

  /** What every command says of a model that it knows. */
  static ObjectNode describe(ModelManifest manifest) {
    ObjectNode node = Console.object();
    node.put("name", manifest.name());
    node.put("default", manifest.name().equals(Application.DEFAULT_MODEL));
    node.put("dimension", manifest.dimension());
    node.put("max_tokens", manifest.maxTokens());
    node.put("pooling", word(manifest.pooling()));
    node.put("licence", manifest.licence());
    node.put("source", manifest.source());
    node.put("upstream", manifest.upstream());
    node.putObject("prompts")
        .put("query", manifest.prompts().query())
        .put("document", manifest.prompts().document());
    ArrayNode matryoshka = node.putArray("matryoshka");
    manifest.matryoshka().forEach(matryoshka::add);
    node.put("similarity", manifest.similarity());
    node.put("weights", manifest.weights());
    node.put("tokenizer", manifest.tokenizer());
    node.put("pad_token", manifest.padToken());
    ArrayNode dense = node.putArray("dense");
    for (ModelManifest.Dense layer : manifest.dense()) {
      dense
          .addObject()
          .put("file", layer.file())
          .put("activation", layer.activation().name().toLowerCase(Locale.ROOT));
    }
    ObjectNode files = node.putObject("files");
    manifest.files().forEach(files::put);
    return node;
  }

  static String word(Pooling pooling) {
    return pooling.name().toLowerCase(Locale.ROOT);
  }

  /** {@code 91.1 MB}. */
  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
