package io.akin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.embedding.Pooling;
import io.akin.model.ModelManifest.Prompts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model as sentence-transformers or Transformers saves it, exported to ONNX: its files say in
 * their own words what a {@link ModelManifest} says. What they leave open, or what Akin cannot do,
 * is an error and never a guess.
 */
final class HuggingFaceFolder {
  private static final String CONFIG = "config.json";
  private static final String UNKNOWN = "unknown";

  private final Path folder;
  private final ModelOverrides stated;

  private HuggingFaceFolder(Path folder, ModelOverrides stated) {
    this.folder = folder;
    this.stated = stated;
  }

  /** Whether the folder looks like one. */
  static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG))
        || Files.isRegularFile(folder.resolve("modules.json"));
  }

  /**
   * Derives the manifest of a folder. Reads every file that matters, about 0.1 s for 90 MB, since
   * their digests belong to it.
   *
   * @throws ModelException when the folder leaves something open, or is of a kind Akin cannot run
   */
  static ModelManifest manifest(Path folder, String name, ModelOverrides stated)
      throws ModelException {
    try {
      return new HuggingFaceFolder(folder, stated).manifest(name);
    } catch (ModelException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "the model folder %s describes no model: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw new ModelException("the model folder %s cannot be read: %s".formatted(folder, e), e);
    }
  }

  private ModelManifest manifest(String name) throws IOException {
    SentenceModules modules = SentenceModules.read(folder);
    Path transformer = folder.resolve(modules.transformer());
    JsonFile config =
        JsonFile.findObject(transformer, CONFIG).orElseThrow(() -> missing(transformer, CONFIG));
    String tokenizerPath = tokenizer(modules.transformer());
    TokenizerFile tokenizer = TokenizerFile.read(folder.resolve(tokenizerPath));
    Optional<JsonFile> tokenizerConfig = JsonFile.findObject(transformer, "tokenizer_config.json");
    Optional<JsonFile> sentence = TokenLimit.sentenceConfig(transformer);
    requireCase(sentence, tokenizer);
    int padToken = padToken(config, tokenizerConfig, tokenizer);
    OptionalInt maxTokens =
        stated.maxTokens().isPresent()
            ? stated.maxTokens()
            : TokenLimit.of(config, sentence, tokenizerConfig, padToken);

    SentencePrompts prompting = SentencePrompts.read(folder);
    Prompts prompts = stated.over(prompting.prompts());
    int hidden = hiddenSize(config);
    Pooling pooling = pooling(modules, hidden, prompts);
    List<DenseConfig> layers = layers(modules, hidden);
    OnnxFile network = network(modules.transformer());

    List<String> files = new ArrayList<>(List.of(network.path(), tokenizerPath));
    files.addAll(network.externalData());
    layers.forEach(layer -> files.add(layer.layer().file()));
    return new ModelManifest(
        name,
        stated.source().orElse(UNKNOWN),
        stated.source().orElse(UNKNOWN),
        stated.licence().isPresent()
            ? stated.licence().get()
            : ModelCard.licence(folder).orElse(ModelManifest.NO_LICENCE),
        network.path(),
        tokenizerPath,
        pooling,
        layers.isEmpty() ? hidden : layers.getLast().out(),
        maxTokens.orElseThrow(this::noTokenLimit),
        padToken,
        prompts,
        layers.stream().map(DenseConfig::layer).toList(),
        stated.matryoshka(),
        prompting.similarity(),
        digests(files));
  }

  /** Exports have their files beside each other, even where the original has a folder for them. */
  private String tokenizer(String transformer) throws ModelException {
    for (String name : new String[] {"tokenizer.json", within(transformer, "tokenizer.json")}) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return name;
      }
    }
    throw new ModelException(
        ("the model folder %s has no file tokenizer.json. Write it: python -c \"from transformers"
                + " import AutoTokenizer as T; T.from_pretrained('.').save_pretrained('.')\" there;"
                + " a model without a fast tokenizer cannot be used")
            .formatted(folder));
  }

  private OnnxFile network(String transformer) throws IOException {
    if (!transformer.isEmpty()
        && stated.weights().isEmpty()
        && Files.isRegularFile(folder.resolve(transformer).resolve("model.onnx"))) {
      return OnnxFile.find(folder, Optional.of(within(transformer, "model.onnx")));
    }
    return OnnxFile.find(folder, stated.weights());
  }

  private static String within(String parent, String name) {
    return parent.isEmpty() ? name : parent + "/" + name;
  }

  private Pooling pooling(SentenceModules modules, int hidden, Prompts prompts)
      throws ModelException {
    if (modules.pooling().isEmpty()) {
      return stated
          .pooling()
          .orElseThrow(
              () ->
                  new ModelException(
                      ("the model folder %s does not say how it pools: it has neither modules.json"
                              + " nor 1_Pooling/config.json. Its model card does; tell it with"
                              + " 'akin model add %s --pooling cls' (or mean, max, last_token)")
                          .formatted(folder, folder)));
    }
    PoolingConfig config = PoolingConfig.read(folder, modules.pooling().get(), stated.pooling());
    if (config.dimension().isPresent() && config.dimension().getAsInt() != hidden) {
      throw new ModelException(
          "%s: the pooling takes vectors of %d components, but the transformer makes %d"
              .formatted(folder, config.dimension().getAsInt(), hidden));
    }
    if (!config.includesPrompt() && !prompts.isEmpty()) {
      throw new ModelException(
          ("%s leaves its prompts out of the pooling (include_prompt is false), which Akin cannot"
                  + " do. Choose another model")
              .formatted(folder));
    }
    return config.pooling();
  }

  private List<DenseConfig> layers(SentenceModules modules, int hidden) throws ModelException {
    List<DenseConfig> layers = new ArrayList<>();
    int components = hidden;
    for (String name : modules.dense()) {
      DenseConfig layer = DenseConfig.read(folder, name);
      if (layer.in() != components) {
        throw new ModelException(
            "%s: the layer %s takes vectors of %d components, but what is before it makes %d"
                .formatted(folder, name, layer.in(), components));
      }
      components = layer.out();
      layers.add(layer);
    }
    return layers;
  }

  private static int hiddenSize(JsonFile config) throws ModelException {
    for (String key : new String[] {"hidden_size", "dim", "d_model", "n_embd"}) {
      OptionalInt size = config.number(key);
      if (size.isPresent()) {
        return size.getAsInt();
      }
    }
    throw config.fault("has no hidden_size, so the dimension is not known");
  }

  private static int padToken(
      JsonFile config, Optional<JsonFile> tokenizerConfig, TokenizerFile tokenizer)
      throws ModelException {
    OptionalInt stated = config.number("pad_token_id");
    if (stated.isPresent() && stated.getAsInt() >= 0) {
      return stated.getAsInt();
    }
    if (tokenizer.padding().isPresent()) {
      return tokenizer.padding().getAsInt();
    }
    Optional<JsonNode> named = tokenizerConfig.flatMap(file -> file.get("pad_token"));
    String text =
        named
            .map(token -> token.isTextual() ? token : token.path("content"))
            .map(JsonNode::asText)
            .orElse("");
    @Nullable Integer number = tokenizer.addedTokens().get(text);
    return number == null ? 0 : number; // of no effect but for models that count positions by it
  }

  private void requireCase(Optional<JsonFile> sentence, TokenizerFile tokenizer)
      throws ModelException {
    if (sentence.isPresent()
        && sentence.get().flag("do_lower_case", false)
        && !tokenizer.lowerCases()) {
      throw sentence
          .get()
          .fault(
              "has do_lower_case, but tokenizer.json does not make letters small, and Akin leaves"
                  + " texts as they are. Put {\"type\": \"Lowercase\"} into its normalizer");
    }
  }

  private Map<String, String> digests(List<String> files) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (String file : files) {
      digests.put(file, Sha256.of(folder.resolve(file)));
    }
    return digests;
  }

  private ModelException noTokenLimit() {
    return new ModelException(
        ("the model folder %s does not say where texts are cut: it has neither max_seq_length nor"
                + " model_max_length nor max_position_embeddings. Tell it with"
                + " 'akin model add %s --max-tokens N'")
            .formatted(folder, folder));
  }

  private static ModelException missing(Path folder, String name) {
    return new ModelException("the model folder %s has no file %s".formatted(folder, name));
  }
}
