package io.akin.encoder.onnx;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.encoder.EncodeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file of tensors in the <a
 * href="https://huggingface.co/docs/safetensors/index#format">safetensors</a> format: the length of
 * a header, the header in JSON, the tensors. What the header promises is checked against the file.
 */
final class Safetensors {
  /** As the reference implementation has it. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final int LENGTH_BYTES = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A tensor, row-major, as float32 whatever its type in the file. */
  static final class Tensor {
    private final List<Integer> shape;
    private final float[] values;

    private Tensor(List<Integer> shape, float[] values) {
      this.shape = shape;
      this.values = values;
    }

    List<Integer> shape() {
      return shape;
    }

    /** The tensor's own array, for its reader to keep. */
    float[] values() {
      return values;
    }
  }

  /** Where a tensor is in the file, and of what type it is there. */
  private record Place(String type, List<Integer> shape, long start, int bytes) {}

  private final Path file;
  private final Map<String, Place> places;

  private Safetensors(Path file, Map<String, Place> places) {
    this.file = file;
    this.places = places;
  }

  /**
   * Reads the header.
   *
   * @throws EncodeException when the file is malformed
   */
  static Safetensors open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      long header = size < LENGTH_BYTES ? -1 : read(channel, 0, LENGTH_BYTES).getLong();
      if (header < 0 || header > LONGEST_HEADER || header > size - LENGTH_BYTES) {
        throw malformed(file, "no header of at most " + LONGEST_HEADER + " bytes within the file");
      }
      JsonNode json = JSON.readTree(read(channel, LENGTH_BYTES, (int) header).array());
      Map<String, Place> places = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : json.properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          places.put(
              entry.getKey(),
              place(file, entry.getKey(), entry.getValue(), LENGTH_BYTES + header, size));
        }
      }
      return new Safetensors(file, places);
    } catch (JacksonException e) {
      throw new EncodeException(
          "%s is not a safetensors file: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  private static Place place(Path file, String name, JsonNode entry, long data, long size)
      throws EncodeException {
    JsonNode offsets = entry.path("data_offsets");
    long start = offsets.path(0).asLong(-1);
    long end = offsets.path(1).asLong(-1);
    if (start < 0 || end < start || end > size - data || end - start > Integer.MAX_VALUE) {
      throw malformed(
          file, "tensor %s has the offsets %s, not within the file".formatted(name, offsets));
    }
    List<Integer> shape = new ArrayList<>();
    for (JsonNode length : entry.path("shape")) {
      shape.add(length.asInt(-1));
    }
    return new Place(
        entry.path("dtype").asText(), List.copyOf(shape), data + start, (int) (end - start));
  }

  Iterable<String> names() {
    return places.keySet();
  }

  /**
   * Reads a tensor of float32, float16 or bfloat16.
   *
   * @return empty when the file has none of that name
   * @throws EncodeException when it is of another type, or its shape and its bytes disagree
   */
  Optional<Tensor> read(String name) throws IOException {
    Place place = places.get(name);
    if (place == null) {
      return Optional.empty();
    }
    int width =
        switch (place.type()) {
          case "F32" -> Float.BYTES;
          case "F16", "BF16" -> Short.BYTES;
          default ->
              throw malformed(
                  file,
                  "tensor %s is of type %s; want F32, F16 or BF16".formatted(name, place.type()));
        };
    long elements = 1;
    for (int length : place.shape()) {
      elements = length < 0 || elements > place.bytes() ? -1 : elements * length;
    }
    if (elements < 0 || elements * width != place.bytes()) {
      throw malformed(
          file,
          "tensor %s of type %s and shape %s has %d bytes"
              .formatted(name, place.type(), place.shape(), place.bytes()));
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return Optional.of(
          new Tensor(
              place.shape(),
              floats(read(channel, place.start(), place.bytes()), place.type(), (int) elements)));
    }
  }

  private static float[] floats(ByteBuffer bytes, String type, int elements) {
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] =
          switch (type) {
            case "F32" -> bytes.getFloat();
            case "F16" -> Float.float16ToFloat(bytes.getShort());
            default -> Float.intBitsToFloat(bytes.getShort() << 16); // BF16, float32's upper half
          };
    }
    return values;
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EncodeException("a file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private static EncodeException malformed(Path file, String what) {
    return new EncodeException(
        "%s is not a safetensors file that can be used: %s".formatted(file, what));
  }
}
