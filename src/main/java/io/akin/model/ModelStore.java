package io.akin.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code models/}: what is in it, and how something comes into it. */
public final class ModelStore {
  private final Path models;

  public ModelStore(Path models) {
    this.models = models;
  }

  /**
   * Every folder under {@code models/}, in the order of names; those that are no model too. Costs a
   * reading of the files of those that have no manifest.json.
   */
  public List<ModelEntry> list() throws IOException {
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    List<String> names;
    try (Stream<Path> folders = Files.list(models)) {
      names =
          folders
              .filter(Files::isDirectory)
              .map(folder -> String.valueOf(folder.getFileName()))
              .filter(name -> !name.startsWith("."))
              .sorted()
              .toList();
    }
    List<ModelEntry> entries = new ArrayList<>();
    for (String name : names) {
      entries.add(entry(name));
    }
    return entries;
  }

  /**
   * A model, or what there is of it.
   *
   * @throws ModelException when there is no such folder, or it is no model
   */
  public ModelEntry find(String name) throws IOException {
    ModelFolder.requireName(name);
    if (!Files.isDirectory(models.resolve(name))) {
      return ready(ModelFolder.open(models, name)); // it says what to do
    }
    ModelEntry entry = entry(name);
    if (entry instanceof ModelEntry.Broken(var _, var reason)) {
      throw new ModelException(reason);
    }
    return entry;
  }

  /**
   * Opens a model.
   *
   * @throws ModelException as {@link ModelFolder#open}
   */
  public ModelFolder open(String name) throws ModelException {
    return ModelFolder.open(models, name);
  }

  private ModelEntry entry(String name) {
    try {
      Path path = models.resolve(name);
      if (Files.exists(path.resolve(ModelManifest.FILE))) {
        ModelManifest manifest = ModelFolder.manifest(path, name);
        if (manifest.files().keySet().stream()
            .noneMatch(file -> Files.exists(path.resolve(file)))) {
          return new ModelEntry.NotFetched(manifest);
        }
      }
      return ready(ModelFolder.open(models, name));
    } catch (IOException e) {
      return new ModelEntry.Broken(name, String.valueOf(e.getMessage()));
    }
  }

  private static ModelEntry.Ready ready(ModelFolder folder) throws IOException {
    long bytes = 0;
    for (String file : folder.manifest().files().keySet()) {
      bytes += Files.size(folder.path().resolve(file));
    }
    return new ModelEntry.Ready(folder, bytes);
  }

  /**
   * Puts a model into {@code models/name}: the files it needs, and a manifest.json with their
   * digests. It appears whole or not at all. The folder that holds a model already may be that very
   * place; then only its manifest is written.
   *
   * @param folder where the model is: a folder with a manifest.json, or a Hugging Face model
   * @param stated takes the place of what the folder says
   * @param replace whether a model of that name may go
   * @throws ModelException when the folder is no model, states no licence, has files that lie
   *     elsewhere or are too large, or when the name is taken
   */
  public ModelFolder add(Path folder, String name, ModelOverrides stated, boolean replace)
      throws IOException {
    ModelFolder.requireName(name);
    if (!Files.isDirectory(folder)) {
      throw new ModelException("there is no folder %s to take a model from".formatted(folder));
    }
    Path target = models.resolve(name);
    boolean inPlace = Files.exists(target) && Files.isSameFile(folder, target);
    boolean taken = Files.exists(inPlace ? target.resolve(ModelManifest.FILE) : target);
    if (taken && !replace) {
      throw new ModelException(
          "there is a model %s under %s already. Choose another --name, or give --replace"
              .formatted(name, models));
    }
    ModelManifest manifest = manifest(folder, name, stated);
    if (inPlace) {
      if (taken) {
        new ModelFolder(folder, manifest).verify();
      }
      Arrival.writeManifest(manifest, target);
    } else {
      Files.createDirectories(models);
      try (Arrival arrival = Arrival.begin(models, name)) {
        arrival.copy(folder, manifest);
        arrival.finish();
      } catch (UncheckedIOException e) {
        throw new IOException(e.getMessage(), e.getCause());
      }
    }
    return ModelFolder.open(models, name);
  }

  /**
   * Writes the manifest.json of a folder that is to become {@code models/name}.
   *
   * @param stated takes the place of what the folder says
   * @throws ModelException as {@link #add}
   */
  public void describe(Path folder, String name, ModelOverrides stated) throws IOException {
    Arrival.writeManifest(manifest(folder, name, stated), folder);
  }

  private static ModelManifest manifest(Path folder, String name, ModelOverrides stated)
      throws ModelException {
    ModelManifest manifest = found(folder, name, stated);
    if (manifest.licence().equals(ModelManifest.NO_LICENCE) && stated.licence().isEmpty()) {
      throw new ModelException(
          ("%s does not state its licence. Look it up at the model's home and give --licence with"
                  + " its SPDX identifier, such as Apache-2.0; or %s if there is none to be found")
              .formatted(folder, ModelManifest.NO_LICENCE));
    }
    return manifest;
  }

  private static ModelManifest found(Path folder, String name, ModelOverrides stated)
      throws ModelException {
    if (!Files.exists(folder.resolve(ModelManifest.FILE))) {
      if (!HuggingFaceFolder.isOne(folder)) {
        throw new ModelException(
            ("%s is not the folder of a model: it has neither manifest.json nor config.json."
                    + " See models/README.md for what belongs into one")
                .formatted(folder));
      }
      return HuggingFaceFolder.manifest(folder, name, stated);
    }
    try {
      return stated.over(ModelManifest.read(folder), name);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "%s describes no model: %s".formatted(folder.resolve(ModelManifest.FILE), e.getMessage()),
          e);
    }
  }
}
