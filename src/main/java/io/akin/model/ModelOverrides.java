package io.akin.model;

import io.akin.embedding.Pooling;
import io.akin.model.ModelManifest.Prompts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person states of a model; it takes the place of what the model's folder says.
 *
 * @param weights path of the ONNX file within the folder
 * @param matryoshka the shorter dimensions the model was trained to be cut to
 * @param licence SPDX identifier
 * @param source where the files were taken from
 */
public record ModelOverrides(
    Optional<Pooling> pooling,
    Optional<String> weights,
    OptionalInt maxTokens,
    Optional<String> queryPrompt,
    Optional<String> documentPrompt,
    List<Integer> matryoshka,
    Optional<String> licence,
    Optional<String> source) {

  public static final ModelOverrides NONE =
      new ModelOverrides(
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  public ModelOverrides {
    matryoshka = List.copyOf(matryoshka);
  }

  Prompts over(Prompts prompts) {
    return new Prompts(
        queryPrompt.orElse(prompts.query()), documentPrompt.orElse(prompts.document()));
  }

  /** The manifest of a model called {@code name}, with what is stated in place of what it says. */
  ModelManifest over(ModelManifest manifest, String name) throws ModelException {
    if (weights.isPresent() && !weights.get().equals(manifest.weights())) {
      throw new ModelException(
          ("the folder's manifest.json has the weights %s, not %s; to describe other weights, take"
                  + " manifest.json out of the folder")
              .formatted(manifest.weights(), weights.get()));
    }
    return new ModelManifest(
        name,
        source.orElse(manifest.source()),
        manifest.upstream(),
        licence.orElse(manifest.licence()),
        manifest.weights(),
        manifest.tokenizer(),
        pooling.orElse(manifest.pooling()),
        manifest.dimension(),
        maxTokens.orElse(manifest.maxTokens()),
        manifest.padToken(),
        over(manifest.prompts()),
        manifest.dense(),
        matryoshka.isEmpty() ? manifest.matryoshka() : matryoshka,
        manifest.similarity(),
        manifest.files());
  }
}
