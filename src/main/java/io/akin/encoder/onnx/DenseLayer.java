package io.akin.encoder.onnx;

import io.akin.encoder.EncodeException;
import io.akin.model.ModelFolder;
import io.akin.model.ModelManifest;
import io.akin.model.ModelManifest.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A layer behind the pooling: {@code activation(weight · x + bias)}. Immutable. */
final class DenseLayer {
  private static final String WEIGHT = "linear.weight";
  private static final String BIAS = "linear.bias";

  private final Path file;
  private final Activation activation;
  private final int inputs;
  private final int outputs;

  /**
   * {@code float[inputs][outputs]}: the file's matrix turned, so that the product is a sum of rows,
   * whose loop the JIT compiler vectorises.
   */
  private final float[] weight;

  private final float[] bias;

  private DenseLayer(
      Path file, Activation activation, int inputs, int outputs, float[] weight, float[] bias) {
    this.file = file;
    this.activation = activation;
    this.inputs = inputs;
    this.outputs = outputs;
    this.weight = weight;
    this.bias = bias;
  }

  /** The layers a model's manifest names, in their order. */
  static List<DenseLayer> open(ModelFolder folder) throws IOException {
    List<DenseLayer> layers = new ArrayList<>();
    for (ModelManifest.Dense dense : folder.manifest().dense()) {
      layers.add(open(folder.path().resolve(dense.file()), dense.activation()));
    }
    return List.copyOf(layers);
  }

  static DenseLayer open(Path file, Activation activation) throws IOException {
    Safetensors tensors = Safetensors.open(file);
    Safetensors.Tensor weight =
        tensors
            .read(WEIGHT)
            .orElseThrow(
                () ->
                    new EncodeException(
                        "%s has no tensor %s, but %s; it is not a Dense layer"
                            .formatted(file, WEIGHT, tensors.names())));
    Optional<Safetensors.Tensor> bias = tensors.read(BIAS);
    if (weight.shape().size() != 2
        || (bias.isPresent() && !bias.get().shape().equals(weight.shape().subList(0, 1)))) {
      throw new EncodeException(
          "%s has %s of shape %s and %s of shape %s; want [out, in] and [out]"
              .formatted(
                  file,
                  WEIGHT,
                  weight.shape(),
                  BIAS,
                  bias.map(Safetensors.Tensor::shape).orElse(List.of())));
    }
    int outputs = weight.shape().get(0);
    int inputs = weight.shape().get(1);
    return new DenseLayer(
        file,
        activation,
        inputs,
        outputs,
        turned(weight.values(), outputs, inputs),
        bias.map(Safetensors.Tensor::values).orElseGet(() -> new float[outputs]));
  }

  private static float[] turned(float[] matrix, int rows, int columns) {
    float[] turned = new float[matrix.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        turned[c * rows + r] = matrix[r * columns + c];
      }
    }
    return turned;
  }

  Path file() {
    return file;
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  /** The layer's output for {@code float[inputs]}: a new {@code float[outputs]}. */
  float[] apply(float[] x) {
    float[] y = Arrays.copyOf(bias, outputs);
    for (int i = 0; i < inputs; i++) {
      float xi = x[i];
      int from = i * outputs;
      for (int o = 0; o < outputs; o++) {
        y[o] += weight[from + o] * xi;
      }
    }
    for (int o = 0; o < outputs; o++) {
      y[o] = activate(y[o]);
    }
    return y;
  }

  private float activate(float x) {
    return switch (activation) {
      case IDENTITY -> x;
      case TANH -> (float) Math.tanh(x);
      case RELU -> Math.max(0, x);
      case GELU -> (float) (0.5 * x * (1 + erf(x / Math.sqrt(2))));
      case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
    };
  }

  /** Abramowitz and Stegun, formula 7.1.26; off by at most 1.5e-7. */
  private static double erf(double x) {
    double t = 1 / (1 + 0.3275911 * Math.abs(x));
    double polynomial =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.copySign(1 - polynomial * Math.exp(-x * x), x);
  }
}
