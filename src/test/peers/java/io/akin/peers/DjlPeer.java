package io.akin.peers;

import ai.djl.MalformedModelException;
import ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.akin.benchmark.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * DJL's {@code Predictor} on its ONNX Runtime engine: batches of several sizes, and as its guide to
 * performance wants it, a predictor for each core on sessions of one thread.
 */
public final class DjlPeer extends Contender {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final String TUNED = "one-tuned";

  private final Predictor<String, float[]> predictor;
  private final List<Predictor<String, float[]>> predictors = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(CORES, Thread.ofPlatform().daemon().factory());
  private final List<String> texts;

  private DjlPeer(
      ZooModel<String, float[]> model, ZooModel<String, float[]> oneThread, List<String> texts) {
    this.predictor = model.newPredictor();
    for (int i = 0; i < CORES; i++) {
      predictors.add(oneThread.newPredictor());
    }
    this.texts = texts;
  }

  /** Arguments: the model's folder; mean or cls; file of texts, one a line. */
  public static void main(String[] args) throws Exception {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    Path folder = Path.of(args[0]);
    List<String> texts = Files.readAllLines(Path.of(args[2]));
    try (ZooModel<String, float[]> model = load(folder, args[1], CORES);
        ZooModel<String, float[]> oneThread = load(folder, args[1], 1)) {
      new DjlPeer(model, oneThread, texts).answer();
    }
  }

  private static ZooModel<String, float[]> load(Path folder, String pooling, int threads)
      throws IOException, ModelNotFoundException, MalformedModelException {
    return Criteria.builder()
        .setTypes(String.class, float[].class)
        .optEngine("OnnxRuntime")
        .optModelPath(folder)
        .optModelName("model")
        .optOption("intraOpNumThreads", Integer.toString(threads))
        .optTranslatorFactory(new TextEmbeddingTranslatorFactory())
        .optArgument("pooling", pooling)
        .optArgument("normalize", "true")
        .optArgument("includeTokenTypes", "true")
        .optArgument("padding", "true")
        .build()
        .loadModel();
  }

  @Override
  protected List<String> ways() {
    return List.of("batch-1", "batch-8", "batch-32", TUNED);
  }

  @Override
  protected double run(String way, int count) throws Exception {
    List<String> some = texts.subList(0, count);
    if (way.equals(TUNED)) {
      return seconds(() -> onEveryCore(some));
    }
    int size = Integer.parseInt(way.substring("batch-".length()));
    return seconds(
        () -> {
          for (int i = 0; i < count; i += size) {
            predictor.batchPredict(some.subList(i, Math.min(count, i + size)));
          }
        });
  }

  private void onEveryCore(List<String> some) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (Predictor<String, float[]> own : predictors) {
      running.add(
          threads.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < some.size(); i = next.getAndIncrement()) {
                  own.predict(some.get(i));
                }
                return null;
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  @Override
  protected float[][] vectors(int count) throws TranslateException {
    return predictor.batchPredict(texts.subList(0, count)).toArray(float[][]::new);
  }
}
