package io.akin.encoder.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes small ONNX models, in the <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">protobuf</a> that ONNX Runtime
 * reads: inputs, outputs, constants and operators, in the order they are named.
 */
final class OnnxFile {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;

  /** An element type, by its number in the format. */
  enum ElementType {
    FLOAT(1),
    INT32(6),
    INT64(7),
    FLOAT16(10),
    BFLOAT16(16);

    final int number;

    ElementType(int number) {
      this.number = number;
    }
  }

  /** A field of the graph other than an operator. */
  private record Part(int field, ProtobufMessage value) {}

  private final List<Part> parts = new ArrayList<>();
  private final List<ProtobufMessage> nodes = new ArrayList<>();

  /** An input; a length of the shape is a number, or the name of one that is open. */
  OnnxFile input(String name, ElementType type, Object... shape) {
    parts.add(new Part(11, value(name, type, shape)));
    return this;
  }

  OnnxFile output(String name, ElementType type, Object... shape) {
    parts.add(new Part(12, value(name, type, shape)));
    return this;
  }

  private static ProtobufMessage value(String name, ElementType type, Object... shape) {
    ProtobufMessage dimensions = new ProtobufMessage();
    for (Object length : shape) {
      dimensions.put(
          1,
          length instanceof Integer fixed
              ? new ProtobufMessage().put(1, fixed)
              : new ProtobufMessage().put(2, length.toString()));
    }
    ProtobufMessage tensor = new ProtobufMessage().put(1, type.number).put(2, dimensions);
    return new ProtobufMessage().put(1, name).put(2, new ProtobufMessage().put(1, tensor));
  }

  OnnxFile floats(String name, List<Integer> shape, float... values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(name, ElementType.FLOAT, shape, raw.array());
  }

  /** A table of {@code float[rows][columns]}. */
  OnnxFile floats(String name, float[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, all, r * rows[0].length, rows[0].length);
    }
    return floats(name, List.of(rows.length, rows[0].length), all);
  }

  /** A list of whole numbers, int64. */
  OnnxFile longs(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return constant(name, ElementType.INT64, List.of(values.length), raw.array());
  }

  /** A list of whole numbers, int32. */
  OnnxFile ints(String name, int... values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asIntBuffer().put(values);
    return constant(name, ElementType.INT32, List.of(values.length), raw.array());
  }

  private OnnxFile constant(String name, ElementType type, List<Integer> shape, byte[] raw) {
    ProtobufMessage tensor = new ProtobufMessage();
    shape.forEach(length -> tensor.put(1, length));
    parts.add(new Part(5, tensor.put(2, type.number).put(8, name).put(9, raw)));
    return this;
  }

  /**
   * An operator.
   *
   * @param outputs names with a space between them
   */
  OnnxFile node(String operator, String outputs, String... inputs) {
    ProtobufMessage node = new ProtobufMessage();
    for (String input : inputs) {
      node.put(1, input);
    }
    for (String output : outputs.split(" ", -1)) {
      node.put(2, output);
    }
    nodes.add(node.put(4, operator));
    return this;
  }

  /** Gives the last operator an attribute that is a whole number. */
  OnnxFile attribute(String name, int value) {
    nodes.getLast().put(5, new ProtobufMessage().put(1, name).put(3, value).put(20, 2));
    return this;
  }

  /** Gives the last operator an attribute that is a graph with one operator. */
  OnnxFile attributeWithGraph(String name, String operator) {
    ProtobufMessage inner = new ProtobufMessage().put(1, new ProtobufMessage().put(4, operator));
    nodes.getLast().put(5, new ProtobufMessage().put(1, name).put(6, inner).put(20, 5));
    return this;
  }

  byte[] bytes() {
    ProtobufMessage graph = new ProtobufMessage();
    nodes.forEach(node -> graph.put(1, node));
    graph.put(2, "tiny");
    parts.forEach(part -> graph.put(part.field(), part.value()));
    return new ProtobufMessage()
        .put(1, IR_VERSION)
        .put(7, graph)
        .put(8, new ProtobufMessage().put(1, "").put(2, OPERATOR_SET))
        .bytes();
  }
}
