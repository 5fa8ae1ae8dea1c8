package io.akin.benchmark;

import io.akin.embedding.Embedding;
import io.akin.encoder.BatchingEncoder;
import io.akin.encoder.Device;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.encoder.onnx.OnnxModel;
import io.akin.encoder.onnx.OnnxOptions;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Akin's encoder, asked for all the texts in one call, as a load does. */
final class EncoderContender extends Contender {
  static final String WAY = "load";

  private final Encoder encoder;
  private final List<String> texts;

  private EncoderContender(Encoder encoder, List<String> texts) {
    this.encoder = encoder;
    this.texts = texts;
  }

  /** Arguments: name of a model under {@code models/}; file of texts, one a line. */
  public static void main(String[] args) throws Exception {
    try (Encoder encoder = open(args[0])) {
      new EncoderContender(encoder, Files.readAllLines(Path.of(args[1]))).answer();
    }
  }

  /**
   * The encoder under test, for every benchmark of it. It must keep no embeddings: rounds repeat
   * their texts.
   */
  static Encoder open(String model) throws IOException {
    return open(model, Device.CPU);
  }

  static Encoder open(String model, Device device) throws IOException {
    OnnxOptions options = OnnxOptions.DEFAULT.on(device);
    return new BatchingEncoder(
        OnnxModel.open(ModelFolder.open(Path.of("models"), model), options, _ -> {}));
  }

  @Override
  protected List<String> ways() {
    return List.of(WAY);
  }

  @Override
  protected double run(String way, int count) throws Exception {
    return seconds(() -> encode(count));
  }

  @Override
  protected float[][] vectors(int count) throws IOException {
    return encode(count).stream().map(Embedding::toArray).toArray(float[][]::new);
  }

  private List<Embedding> encode(int count) throws IOException {
    return encoder.encode(texts.subList(0, count), Role.DOCUMENT, Priority.LOAD);
  }
}
