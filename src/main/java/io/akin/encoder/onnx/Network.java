package io.akin.encoder.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.akin.embedding.Pooling;
import io.akin.encoder.BatchLimits;
import io.akin.encoder.Device;
import io.akin.encoder.EncodeException;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An ONNX file in a session of ONNX Runtime: batches of tokens in, vectors out. Thread-safe. */
final class Network implements AutoCloseable {
  /** Outputs by the names that exporters give them, best first. */
  private static final List<String> KNOWN_OUTPUTS =
      List.of(PoolingTail.OUTPUT, "sentence_embedding", "token_embeddings", "last_hidden_state");

  /**
   * Padded tokens of a batch on a CPU core. Measured with all-MiniLM-L6-v2: of one text a run, and
   * 256, 512 and 1024 tokens, 256 gave the most documents a second for texts of mixed length.
   */
  private static final int CPU_TOKENS = 256;

  /** A GPU wants to be filled; one batch computes while the next is copied. */
  private static final int CUDA_TOKENS = 16_384;

  private static final int CUDA_CONCURRENCY = 2;

  /** As many short texts as the tokens allow. */
  private static final int MANY_TEXTS = 4_096;

  /**
   * What ONNX Runtime 1.29 makes slower on a CPU. Its fused layer normalisation is scalar, and the
   * parts that it replaces are not: 1.15 times the rate without it, and a difference in the output
   * of 1.5e-7. The sum of a bias and its GELU has no kernel of AVX-512, which GELU alone has: 1.03
   * times the rate, and the same output.
   */
  private static final String SLOW_FUSIONS = "LayerNormFusionL1;LayerNormFusionL2;BiasGeluFusion";

  /** Any model has a token number 0, and a length that is none of its dimensions. */
  private static final long[] PROBE = new long[5];

  private final Path file;
  private final Device device;
  private final OrtSession session;
  private final Inputs inputs;
  private final String output;
  private final BatchLimits limits;
  private final boolean pools;
  private final int dimension;

  private Network(Path file, Device device, OrtSession session, Inputs inputs, String output)
      throws EncodeException {
    this.file = file;
    this.device = device;
    this.session = session;
    this.inputs = inputs;
    this.output = output;
    boolean alone = !inputs.tellPadding() || Operators.quantizeAtRun(file);
    int texts = alone ? 1 : MANY_TEXTS;
    this.limits =
        device == Device.CUDA
            ? new BatchLimits(CUDA_CONCURRENCY, CUDA_TOKENS, texts)
            : new BatchLimits(Runtime.getRuntime().availableProcessors(), CPU_TOKENS, texts);
    Output probe = run(List.of(PROBE));
    this.pools = probe.pooled() && !output.equals(PoolingTail.OUTPUT);
    this.dimension = probe.dimension();
  }

  /**
   * Loads the network and runs it once.
   *
   * @param notes told when a CUDA device was looked for and could not be used
   * @throws EncodeException when the file cannot be run, or the device cannot be used
   */
  static Network open(ModelFolder folder, Device device, Consumer<String> notes)
      throws EncodeException {
    return switch (device) {
      case CPU -> load(folder, Device.CPU, false);
      case CUDA -> {
        try {
          yield load(folder, Device.CUDA, true);
        } catch (EncodeException e) {
          throw new EncodeException(
              ("the CUDA device cannot be used: %s. It takes a build with 'make build GPU=1', an NVIDIA"
                      + " driver, CUDA 12 and cuDNN 9; or choose the device cpu")
                  .formatted(firstLine(e)),
              e);
        }
      }
      case AUTO -> {
        // Only the GPU build has the provider; without it nobody expects a GPU to be used.
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
          yield load(folder, Device.CPU, false);
        }
        if (Operators.quantizeAtRun(folder.weights())) {
          notes.accept(
              "encoding on the CPU, since CUDA is slower at a model that quantises while it runs");
          yield load(folder, Device.CPU, false);
        }
        Network network;
        try {
          network = load(folder, Device.CUDA, true);
        } catch (EncodeException e) {
          network = load(folder, Device.CPU, false);
          notes.accept(
              "encoding on the CPU, since the CUDA device cannot be used: " + firstLine(e));
        }
        yield network;
      }
    };
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }

  /**
   * Loads the network for a device.
   *
   * @param poolsInside whether it is to pool by itself where that can be: it saves a GPU the copy
   *     of all the vectors of tokens, and costs a CPU no less than pooling in Java
   */
  static Network load(ModelFolder folder, Device device, boolean poolsInside)
      throws EncodeException {
    Path file = folder.weights();
    Pooling pooling = folder.manifest().pooling();
    OrtEnvironment environment = Engine.environment(); // before any options: they log to it
    OrtSession session = null;
    Network network = null;
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      if (device == Device.CUDA) {
        options.addCUDA(0);
      } else {
        options.addConfigEntry("optimization.disable_specified_optimizers", SLOW_FUSIONS);
      }
      session = session(environment, file, options, poolsInside && PoolingTail.fits(pooling));
      Inputs inputs =
          Inputs.of(file, session.getInputInfo().values(), folder.manifest().padToken(), pooling);
      String output = output(file, session.getOutputInfo());
      network = new Network(file, device, session, inputs, output);
      return network;
    } catch (OrtException e) {
      throw new EncodeException("%s cannot be run: %s".formatted(file, e.getMessage()), e);
    } finally {
      if (network == null && session != null) {
        close(session);
      }
    }
  }

  private static OrtSession session(
      OrtEnvironment environment, Path file, OrtSession.SessionOptions options, boolean poolsInside)
      throws OrtException, EncodeException {
    Optional<String> tokenVectors =
        poolsInside ? tokenVectors(environment, file) : Optional.empty();
    if (tokenVectors.isEmpty()) {
      return environment.createSession(file.toString(), options);
    }
    byte[] tail = PoolingTail.of(tokenVectors.get());
    byte[] model;
    try {
      byte[] saved = Files.readAllBytes(file);
      model = Arrays.copyOf(saved, Math.addExact(saved.length, tail.length));
    } catch (IOException e) {
      throw new EncodeException("%s cannot be read: %s".formatted(file, e), e);
    }
    System.arraycopy(tail, 0, model, model.length - tail.length, tail.length);
    options.addConfigEntry(
        "session.model_external_initializers_file_folder_path",
        String.valueOf(file.toAbsolutePath().getParent()));
    return environment.createSession(model, options);
  }

  /** The output of shape [batch, tokens, dimension], unless the network has a better one. */
  private static Optional<String> tokenVectors(OrtEnvironment environment, Path file)
      throws OrtException, EncodeException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT); // is never run
      try (OrtSession session = environment.createSession(file.toString(), options)) {
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        String output = output(file, outputs);
        return isOfTokens(outputs.get(output)) ? Optional.of(output) : Optional.empty();
      }
    }
  }

  private static boolean isOfTokens(@Nullable NodeInfo output) {
    return output != null
        && output.getInfo() instanceof TensorInfo tensor
        && tensor.getShape().length == 3;
  }

  /** The output to ask for; the others are not computed where they need work of their own. */
  private static String output(Path file, Map<String, NodeInfo> outputs) throws EncodeException {
    for (String known : KNOWN_OUTPUTS) {
      if (outputs.containsKey(known)) {
        return known;
      }
    }
    if (outputs.size() == 1) {
      return outputs.keySet().iterator().next();
    }
    Optional<String> ofTokens =
        outputs.values().stream().filter(Network::isOfTokens).map(NodeInfo::getName).findFirst();
    return ofTokens.orElseThrow(
        () ->
            new EncodeException(
                "%s has outputs %s; want one of %s, or one of shape [batch, tokens, dimension]"
                    .formatted(file, outputs.keySet(), KNOWN_OUTPUTS)));
  }

  Device device() {
    return device;
  }

  BatchLimits limits() {
    return limits;
  }

  /** Whether the ONNX file pools by itself, and its output is a vector for each text. */
  boolean pools() {
    return pools;
  }

  /** Components of a vector of the output. */
  int dimension() {
    return dimension;
  }

  /**
   * What a run gave: {@code float[batch][dimension]} when pooled, else {@code
   * float[batch][longest][dimension]}.
   */
  static final class Output {
    private final float[] values;
    private final boolean pooled;
    private final int longest;
    private final int dimension;

    private Output(float[] values, boolean pooled, int longest, int dimension) {
      this.values = values;
      this.pooled = pooled;
      this.longest = longest;
      this.dimension = dimension;
    }

    boolean pooled() {
      return pooled;
    }

    int dimension() {
      return dimension;
    }

    /** A new vector of a text, pooled in the given way unless the network has done so. */
    float[] vector(int row, int tokens, Pooling pooling) {
      return pooled
          ? Arrays.copyOfRange(values, row * dimension, (row + 1) * dimension)
          : Pooler.pool(pooling, values, row * longest * dimension, tokens, dimension);
    }
  }

  /** Runs the network once over a batch of at least one text. */
  Output run(List<long[]> batch) throws EncodeException {
    try {
      Map<String, OnnxTensor> tensors = inputs.tensors(Engine.environment(), batch);
      try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
        return read(result, batch.size(), Inputs.longest(batch));
      } finally {
        tensors.values().forEach(OnnxTensor::close);
      }
    } catch (OrtException e) {
      throw new EncodeException("%s cannot be run: %s".formatted(file, e.getMessage()), e);
    }
  }

  private Output read(OrtSession.Result result, int texts, int longest) throws EncodeException {
    if (!(result.get(0) instanceof OnnxTensor tensor)) {
      throw new EncodeException("%s gives %s as no tensor".formatted(file, output));
    }
    long[] shape = tensor.getInfo().getShape();
    boolean pooled = shape.length == 2;
    int dimension = shape.length == 0 ? 0 : (int) shape[shape.length - 1];
    long[] wanted = pooled ? new long[] {texts, dimension} : new long[] {texts, longest, dimension};
    if (dimension < 1 || !Arrays.equals(shape, wanted)) {
      throw new EncodeException(
          ("%s gives %s of shape %s for %d texts of %d tokens; want [texts, tokens, dimension], or"
                  + " [texts, dimension] from a model that pools")
              .formatted(file, output, Arrays.toString(shape), texts, longest));
    }
    return new Output(floats(tensor), pooled, longest, dimension);
  }

  private float[] floats(OnnxTensor tensor) throws EncodeException {
    OnnxJavaType type = tensor.getInfo().type;
    return switch (type) {
      case FLOAT -> tensor.getFloatBuffer().array();
      case FLOAT16 -> {
        short[] halves = tensor.getShortBuffer().array();
        float[] values = new float[halves.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.float16ToFloat(halves[i]);
        }
        yield values;
      }
      case BFLOAT16 -> {
        short[] halves = tensor.getShortBuffer().array();
        float[] values = new float[halves.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.intBitsToFloat(halves[i] << 16); // float32's upper half
        }
        yield values;
      }
      default ->
          throw new EncodeException(
              "%s gives %s as %s; want float32, float16 or bfloat16".formatted(file, output, type));
    };
  }

  @Override
  public void close() {
    close(session);
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free the model", e);
    }
  }
}
