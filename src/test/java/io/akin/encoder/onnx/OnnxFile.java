package io.akin.encoder.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
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

  private final Message graph = new Message().text(2, "tiny");
  private final List<Message> nodes = new ArrayList<>();

  /** An input; a length of the shape is a number, or the name of one that is open. */
  OnnxFile input(String name, ElementType type, Object... shape) {
    graph.message(11, value(name, type, shape));
    return this;
  }

  OnnxFile output(String name, ElementType type, Object... shape) {
    graph.message(12, value(name, type, shape));
    return this;
  }

  private static Message value(String name, ElementType type, Object... shape) {
    Message dimensions = new Message();
    for (Object length : shape) {
      dimensions.message(
          1,
          length instanceof Integer fixed
              ? new Message().number(1, fixed)
              : new Message().text(2, length.toString()));
    }
    Message tensor = new Message().number(1, type.number).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
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
    Message tensor = new Message();
    shape.forEach(length -> tensor.number(1, length));
    graph.message(5, tensor.number(2, type.number).text(8, name).bytes(9, raw));
    return this;
  }

  /**
   * An operator.
   *
   * @param outputs names with a space between them
   */
  OnnxFile node(String operator, String outputs, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.text(1, input);
    }
    for (String output : outputs.split(" ", -1)) {
      node.text(2, output);
    }
    nodes.add(node.text(4, operator));
    return this;
  }

  /** Gives the last operator an attribute that is a whole number. */
  OnnxFile attribute(String name, int value) {
    nodes.getLast().message(5, new Message().text(1, name).number(3, value).number(20, 2));
    return this;
  }

  /** Gives the last operator an attribute that is a graph with one operator. */
  OnnxFile attributeWithGraph(String name, String operator) {
    Message inner = new Message().message(1, new Message().text(4, operator));
    nodes.getLast().message(5, new Message().text(1, name).message(6, inner).number(20, 5));
    return this;
  }

  byte[] bytes() {
    Message whole = new Message();
    nodes.forEach(node -> whole.message(1, node));
    whole.append(graph);
    return new Message()
        .number(1, IR_VERSION)
        .message(7, whole)
        .message(8, new Message().text(1, "").number(2, OPERATOR_SET))
        .toByteArray();
  }

  /** A protobuf message under construction. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.toByteArray());
    }

    Message bytes(int field, byte[] value) {
      varint(((long) field << 3) | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    void append(Message other) {
      out.writeBytes(other.toByteArray());
    }

    byte[] toByteArray() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
