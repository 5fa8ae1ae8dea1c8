package io.akin.model;

import io.akin.model.ModelManifest.Activation;
import io.akin.model.ModelManifest.Dense;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code 2_Dense/config.json} and the weights beside it.
 *
 * @param in components it takes
 * @param out components it gives
 */
record DenseConfig(Dense layer, int in, int out) {
  private static final String WEIGHTS = "model.safetensors";

  static DenseConfig read(Path folder, String name) throws ModelException {
    JsonFile file =
        JsonFile.findObject(folder, name + "/config.json")
            .orElseThrow(
                () ->
                    new ModelException(
                        "the model folder %s has no file %s/config.json, which describes a layer"
                            .formatted(folder, name)));
    // Some models have layers that work on tokens or on other values than the embedding.
    for (String key : new String[] {"module_input_name", "module_output_name"}) {
      Optional<String> value = file.text(key);
      if (value.isPresent() && !value.get().equals("sentence_embedding")) {
        throw file.fault(
            "is a layer on '%s', and Akin does layers on the embedding alone. Choose another model"
                .formatted(value.get()));
      }
    }
    if (file.flag("use_residual", false)) {
      throw file.fault("has a residual connection, which Akin cannot do. Choose another model");
    }
    requireWeights(folder, name);
    return new DenseConfig(
        new Dense(name + "/" + WEIGHTS, activation(file)),
        file.requiredNumber("in_features"),
        file.requiredNumber("out_features"));
  }

  private static void requireWeights(Path folder, String name) throws ModelException {
    Path layer = folder.resolve(name);
    if (Files.isRegularFile(layer.resolve(WEIGHTS))) {
      return;
    }
    if (Files.isRegularFile(layer.resolve("pytorch_model.bin"))) {
      throw new ModelException(
          ("%s has its weights in pytorch_model.bin, a form that can run code, and Akin reads %s"
                  + " alone. Convert it: python -c \"import torch, safetensors.torch as s;"
                  + " s.save_file(torch.load('pytorch_model.bin', weights_only=True), '%s')\"")
              .formatted(layer, WEIGHTS, WEIGHTS));
    }
    throw new ModelException(
        "the model folder %s has no file %s/%s".formatted(folder, name, WEIGHTS));
  }

  /** sentence-transformers takes the hyperbolic tangent where a file names nothing. */
  private static Activation activation(JsonFile file) throws ModelException {
    String name = file.text("activation_function").orElse("torch.nn.modules.activation.Tanh");
    return switch (name) {
      case "torch.nn.modules.linear.Identity" -> Activation.IDENTITY;
      case "torch.nn.modules.activation.Tanh" -> Activation.TANH;
      case "torch.nn.modules.activation.ReLU" -> Activation.RELU;
      case "torch.nn.modules.activation.GELU" -> Activation.GELU;
      case "torch.nn.modules.activation.Sigmoid" -> Activation.SIGMOID;
      default ->
          throw file.fault(
              "has the activation '%s'; Akin does Identity, Tanh, ReLU, GELU and Sigmoid of torch.nn."
                      .formatted(name)
                  + " Choose another model");
    };
  }
}
