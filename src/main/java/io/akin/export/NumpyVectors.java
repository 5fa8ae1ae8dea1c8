package io.akin.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The vectors as an array of NumPy, {@code float32[n][d]}, in version 1.0 of <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">its format</a>.
 */
final class NumpyVectors {
  private static final String MAGIC = "\u0093NUMPY\u0001\u0000";

  /** The data begins at a multiple of it. */
  private static final int ALIGNMENT = 64;

  private NumpyVectors() {}

  static void write(Rows rows, boolean vectors, OutputStream out) throws IOException {
    out.write(header(rows.size(), rows.dimension()));
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * rows.dimension()).order(ByteOrder.LITTLE_ENDIAN);
    rows.vectors(
        (_, vector) -> {
          bytes.asFloatBuffer().put(vector);
          out.write(bytes.array());
        });
  }

  private static byte[] header(int n, int d) {
    String what = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(n, d);
    int before = MAGIC.length() + Short.BYTES;
    int whole = Math.ceilDiv(before + what.length() + 1, ALIGNMENT) * ALIGNMENT;
    int length = whole - before;
    String padded = what + " ".repeat(length - what.length() - 1) + "\n";
    return ByteBuffer.allocate(whole)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC.getBytes(ISO_8859_1))
        .putShort((short) length)
        .put(padded.getBytes(ISO_8859_1))
        .array();
  }

  /** The identifiers of the rows, a line each. */
  static void writeIds(Rows rows, boolean vectors, OutputStream out) throws IOException {
    rows.vectors((id, _) -> out.write((id.text() + "\n").getBytes(UTF_8)));
  }
}
