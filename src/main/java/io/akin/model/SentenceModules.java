package io.akin.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code modules.json}: the steps of a sentence-transformers model, each with the folder of its
 * configuration. Akin does one Transformer, one Pooling, any Dense layers and a Normalize, in this
 * order.
 *
 * @param transformer folder of the transformer, mostly the model's own: an empty path
 * @param pooling folder of the pooling's configuration, unless there is none
 * @param dense folders of the dense layers
 */
record SentenceModules(String transformer, Optional<String> pooling, List<String> dense) {
  private static final String FILE = "modules.json";

  /** Where sentence-transformers puts it, and so where exports without modules.json have it. */
  private static final String USUAL_POOLING = "1_Pooling";

  private static final int MAX_MODULES = 16;

  SentenceModules {
    dense = List.copyOf(dense);
  }

  static SentenceModules read(Path folder) throws ModelException {
    Optional<JsonFile> file = JsonFile.find(folder, FILE);
    if (file.isEmpty()) {
      boolean pools = Files.isRegularFile(folder.resolve(USUAL_POOLING).resolve("config.json"));
      return new SentenceModules(
          "", pools ? Optional.of(USUAL_POOLING) : Optional.empty(), List.of());
    }
    JsonNode modules = file.get().root();
    if (!modules.isArray() || modules.isEmpty() || modules.size() > MAX_MODULES) {
      throw file.get().fault("is not a list of 1 to %d modules".formatted(MAX_MODULES));
    }
    List<String> kinds = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (JsonNode module : modules) {
      kinds.add(kind(file.get(), module.path("type").asText()));
      paths.add(inside(file.get(), module.path("path").asText()));
    }
    int layersEnd = kinds.size();
    while (layersEnd > 0 && kinds.get(layersEnd - 1).equals("Normalize")) {
      layersEnd--;
    }
    boolean known =
        layersEnd >= 2
            && kinds.get(0).equals("Transformer")
            && kinds.get(1).equals("Pooling")
            && kinds.subList(2, layersEnd).stream().allMatch("Dense"::equals);
    if (!known) {
      throw file.get()
          .fault(
              "has the modules %s; Akin does Transformer, Pooling, perhaps Dense, perhaps Normalize,"
                      .formatted(String.join(", ", kinds))
                  + " in this order. Choose another model");
    }
    return new SentenceModules(
        paths.get(0), Optional.of(paths.get(1)), paths.subList(2, layersEnd));
  }

  /** The class's own name; its package has changed from version to version. */
  private static String kind(JsonFile file, String type) throws ModelException {
    String kind = type.substring(type.lastIndexOf('.') + 1);
    boolean known =
        switch (kind) {
          case "Transformer", "Pooling", "Dense", "Normalize" ->
              type.startsWith("sentence_transformers.");
          default -> false;
        };
    if (!known) {
      throw file.fault(
          "has a module '%s', which Akin cannot do; it does those that sentence_transformers calls"
                  .formatted(type)
              + " Transformer, Pooling, Dense and Normalize. Choose another model");
    }
    return kind;
  }

  private static String inside(JsonFile file, String path) throws ModelException {
    if (!path.isEmpty() && !ModelManifest.isInside(path)) {
      throw file.fault("has a module at '%s', outside the model's folder".formatted(path));
    }
    return path;
  }
}
