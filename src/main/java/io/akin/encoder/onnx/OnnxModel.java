package io.akin.encoder.onnx;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.Backend;
import io.akin.encoder.BatchLimits;
import io.akin.encoder.Device;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Role;
import io.akin.encoder.Token;
import io.akin.model.ModelFolder;
import io.akin.model.ModelManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * An ONNX model and its Hugging Face tokenizer, on the CPU or a CUDA device. Thread-safe.
 *
 * <p>{@link #run} is a native call and would pin a virtual thread's carrier: call it from platform
 * threads. ONNX Runtime frees its environment in a shutdown hook of its own; the model must be
 * closed by then, and no thread may be inside it.
 */
public final class OnnxModel implements Backend {
  private final ModelManifest manifest;
  private final EmbeddingSpace space;
  private final Tokenizer tokenizer;
  private final Network network;
  private final List<DenseLayer> dense;

  private OnnxModel(
      ModelManifest manifest,
      EmbeddingSpace space,
      Tokenizer tokenizer,
      Network network,
      List<DenseLayer> dense) {
    this.manifest = manifest;
    this.space = space;
    this.tokenizer = tokenizer;
    this.network = network;
    this.dense = dense;
  }

  /** Loads the native code, some 0.1 s of work, ahead of {@link #open}. */
  public static void loadEngine() {
    var _ = Engine.environment();
  }

  /**
   * Loads the native code of tokenizers, of which most texts of an uncased BERT have no need: so
   * that what is wrong with it is known before the first text that has.
   */
  public static void loadTokenizers() {
    Tokenizer.loadLibrary();
  }

  /**
   * Verifies the model's files and loads them, both at the same time. The first digest that is
   * wrong is the error, whatever else a wrong file leads to.
   *
   * @param notes told in a line what the user should know of a model that opens all the same
   * @throws io.akin.model.ModelException when a file is not the one the manifest names, or the
   *     model cannot be cut to the dimension asked for
   * @throws EncodeException when the files are not a model that can be run, or the device cannot be
   *     used
   */
  public static OnnxModel open(ModelFolder folder, OnnxOptions options, Consumer<String> notes)
      throws IOException {
    ModelManifest manifest = folder.manifest();
    EmbeddingSpace space =
        options.dimension().isPresent()
            ? folder.space(options.dimension().getAsInt())
            : folder.space();
    Future<ModelFolder> verified;
    Future<Network> network;
    Future<Tokenizer> tokenizer;
    Future<List<DenseLayer>> dense;
    try (var threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("model-open-", 1).daemon().factory())) {
      network = threads.submit(() -> Network.open(folder, options.device(), notes));
      verified =
          threads.submit(
              () -> {
                folder.verify();
                return folder;
              });
      tokenizer = threads.submit(() -> Tokenizer.open(folder.tokenizer(), manifest.maxTokens()));
      dense = threads.submit(() -> DenseLayer.open(folder));
    }
    OnnxModel model = null;
    try {
      requireSuccess(verified);
      requireSuccess(network);
      requireSuccess(tokenizer);
      requireSuccess(dense);
      requireDimension(folder, network.resultNow(), dense.resultNow());
      model =
          new OnnxModel(
              manifest,
              space,
              tokenizer.resultNow(),
              network.resultNow(),
              network.resultNow().pools() ? List.of() : dense.resultNow());
      return model;
    } finally {
      if (model == null && tokenizer.state() == Future.State.SUCCESS) {
        tokenizer.resultNow().close();
      }
      if (model == null && network.state() == Future.State.SUCCESS) {
        network.resultNow().close();
      }
    }
  }

  private static void requireSuccess(Future<?> done) throws IOException {
    if (done.state() == Future.State.SUCCESS) {
      return;
    }
    if (done.state() != Future.State.FAILED) {
      throw new EncodeException("interrupted while opening a model");
    }
    switch (done.exceptionNow()) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new EncodeException("a model could not be opened: " + e, e);
    }
  }

  private static void requireDimension(ModelFolder folder, Network network, List<DenseLayer> layers)
      throws EncodeException {
    int dimension = network.dimension();
    String made = "%s gives vectors of %d components".formatted(folder.weights(), dimension);
    if (!network.pools()) {
      for (DenseLayer layer : layers) {
        if (layer.inputs() != dimension) {
          throw new EncodeException(
              "%s, but %s wants %d; the two are not of one model"
                  .formatted(made, layer.file(), layer.inputs()));
        }
        dimension = layer.outputs();
        made = "%s gives vectors of %d components".formatted(layer.file(), dimension);
      }
    }
    if (dimension != folder.manifest().dimension()) {
      throw new EncodeException(
          "%s, but %s promises %d; correct it there"
              .formatted(
                  made,
                  folder.path().resolve(folder.derived() ? "config.json" : "manifest.json"),
                  folder.manifest().dimension()));
    }
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public List<Integer> dimensions() {
    return IntStream.concat(
            manifest.matryoshka().stream().mapToInt(Integer::intValue),
            IntStream.of(space.dimension()))
        .filter(dimension -> dimension <= space.dimension())
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  /** Where the model runs in fact: {@link Device#CPU} or {@link Device#CUDA}. */
  public Device device() {
    return network.device();
  }

  @Override
  public String prompt(Role role) {
    return switch (role) {
      case QUERY -> manifest.prompts().query();
      case DOCUMENT -> manifest.prompts().document();
    };
  }

  @Override
  public BatchLimits limits() {
    return network.limits();
  }

  @Override
  public long[] tokens(String text) throws EncodeException {
    long[] tokens = tokenizer.tokens(text);
    // A tokenizer without special tokens makes nothing of an empty text, and no model runs on that.
    return tokens.length == 0 ? new long[] {manifest.padToken()} : tokens;
  }

  @Override
  public List<Token> allTokens(String text) throws EncodeException {
    return tokenizer.allTokens(text);
  }

  @Override
  public String text(long[] ids, boolean special) throws EncodeException {
    return tokenizer.text(ids, special);
  }

  @Override
  public List<Embedding> run(List<long[]> batch) throws EncodeException {
    if (batch.isEmpty()) {
      throw new IllegalArgumentException("want at least one text");
    }
    Network.Output output = network.run(batch);
    List<Embedding> embeddings = new ArrayList<>(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      embeddings.add(embedding(output, row, batch.get(row).length));
    }
    return embeddings;
  }

  private Embedding embedding(Network.Output output, int row, int tokens) throws EncodeException {
    float[] vector = output.vector(row, tokens, manifest.pooling());
    for (DenseLayer layer : dense) {
      vector = layer.apply(vector);
    }
    try {
      return Embedding.normalised(vector).cutTo(space.dimension());
    } catch (IllegalArgumentException e) {
      throw new EncodeException(
          "%s made no embedding of a text of %d tokens: %s"
              .formatted(manifest.name(), tokens, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    network.close();
    tokenizer.close();
  }
}
