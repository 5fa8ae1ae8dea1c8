package io.akin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.model.ModelOverrides;
import io.akin.model.hub.AccessToken;
import io.akin.model.hub.DownloadRequest;
import io.akin.model.hub.DownloadedModel;
import io.akin.model.hub.DraftFolder;
import io.akin.model.hub.ModelDownload;
import io.akin.model.hub.RepositoryName;
import io.akin.remote.Pause;
import io.akin.remote.Retries;
import io.akin.remote.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code akin model pull}. */
@Command(
    name = "pull",
    description = {
      "Downloads a sentence-embedding model that has an ONNX file from Hugging Face, or a server that"
          + " answers like it. Run again, it goes on where it stopped.",
      "For models that are private or gated, the environment variable HF_TOKEN holds an access token."
    },
    mixinStandardHelpOptions = true)
final class ModelPullCommand implements Callable<Integer> {
  /** What is known of where the files come from; lies beside them. */
  static final String NOTE = "download.json";

  private static final String TOKEN = "HF_TOKEN";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";

  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "REPO",
      description = "the model as owner/name, such as sentence-transformers/all-MiniLM-L12-v2")
  private String repository;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "${env:HF_ENDPOINT:-https://huggingface.co}",
      converter = HarvestCommand.AddressConverter.class,
      description =
          "address of the server; also by the environment variable HF_ENDPOINT (default:"
              + " ${DEFAULT-VALUE})")
  private ServerAddress endpoint;

  @Option(
      names = "--revision",
      paramLabel = "REV",
      defaultValue = "main",
      description = "branch, tag or commit (default: ${DEFAULT-VALUE})")
  private String revision;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "name that the model is to have here (default: REPO without its owner)")
  private @Nullable String name;

  @Option(
      names = "--weights",
      paramLabel = "PATH",
      description =
          "ONNX file to take, such as onnx/model_fp16.onnx (default: model.onnx, else"
              + " onnx/model.onnx)")
  private @Nullable String weights;

  @Mixin private ModelOptions options;

  @Option(names = "--replace", description = "put it in the place of a model of that name")
  private boolean replace;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ModelPullCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RepositoryName from = parsed(RepositoryName::new, repository);
    String to = name == null ? from.name() : name;
    if (!to.matches(NAME)) {
      throw new ParameterException(
          spec.commandLine(),
          "--name must be letters, digits, '.', '_' and '-', got '%s'".formatted(to));
    }
    DownloadRequest request =
        parsed(
            token ->
                new DownloadRequest(
                    endpoint,
                    from,
                    revision,
                    Optional.ofNullable(weights),
                    token.map(AccessToken::new)),
            Optional.ofNullable(System.getenv(TOKEN)).filter(token -> !token.isBlank()));
    DraftFolder draft = DraftFolder.of(main.modelsFolder(), to);
    draft.requirePlace(replace);
    DownloadedModel model;
    try (DownloadProgress progress = new DownloadProgress(console, InstantSource.system())) {
      model =
          new ModelDownload(request, Retries.FILES, Pause.WAIT, InstantSource.system(), progress)
              .into(draft);
    }
    ObjectNode note = describe(to, model);
    Files.writeString(draft.path().resolve(NOTE), note.toPrettyString() + "\n", UTF_8);
    // If this fails, the draft stays, and the same command finishes it without fetching anything.
    main.models().describe(draft.path(), to, stated(model));
    draft.moveIntoPlace(replace);
    print(note, to, model, draft.place());
    return ExitCode.DONE;
  }

  private ModelOverrides stated(DownloadedModel model) {
    return options.stated(
        Optional.of(model.weights()), Optional.of(model.page() + "@" + model.commit()));
  }

  private <T, R> R parsed(Function<T, R> form, T text) {
    try {
      return form.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static ObjectNode describe(String name, DownloadedModel model) {
    ObjectNode node =
        Console.object()
            .put("name", name)
            .put("repository", model.repository().text())
            .put("source", model.page())
            .put("commit", model.commit());
    model.licence().ifPresent(licence -> node.put("licence", licence));
    node.put("weights", model.weights()).put("bytes", model.bytes());
    ArrayNode files = node.putArray("files");
    for (DownloadedModel.File file : model.files()) {
      files
          .addObject()
          .put("path", file.path())
          .put("bytes", file.bytes())
          .put("sha256", file.sha256());
    }
    return node;
  }

  private void print(ObjectNode note, String to, DownloadedModel model, Path place) {
    if (json) {
      console.json(note.put("bytes_fetched", model.bytesFetched()));
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s is in %s: %d files, %,.1f MB, %,.1f MB of them fetched; licence %s%n",
            to,
            place,
            model.files().size(),
            model.bytes() / 1e6,
            model.bytesFetched() / 1e6,
            model.licence().orElse("not stated"));
  }
}
