package io.akin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.embedding.Pooling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * {@code 1_Pooling/config.json}, in its older form of one flag for each mode and in its newer form
 * of one name.
 *
 * @param pooling how token vectors become one
 * @param dimension components of a token's vector, if stated
 * @param includesPrompt whether the tokens of a prompt take part
 */
record PoolingConfig(Pooling pooling, OptionalInt dimension, boolean includesPrompt) {

  /** The names of the newer form by the flags of the older. */
  private static final Map<String, String> FLAGS =
      new TreeMap<>(
          Map.of(
              "pooling_mode_cls_token", "cls",
              "pooling_mode_max_tokens", "max",
              "pooling_mode_mean_tokens", "mean",
              "pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens",
              "pooling_mode_weightedmean_tokens", "weightedmean",
              "pooling_mode_lasttoken", "lasttoken"));

  /**
   * Reads the configuration.
   *
   * @param stated takes the place of the modes in the file
   */
  static PoolingConfig read(Path folder, String name, Optional<Pooling> stated)
      throws ModelException {
    JsonFile file =
        JsonFile.findObject(folder, name + "/config.json")
            .orElseThrow(
                () ->
                    new ModelException(
                        "the model folder %s has no file %s/config.json, which says how it pools"
                            .formatted(folder, name)));
    OptionalInt dimension = file.number("word_embedding_dimension");
    if (dimension.isEmpty()) {
      dimension = file.number("embedding_dimension");
    }
    return new PoolingConfig(
        stated.isPresent() ? stated.get() : pooling(file),
        dimension,
        file.flag("include_prompt", true));
  }

  private static Pooling pooling(JsonFile file) throws ModelException {
    List<String> modes = modes(file);
    if (modes.size() > 1) {
      throw file.fault(
          "joins the poolings %s; Akin does one at a time. Choose another model"
              .formatted(String.join(" and ", modes)));
    }
    return switch (modes.getFirst()) {
      case "cls" -> Pooling.CLS;
      // The two differ in length alone, and Akin's vectors have length 1.
      case "mean", "mean_sqrt_len_tokens" -> Pooling.MEAN;
      case "max" -> Pooling.MAX;
      case "lasttoken" -> Pooling.LAST_TOKEN;
      default ->
          throw file.fault(
              "asks for %s pooling; Akin does cls, mean, max and lasttoken. Choose another model"
                  .formatted(modes.getFirst()));
    };
  }

  /** At least one; where a file names none, sentence-transformers takes the mean. */
  private static List<String> modes(JsonFile file) throws ModelException {
    List<String> modes = new ArrayList<>();
    Optional<JsonNode> named = file.get("pooling_mode");
    if (named.isPresent() && named.get().isArray()) {
      named.get().forEach(mode -> modes.add(mode.asText()));
    } else if (named.isPresent()) {
      modes.add(named.get().asText());
    } else {
      for (Map.Entry<String, String> flag : FLAGS.entrySet()) {
        if (file.flag(flag.getKey(), false)) {
          modes.add(flag.getValue());
        }
      }
    }
    return modes.isEmpty() ? List.of("mean") : modes;
  }
}
