package io.akin.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embedding.EmbeddingSpace;
import io.akin.embedding.Pooling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json} of a model's folder: where the model comes from, under which licence, which
 * files it has, and how a text becomes an embedding.
 *
 * @param name the folder's name and the model's
 * @param source where the files were taken from
 * @param upstream the model's own home
 * @param licence SPDX identifier of the licence of the weights
 * @param weights the ONNX file, by its path in the folder
 * @param tokenizer the tokenizer file, by its path in the folder
 * @param pooling how token vectors become one; of no effect where the ONNX file pools by itself
 * @param dimension components of an embedding, before any cut
 * @param maxTokens where a text is cut, special tokens included
 * @param padToken the token that fills up the shorter texts of a batch; RoBERTa and its kin count
 *     positions by it
 * @param prompts what is put before queries and before documents
 * @param dense layers behind the pooling, in their order; none where the ONNX file holds them
 * @param matryoshka the shorter dimensions the model was trained to be cut to, perhaps none
 * @param similarity what the model was trained to be compared by; Akin compares by cosine
 * @param files SHA-256 of each file by its path: the weights, the tokenizer and what they need
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelManifest(
    String name,
    String source,
    String upstream,
    String licence,
    String weights,
    String tokenizer,
    Pooling pooling,
    int dimension,
    int maxTokens,
    int padToken,
    Prompts prompts,
    List<Dense> dense,
    List<Integer> matryoshka,
    String similarity,
    Map<String, String> files) {

  static final String FILE = "manifest.json";
  private static final long MAX_BYTES = 4 << 20;
  static final String DEFAULT_WEIGHTS = "model.onnx";
  static final String DEFAULT_TOKENIZER = "tokenizer.json";
  static final String COSINE = "cosine";

  /** SPDX's word for a licence that nobody has stated. */
  public static final String NO_LICENCE = "NOASSERTION";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .build();

  /** What a model wants before its texts; most want nothing. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Prompts(String query, String document) {
    public static final Prompts NONE = new Prompts("", "");

    @JsonCreator
    static Prompts read(
        @JsonProperty("query") @Nullable String query,
        @JsonProperty("document") @Nullable String document) {
      return new Prompts(
          Objects.requireNonNullElse(query, ""), Objects.requireNonNullElse(document, ""));
    }

    @JsonIgnore
    public boolean isEmpty() {
      return query.isEmpty() && document.isEmpty();
    }
  }

  /**
   * A layer behind the pooling: {@code activation(weight · x + bias)}.
   *
   * @param file a safetensors file with {@code linear.weight}, float[out][in], and perhaps {@code
   *     linear.bias}, float[out]; by its path in the folder
   */
  public record Dense(
      @JsonProperty(required = true) String file,
      @JsonProperty(required = true) Activation activation) {}

  /** What follows the product of a {@link Dense} layer. */
  public enum Activation {
    IDENTITY,
    TANH,
    RELU,
    GELU,
    SIGMOID
  }

  public ModelManifest {
    dense = List.copyOf(dense);
    matryoshka = List.copyOf(matryoshka);
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    for (String file : new String[] {weights, tokenizer}) {
      requireDigest(files, file);
    }
    for (Dense layer : dense) {
      requireDigest(files, layer.file());
    }
    files.keySet().forEach(ModelManifest::requireInside);
    int full = dimension;
    if (matryoshka.stream().anyMatch(shorter -> shorter < 1 || shorter > full)) {
      throw new IllegalArgumentException(
          "matryoshka must be dimensions from 1 to %d, got %s".formatted(full, matryoshka));
    }
    if (padToken < 0) {
      throw new IllegalArgumentException("padToken must not be negative, got " + padToken);
    }
    var _ = space(name, weights, tokenizer, pooling, dimension, maxTokens, prompts, files);
  }

  private static void requireDigest(Map<String, String> files, String file) {
    if (!files.containsKey(file)) {
      throw new IllegalArgumentException("files has no SHA-256 for " + file);
    }
  }

  /** A manifest may come from elsewhere: what it names must lie in its own folder. */
  private static void requireInside(String file) {
    if (!isInside(file)) {
      throw new IllegalArgumentException(
          "files must name paths within the folder, got '%s'".formatted(file));
    }
  }

  /** Whether a path stays in the folder it starts from, links aside. */
  static boolean isInside(String file) {
    try {
      Path path = Path.of(file);
      return !file.isEmpty()
          && !path.isAbsolute()
          && path.normalize().equals(path)
          && !path.startsWith("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @JsonCreator
  static ModelManifest read(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "source", required = true) String source,
      @JsonProperty(value = "upstream", required = true) String upstream,
      @JsonProperty(value = "licence", required = true) String licence,
      @JsonProperty("weights") @Nullable String weights,
      @JsonProperty("tokenizer") @Nullable String tokenizer,
      @JsonProperty(value = "pooling", required = true) Pooling pooling,
      @JsonProperty(value = "dimension", required = true) int dimension,
      @JsonProperty(value = "maxTokens", required = true) int maxTokens,
      @JsonProperty("padToken") int padToken,
      @JsonProperty("prompts") @Nullable Prompts prompts,
      @JsonProperty("dense") @Nullable List<Dense> dense,
      @JsonProperty("matryoshka") @Nullable List<Integer> matryoshka,
      @JsonProperty("similarity") @Nullable String similarity,
      @JsonProperty(value = "files", required = true) Map<String, String> files) {
    return new ModelManifest(
        required("name", name),
        required("source", source),
        required("upstream", upstream),
        required("licence", licence),
        Objects.requireNonNullElse(weights, DEFAULT_WEIGHTS),
        Objects.requireNonNullElse(tokenizer, DEFAULT_TOKENIZER),
        required("pooling", pooling),
        dimension,
        maxTokens,
        padToken,
        Objects.requireNonNullElse(prompts, Prompts.NONE),
        Objects.requireNonNullElse(dense, List.of()),
        Objects.requireNonNullElse(matryoshka, List.of()),
        Objects.requireNonNullElse(similarity, COSINE),
        required("files", files));
  }

  private static <T> T required(String key, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(key + " must not be null");
    }
    return value;
  }

  /** The space of the vectors this model makes. */
  public EmbeddingSpace space() {
    return space(name, weights, tokenizer, pooling, dimension, maxTokens, prompts, files);
  }

  private static EmbeddingSpace space(
      String name,
      String weights,
      String tokenizer,
      Pooling pooling,
      int dimension,
      int maxTokens,
      Prompts prompts,
      Map<String, String> files) {
    Map<String, String> network = new TreeMap<>(files);
    String tokenizerDigest = Objects.requireNonNullElse(network.remove(tokenizer), "");
    String weightsDigest = Objects.requireNonNullElse(network.get(weights), "");
    if (network.size() > 1) {
      String all =
          network.entrySet().stream()
              .map(file -> file.getKey() + ' ' + file.getValue() + '\n')
              .collect(Collectors.joining());
      weightsDigest = Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }
    return new EmbeddingSpace(
        name, weightsDigest, tokenizerDigest, pooling, dimension, maxTokens, prompts.document());
  }

  static ModelManifest read(Path folder) throws ModelException {
    Path file = folder.resolve(FILE);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ModelException(
            "%s has %,d bytes, which is no manifest".formatted(file, Files.size(file)));
      }
      @Nullable ModelManifest manifest =
          JSON.readValue(Files.readAllBytes(file), ModelManifest.class);
      if (manifest == null) {
        throw new ModelException(file + " is null; see models/README.md for its form");
      }
      return manifest;
    } catch (ModelException e) {
      throw e;
    } catch (JacksonException e) {
      throw new ModelException(
          "%s does not describe a model: %s. See models/README.md for its form"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** The manifest as the text of its file; what has its default is left out. */
  String toJson() {
    ObjectNode node = JSON.valueToTree(this);
    if (weights.equals(DEFAULT_WEIGHTS)) {
      node.remove("weights");
    }
    if (tokenizer.equals(DEFAULT_TOKENIZER)) {
      node.remove("tokenizer");
    }
    if (padToken == 0) {
      node.remove("padToken");
    }
    if (prompts.isEmpty()) {
      node.remove("prompts");
    }
    if (similarity.equals(COSINE)) {
      node.remove("similarity");
    }
    return node.toPrettyString() + "\n";
  }
}
