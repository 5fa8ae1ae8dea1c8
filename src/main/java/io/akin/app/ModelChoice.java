package io.akin.app;

import io.akin.encoder.Device;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The model that a user chose, and how it is to run.
 *
 * @param name when empty, the one the index was built with, or the default one for a new index
 * @param dimension what to cut embeddings to; when empty, what the index has, or the model's own
 *     for a new index
 */
public record ModelChoice(Optional<String> name, OptionalInt dimension, Device device) {
  /** What suits the index, on the best device there is. */
  public static final ModelChoice DEFAULT =
      new ModelChoice(Optional.empty(), OptionalInt.empty(), Device.AUTO);
}
