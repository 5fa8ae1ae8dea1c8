package io.akin.encoder.onnx;

import io.akin.encoder.Device;
import java.util.OptionalInt;

/**
 * How an {@link OnnxModel} is to run.
 *
 * @param dimension of the embeddings; empty for the model's own, shorter only where the model was
 *     trained for it
 */
public record OnnxOptions(Device device, OptionalInt dimension) {
  /** On a CUDA device where there is one, with the model's own dimension. */
  public static final OnnxOptions DEFAULT = new OnnxOptions(Device.AUTO, OptionalInt.empty());

  public OnnxOptions on(Device other) {
    return new OnnxOptions(other, dimension);
  }

  public OnnxOptions cutTo(int shorter) {
    return new OnnxOptions(device, OptionalInt.of(shorter));
  }
}
