package io.akin.peers;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import io.akin.benchmark.Contender;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * LangChain4j's model in the process: {@code embed} for each text, {@code embedAll} for all, and
 * {@code embedAll} of a subclass whose ONNX Runtime session has one thread, since the executor
 * behind it has one for each core already.
 */
public final class LangChain4jPeer extends Contender {
  private static final String ONE = "embed";
  private static final String ALL = "embedAll";
  private static final String ALL_TUNED = "embedAll-tuned";

  private final EmbeddingModel model;
  private final EmbeddingModel tuned;
  private final List<TextSegment> texts;

  private LangChain4jPeer(EmbeddingModel model, EmbeddingModel tuned, List<TextSegment> texts) {
    this.model = model;
    this.tuned = tuned;
    this.texts = texts;
  }

  /** Arguments: the model's folder; mean or cls; file of texts, one a line. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    PoolingMode pooling = PoolingMode.valueOf(args[1].toUpperCase(Locale.ROOT));
    new LangChain4jPeer(
            new OnnxEmbeddingModel(
                folder.resolve("model.onnx"), folder.resolve("tokenizer.json"), pooling),
            new Tuned(folder, pooling),
            Files.readAllLines(Path.of(args[2])).stream().map(TextSegment::from).toList())
        .answer();
  }

  @Override
  protected List<String> ways() {
    return List.of(ONE, ALL, ALL_TUNED);
  }

  @Override
  protected double run(String way, int count) throws Exception {
    List<TextSegment> some = texts.subList(0, count);
    return switch (way) {
      case ONE -> seconds(() -> some.forEach(model::embed));
      case ALL -> seconds(() -> model.embedAll(some));
      case ALL_TUNED -> seconds(() -> tuned.embedAll(some));
      default -> throw new IllegalArgumentException(way);
    };
  }

  @Override
  protected float[][] vectors(int count) {
    return texts.subList(0, count).stream()
        .map(text -> model.embed(text).content().vector())
        .toArray(float[][]::new);
  }

  private static final class Tuned extends AbstractInProcessEmbeddingModel {
    private final OnnxBertBiEncoder encoder;

    Tuned(Path folder, PoolingMode pooling) throws IOException, OrtException {
      super(null); // its own executor
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (InputStream tokenizer = Files.newInputStream(folder.resolve("tokenizer.json"));
          var options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        OrtSession session =
            environment.createSession(folder.resolve("model.onnx").toString(), options);
        this.encoder = new OnnxBertBiEncoder(environment, session, tokenizer, pooling);
      }
    }

    @Override
    protected OnnxBertBiEncoder model() {
      return encoder;
    }
  }
}
