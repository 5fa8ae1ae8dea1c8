package io.akin.encoder.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.embedding.Pooling;
import io.akin.encoder.Device;
import io.akin.model.ModelFolder;
import io.akin.model.ModelManifest;
import io.akin.model.ModelManifest.Activation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A model folder of a few kilobytes under construction. */
final class TinyModel {
  private static final int MAX_TOKENS = 16;

  private final Path folder;
  private final Map<String, String> files = new TreeMap<>();
  private final List<ModelManifest.Dense> dense = new ArrayList<>();
  private Pooling pooling = Pooling.MEAN;
  private int dimension = Tables.DIMENSION;
  private int padToken;
  private List<Integer> matryoshka = List.of();

  TinyModel(Path folder, OnnxFile network, String tokenizer) throws IOException {
    this.folder = folder;
    write("model.onnx", network.bytes());
    write("tokenizer.json", tokenizer.getBytes(UTF_8));
  }

  TinyModel pooling(Pooling other) {
    pooling = other;
    return this;
  }

  TinyModel dimension(int other) {
    dimension = other;
    return this;
  }

  TinyModel padToken(int other) {
    padToken = other;
    return this;
  }

  TinyModel matryoshka(Integer... shorter) {
    matryoshka = List.of(shorter);
    return this;
  }

  /** Adds a layer in float32, {@code weight[out][in]} and {@code bias[out]}. */
  TinyModel dense(float[][] weight, float[] bias, Activation activation) throws IOException {
    String file = "%d_Dense.safetensors".formatted(dense.size() + 2);
    write(file, safetensors(weight, bias));
    dense.add(new ModelManifest.Dense(file, activation));
    return this;
  }

  static byte[] safetensors(float[][] weight, float[] bias) {
    int outputs = weight.length;
    int inputs = weight[0].length;
    int weightBytes = outputs * inputs * Float.BYTES;
    int bytes = weightBytes + outputs * Float.BYTES;
    byte[] header =
        ("{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"linear.weight\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]},"
                + "\"linear.bias\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}}")
            .formatted(outputs, inputs, weightBytes, outputs, weightBytes, bytes)
            .getBytes(UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(Long.BYTES + header.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(header.length).put(header);
    for (float[] row : weight) {
      for (float w : row) {
        all.putFloat(w);
      }
    }
    for (float b : bias) {
      all.putFloat(b);
    }
    return all.array();
  }

  private void write(String file, byte[] content) throws IOException {
    Files.write(folder.resolve(file), content);
    try {
      files.put(
          file, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  ModelFolder folder() {
    return new ModelFolder(
        folder,
        new ModelManifest(
            "tiny",
            "this test",
            "this test",
            "CC0-1.0",
            "model.onnx",
            "tokenizer.json",
            pooling,
            dimension,
            MAX_TOKENS,
            padToken,
            ModelManifest.Prompts.NONE,
            dense,
            matryoshka,
            "cosine",
            files));
  }

  OnnxModel open() throws IOException {
    return open(OnnxOptions.DEFAULT.on(Device.CPU));
  }

  OnnxModel open(OnnxOptions options) throws IOException {
    return OnnxModel.open(
        folder(),
        options,
        note -> {
          throw new AssertionError(note);
        });
  }

  /** What the networks are made of, and what their operators make of it, in plain Java. */
  static final class Tables {
    static final int DIMENSION = 4;

    /** More than any token of the tiny tokenizers, and more than the positions of a text. */
    static final int ROWS = 300;

    static final float[][] WORDS = table(0.7);
    static final float[][] POSITIONS = table(1.3);

    private Tables() {}

    private static float[][] table(double step) {
      float[][] table = new float[ROWS][DIMENSION];
      for (int r = 0; r < ROWS; r++) {
        for (int d = 0; d < DIMENSION; d++) {
          table[r][d] = (float) Math.sin(1 + step * (r * DIMENSION + d));
        }
      }
      return table;
    }

    static float[] sum(float[] a, float[] b) {
      float[] sum = a.clone();
      for (int d = 0; d < sum.length; d++) {
        sum[d] += b[d];
      }
      return sum;
    }
  }
}
