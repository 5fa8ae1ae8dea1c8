package io.akin.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akin.embedding.EmbeddingSpace;
import io.akin.embedding.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json} of a model's folder: where the model comes from, under which licence, which
 * files it has, and how its output becomes an embedding.
 *
 * @param name the folder's name and the model's
 * @param source where the files were taken from
 * @param upstream the model's own home
 * @param licence SPDX identifier of the licence of the weights
 * @param files SHA-256 of each file by its name; {@value #WEIGHTS} and {@value #TOKENIZER} at least
 */
public record ModelManifest(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String source,
    @JsonProperty(required = true) String upstream,
    @JsonProperty(required = true) String licence,
    @JsonProperty(required = true) Pooling pooling,
    @JsonProperty(required = true) int dimension,
    @JsonProperty(required = true) int maxTokens,
    @JsonProperty(required = true) Map<String, String> files) {

  static final String FILE = "manifest.json";
  static final String WEIGHTS = "model.onnx";
  static final String TOKENIZER = "tokenizer.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  public ModelManifest {
    files = Map.copyOf(files);
    for (String file : new String[] {WEIGHTS, TOKENIZER}) {
      if (!files.containsKey(file)) {
        throw new IllegalArgumentException("files has no SHA-256 for " + file);
      }
    }
    var _ = space(name, pooling, dimension, maxTokens, files);
  }

  /** The space of the vectors this model makes. */
  public EmbeddingSpace space() {
    return space(name, pooling, dimension, maxTokens, files);
  }

  private static EmbeddingSpace space(
      String name, Pooling pooling, int dimension, int maxTokens, Map<String, String> files) {
    return new EmbeddingSpace(
        name, sha256(files, WEIGHTS), sha256(files, TOKENIZER), pooling, dimension, maxTokens);
  }

  private static String sha256(Map<String, String> files, String name) {
    String digest = files.get(name);
    return digest == null ? "" : digest;
  }

  static ModelManifest read(Path folder) throws ModelException {
    Path file = folder.resolve(FILE);
    try {
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
}
