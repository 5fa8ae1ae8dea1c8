package io.akin.model;

/** What a folder under {@code models/} turned out to be. */
public sealed interface ModelEntry {

  /** The folder's name, which is the model's. */
  String name();

  /**
   * A model that can be opened.
   *
   * @param bytes size of the files that belong to it
   */
  record Ready(ModelFolder folder, long bytes) implements ModelEntry {
    @Override
    public String name() {
      return folder.manifest().name();
    }
  }

  /** A model of which only the manifest is there, as for the packaged ones before they are used. */
  record NotFetched(ModelManifest manifest) implements ModelEntry {
    @Override
    public String name() {
      return manifest.name();
    }
  }

  /**
   * A folder that is no model.
   *
   * @param reason what is wrong with it and what to do, a sentence for people
   */
  record Broken(String name, String reason) implements ModelEntry {}
}
