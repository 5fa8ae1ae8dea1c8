package io.akin.benchmark;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the machine can do at best: products of large float32 matrices on all cores, by OpenBLAS
 * where it is installed and by ONNX Runtime itself. Its ways measure GFLOP/s, the best of several
 * sizes.
 */
final class MatrixContender extends Contender {
  private static final String OPENBLAS = "openblas";
  private static final String ONNX_RUNTIME = "onnxruntime";

  /** Rows of square matrices; the encoder's own are smaller, and no faster. */
  private static final int[] SIZES = {768, 1536, 2048};

  private static final int REPEATS = 3;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final Map<Integer, float[]> matrices = new HashMap<>();
  private final Optional<OpenBlas> openBlas;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  private MatrixContender() throws OrtException {
    this.openBlas = OpenBlas.load();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(CORES);
      this.session = environment.createSession(MatMulModel.bytes(), options);
    }
  }

  public static void main(String[] args) throws Exception {
    new MatrixContender().answer();
  }

  @Override
  protected List<String> ways() {
    List<String> ways = new ArrayList<>();
    openBlas.ifPresent(_ -> ways.add(OPENBLAS));
    ways.add(ONNX_RUNTIME);
    return ways;
  }

  @Override
  protected double run(String way, int count) throws Exception {
    double best = 0;
    for (int size : SIZES) {
      float[] matrix = matrices.computeIfAbsent(size, MatrixContender::matrix);
      double seconds = way.equals(OPENBLAS) ? openBlas(size, matrix) : onnxRuntime(size, matrix);
      best = Math.max(best, 2.0 * size * size * size / seconds / 1e9);
    }
    return best;
  }

  @Override
  protected float[][] vectors(int count) {
    throw new UnsupportedOperationException("matrices have no texts");
  }

  /** Ordinary numbers: zeros and denormals have a speed of their own. */
  private static float[] matrix(int size) {
    float[] matrix = new float[size * size];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (i % 97 - 48) / 97f;
    }
    return matrix;
  }

  private double openBlas(int size, float[] matrix) throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment a = arena.allocateFrom(JAVA_FLOAT, matrix);
      MemorySegment b = arena.allocateFrom(JAVA_FLOAT, matrix);
      MemorySegment c = arena.allocate(JAVA_FLOAT, matrix.length);
      return fastest(() -> openBlas.orElseThrow().multiply(size, a, b, c));
    }
  }

  private double onnxRuntime(int size, float[] matrix) throws Exception {
    long[] shape = {size, size};
    try (OnnxTensor a = OnnxTensor.createTensor(environment, direct(matrix), shape);
        OnnxTensor b = OnnxTensor.createTensor(environment, direct(matrix), shape)) {
      return fastest(() -> session.run(Map.of("A", a, "B", b)).close());
    }
  }

  private static FloatBuffer direct(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(Float.BYTES * values.length);
    return bytes.order(ByteOrder.nativeOrder()).asFloatBuffer().put(values).flip();
  }

  private static double fastest(Work work) throws Exception {
    double fastest = seconds(work);
    for (int i = 1; i < REPEATS; i++) {
      fastest = Math.min(fastest, seconds(work));
    }
    return fastest;
  }

  /** {@code cblas_sgemm} of the installed library. */
  @SuppressWarnings("restricted") // a native library is what this is about
  private record OpenBlas(MethodHandle sgemm) {
    private static final int ROW_MAJOR = 101;
    private static final int NOT_TRANSPOSED = 111;

    static Optional<OpenBlas> load() {
      for (String name : new String[] {"libopenblas.so.0", "libopenblas.so", "libopenblas.dylib"}) {
        try {
          return Optional.of(bind(SymbolLookup.libraryLookup(name, Arena.global())));
        } catch (IllegalArgumentException _) { // there is none of this name
        }
      }
      return Optional.empty();
    }

    private static OpenBlas bind(SymbolLookup library) {
      FunctionDescriptor sgemm =
          FunctionDescriptor.ofVoid(
              JAVA_INT,
              JAVA_INT,
              JAVA_INT,
              JAVA_INT,
              JAVA_INT,
              JAVA_INT,
              JAVA_FLOAT,
              ADDRESS,
              JAVA_INT,
              ADDRESS,
              JAVA_INT,
              JAVA_FLOAT,
              ADDRESS,
              JAVA_INT);
      Linker linker = Linker.nativeLinker();
      try {
        linker
            .downcallHandle(
                library.findOrThrow("openblas_set_num_threads"),
                FunctionDescriptor.ofVoid(JAVA_INT))
            .invokeExact(CORES);
      } catch (Throwable e) {
        throw new IllegalStateException("OpenBLAS does not take a number of threads", e);
      }
      return new OpenBlas(linker.downcallHandle(library.findOrThrow("cblas_sgemm"), sgemm));
    }

    void multiply(int n, MemorySegment a, MemorySegment b, MemorySegment c) {
      try {
        sgemm.invokeExact(
            ROW_MAJOR, NOT_TRANSPOSED, NOT_TRANSPOSED, n, n, n, 1f, a, n, b, n, 0f, c, n);
      } catch (Throwable e) {
        throw new IllegalStateException("OpenBLAS failed", e);
      }
    }
  }

  /**
   * A model of one node, {@code C = MatMul(A, B)}, in the protocol buffers of <a
   * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
   */
  private static final class MatMulModel {
    private static final int FLOAT = 1;

    static byte[] bytes() {
      byte[] node = join(text(1, "A"), text(1, "B"), text(2, "C"), text(4, "MatMul"));
      byte[] graph =
          join(
              field(1, node),
              text(2, "product"),
              field(11, matrix("A")),
              field(11, matrix("B")),
              field(12, matrix("C")));
      return join(number(1, 8), field(7, graph), field(8, number(2, 13)));
    }

    private static byte[] matrix(String name) {
      byte[] shape = join(field(1, text(2, name + "_rows")), field(1, text(2, name + "_columns")));
      byte[] tensor = join(number(1, FLOAT), field(2, shape));
      return join(text(1, name), field(2, field(1, tensor)));
    }

    private static byte[] text(int field, String value) {
      return field(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] number(int field, int value) {
      return new byte[] {(byte) (field << 3), (byte) value};
    }

    /** A field of bytes; none here has more than a length of two bytes can say. */
    private static byte[] field(int field, byte[] value) {
      byte tag = (byte) ((field << 3) | 2);
      byte[] head =
          value.length < 128
              ? new byte[] {tag, (byte) value.length}
              : new byte[] {tag, (byte) ((value.length & 127) | 128), (byte) (value.length >> 7)};
      return join(head, value);
    }

    private static byte[] join(byte[]... parts) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] part : parts) {
        all.writeBytes(part);
      }
      return all.toByteArray();
    }
  }
}
