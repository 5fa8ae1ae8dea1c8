package io.akin.model;

import io.akin.embedding.EmbeddingSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model on disk: its manifest and the files it names, all present. Whether their content is the
 * one the manifest promises is up to {@link #verify}, which reads every byte.
 */
public record ModelFolder(Path path, ModelManifest manifest) {

  /**
   * Opens {@code models/name} and checks that no file of it is missing.
   *
   * @throws ModelException when the folder, its manifest or a file is missing or malformed
   */
  public static ModelFolder open(Path models, String name) throws ModelException {
    Path path = models.resolve(name);
    if (!Files.isDirectory(path)) {
      throw new ModelException(
          ("there is no model %s under %s. The default model comes with the build: run 'make build';"
                  + " other models go into a folder of their own, see models/README.md")
              .formatted(name, models));
    }
    requireFile(path, ModelManifest.FILE);
    ModelManifest manifest = ModelManifest.read(path);
    if (!manifest.name().equals(name)) {
      throw new ModelException(
          "%s is the manifest of a model named %s, but its folder is %s; make the two agree"
              .formatted(path.resolve(ModelManifest.FILE), manifest.name(), name));
    }
    for (String file : new TreeMap<>(manifest.files()).keySet()) {
      requireFile(path, file);
    }
    return new ModelFolder(path, manifest);
  }

  private static void requireFile(Path folder, String name) throws ModelException {
    if (!Files.isRegularFile(folder.resolve(name))) {
      throw new ModelException(
          ("the model folder %s has no file %s. Put it back; 'make build' restores the files of the"
                  + " default model, and git its manifest")
              .formatted(folder, name));
    }
  }

  public Path weights() {
    return path.resolve(manifest.weights());
  }

  public Path tokenizer() {
    return path.resolve(manifest.tokenizer());
  }

  public EmbeddingSpace space() {
    return manifest.space();
  }

  /**
   * Reads every file (about 0.1 s for 90 MB) and compares its SHA-256 with the manifest's, so that
   * vectors of unknown weights never meet those of the model.
   *
   * @throws ModelException when a file is not the one the manifest names
   */
  public void verify() throws IOException {
    for (Map.Entry<String, String> file : new TreeMap<>(manifest.files()).entrySet()) {
      Path at = path.resolve(file.getKey());
      String found = Sha256.of(at);
      if (!found.equals(file.getValue())) {
        throw new ModelException(
            ("%s is not the file its manifest names: SHA-256 %s, expected %s. Fetch it again (for"
                    + " the default model: delete it and run 'make build'), or correct manifest.json"
                    + " if you changed the model on purpose")
                .formatted(at, found, file.getValue()));
      }
    }
  }
}
