package io.akin.encoder.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * A <a href="https://protobuf.dev/programming-guides/encoding/">protobuf</a> message in the making:
 * numbered fields of whole numbers and bytes, which is all that an ONNX graph is made of. Not
 * thread-safe.
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtobufMessage put(int field, long value) {
    varint(((long) field << 3) | VARINT);
    varint(value);
    return this;
  }

  ProtobufMessage put(int field, String value) {
    return put(field, value.getBytes(UTF_8));
  }

  ProtobufMessage put(int field, ProtobufMessage value) {
    return put(field, value.bytes());
  }

  ProtobufMessage put(int field, byte[] value) {
    varint(((long) field << 3) | BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
