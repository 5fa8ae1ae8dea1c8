package io.akin.encoder.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderBusyException;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs an ONNX sentence-embedding model on the CPU.
 *
 * <p>One session serves as many platform threads as there are cores, each running the model on one
 * core: for models of this size that gives more documents a second than one run over all cores.
 * Inference is a native call and would pin a virtual thread's carrier, so callers hand their runs
 * to these threads through a bounded queue and wait. Thread-safe.
 */
public final class OnnxEncoder implements Encoder {
  /** Tasks that may wait. At some 35 ms for a long text and core, the last waits about 2 s. */
  private static final int QUEUE = 128;

  /** Tasks one call may have waiting, so that a large call does not fill the queue. */
  private static final int WINDOW = 32;

  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TOKEN_TYPES = "token_type_ids";

  private final EmbeddingSpace space;
  private final Tokenizer tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ThreadPoolExecutor workers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private OnnxEncoder(
      EmbeddingSpace space, Tokenizer tokenizer, OrtEnvironment environment, OrtSession session) {
    this.space = space;
    this.tokenizer = tokenizer;
    this.environment = environment;
    this.session = session;
    int threads = Runtime.getRuntime().availableProcessors();
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("encoder-", 1).daemon().factory());
  }

  /**
   * Verifies the model's files and loads them.
   *
   * @throws io.akin.model.ModelException when a file is not the one the manifest names
   * @throws EncodeException when the files are not a model this encoder can run
   */
  public static OnnxEncoder open(ModelFolder folder) throws IOException {
    folder.verify();
    EmbeddingSpace space = folder.space();
    Tokenizer tokenizer = Tokenizer.open(folder.tokenizer(), space.maxTokens());
    OrtEnvironment environment = Engine.environment();
    OrtSession session = null;
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // The fused kernel of ONNX Runtime 1.29 is scalar; the parts it replaces are not. 1.15 times
      // the rate, and a difference in the output of 1.5e-7.
      options.addConfigEntry(
          "optimization.disable_specified_optimizers", "LayerNormFusionL1;LayerNormFusionL2");
      session = environment.createSession(folder.weights().toString(), options);
      requireInputs(session, folder);
      requireDimension(session, space, folder);
      return new OnnxEncoder(space, tokenizer, environment, session);
    } catch (OrtException e) {
      tokenizer.close();
      close(session);
      throw new EncodeException(
          "%s cannot be run: %s".formatted(folder.weights(), e.getMessage()), e);
    } catch (EncodeException | RuntimeException e) {
      tokenizer.close();
      close(session);
      throw e;
    }
  }

  private static void requireInputs(OrtSession session, ModelFolder folder) throws EncodeException {
    Set<String> names = session.getInputNames();
    if (!names.containsAll(Set.of(IDS, MASK))
        || !Set.of(IDS, MASK, TOKEN_TYPES).containsAll(names)) {
      throw new EncodeException(
          "%s has inputs %s; Akin feeds %s, %s and, where there is one, %s"
              .formatted(folder.weights(), names, IDS, MASK, TOKEN_TYPES));
    }
  }

  private static void requireDimension(OrtSession session, EmbeddingSpace space, ModelFolder folder)
      throws OrtException, EncodeException {
    long[] shape =
        session.getOutputInfo().values().iterator().next().getInfo() instanceof TensorInfo info
            ? info.getShape()
            : new long[0];
    if (shape.length != 3 || shape[2] != space.dimension()) {
      throw new EncodeException(
          "%s gives an output of shape %s, but its manifest promises [batch, tokens, %d]"
              .formatted(folder.weights(), Arrays.toString(shape), space.dimension()));
    }
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public List<Embedding> encode(List<String> texts, Role role, Priority priority)
      throws EncodeException {
    // Tokenising is a native call too, and must not be under way when the tokenizer is closed.
    List<long[]> tokens =
        onWorkers(texts.stream().<Callable<long[]>>map(t -> () -> tokenizer.tokens(t)).toList());
    int[] lengths = tokens.stream().mapToInt(text -> text.length).toArray();
    List<int[]> plan = BatchPlan.runs(lengths, BatchPlan.TOKEN_BUDGET);
    List<List<Embedding>> runs =
        onWorkers(plan.stream().<Callable<List<Embedding>>>map(p -> () -> run(p, tokens)).toList());
    @Nullable Embedding[] embeddings = new Embedding[texts.size()];
    for (int r = 0; r < plan.size(); r++) {
      for (int i = 0; i < plan.get(r).length; i++) {
        embeddings[plan.get(r)[i]] = runs.get(r).get(i);
      }
    }
    return List.of(embeddings);
  }

  /** Does tasks on the worker threads, a few at a time, and returns their results in order. */
  private <T> List<T> onWorkers(List<Callable<T>> tasks) throws EncodeException {
    Deque<Future<T>> waiting = new ArrayDeque<>();
    List<T> results = new ArrayList<>(tasks.size());
    try {
      for (Callable<T> task : tasks) {
        if (waiting.size() == WINDOW) {
          results.add(waiting.removeFirst().get());
        }
        waiting.addLast(workers.submit(task));
      }
      while (!waiting.isEmpty()) {
        results.add(waiting.removeFirst().get());
      }
      return results;
    } catch (RejectedExecutionException e) {
      throw closed.get()
          ? new EncodeException("the encoder is closed", e)
          : new EncoderBusyException();
    } catch (CancellationException e) {
      throw new EncodeException("the encoder was closed", e);
    } catch (ExecutionException e) {
      throw new EncodeException("the model failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EncodeException("interrupted while encoding", e);
    } finally {
      waiting.forEach(task -> task.cancel(false)); // no effect on those that are done
    }
  }

  /** Runs the model once over the texts at the given positions. */
  private List<Embedding> run(int[] positions, List<long[]> tokens) throws OrtException {
    int batch = positions.length;
    int longest = Arrays.stream(positions).map(p -> tokens.get(p).length).max().orElse(0);
    long[] shape = {batch, longest};
    LongBuffer ids = LongBuffer.allocate(batch * longest);
    LongBuffer mask = LongBuffer.allocate(batch * longest);
    for (int row = 0; row < batch; row++) {
      long[] text = tokens.get(positions[row]);
      ids.put(row * longest, text);
      for (int t = 0; t < text.length; t++) {
        mask.put(row * longest + t, 1);
      }
    }
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put(IDS, OnnxTensor.createTensor(environment, ids, shape));
      inputs.put(MASK, OnnxTensor.createTensor(environment, mask, shape));
      if (session.getInputNames().contains(TOKEN_TYPES)) {
        LongBuffer zeros = LongBuffer.allocate(batch * longest);
        inputs.put(TOKEN_TYPES, OnnxTensor.createTensor(environment, zeros, shape));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
        List<Embedding> embeddings = new ArrayList<>(batch);
        for (int row = 0; row < batch; row++) {
          int length = tokens.get(positions[row]).length;
          embeddings.add(MeanPooling.pool(hidden, row, longest, length, space.dimension()));
        }
        return embeddings;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    // What has not begun is given up, what runs is waited for. ONNX Runtime frees its environment
    // in
    // a shutdown hook of its own; the session must be gone by then, and no thread may be inside it.
    workers.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
    workers.close();
    tokenizer.close();
    close(session);
  }

  private static void close(@Nullable OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not free the model", e);
    }
  }
}
