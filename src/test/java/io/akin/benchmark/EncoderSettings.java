package io.akin.benchmark;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the encoder's fixed settings are worth on this machine: bare runs of ONNX Runtime over the
 * same tokens with one setting changed at a time, in turns. The first is what the encoder does; a
 * figure above 1 would say that another is better here.
 */
final class EncoderSettings {
  private static final int BUDGET = 256;
  private static final String LAYER_NORM = "LayerNormFusionL1;LayerNormFusionL2";
  private static final String BIAS_GELU = "BiasGeluFusion";
  private static final String BOTH = LAYER_NORM + ";" + BIAS_GELU;

  /**
   * A way to run a model over many texts, with how fast it was.
   *
   * @param unfused fusions of ONNX Runtime that are switched off, semicolons between
   * @param callers threads that run batches
   * @param threads of ONNX Runtime within a run
   * @param budget padded tokens of a batch, 0 for one text each
   * @param ratios to the encoder's way, one a round
   */
  private record Setting(
      String name, String unfused, int callers, int threads, int budget, List<Double> ratios) {
    Setting(String name, String unfused, int callers, int threads, int budget) {
      this(name, unfused, callers, threads, budget, new ArrayList<>());
    }
  }

  /** A setting with a session that has it. */
  private record Ready(Setting setting, OrtSession session) {}

  private EncoderSettings() {}

  /** Arguments: name of a model under {@code models/}; file of texts; how many; rounds. */
  public static void main(String[] args) throws IOException, OrtException, InterruptedException {
    ModelFolder model = ModelFolder.open(Path.of("models"), args[0]);
    List<long[]> texts = new ArrayList<>();
    try (HuggingFaceTokenizer tokenizer = EncoderBenchmark.tokenizer(model)) {
      for (String text : BenchmarkTexts.read(Path.of(args[1]), Integer.parseInt(args[2]))) {
        texts.add(tokenizer.encode(text).getIds());
      }
    }
    texts.sort((a, b) -> Integer.compare(b.length, a.length));
    List<Ready> all = new ArrayList<>();
    for (Setting setting : settings(Runtime.getRuntime().availableProcessors())) {
      all.add(new Ready(setting, session(model, setting)));
    }
    for (int round = -1; round < Integer.parseInt(args[3]); round++) {
      for (Ready ready : all) {
        double ours = seconds(all.getFirst(), texts);
        double theirs = seconds(ready, texts);
        if (round >= 0) { // the one before warms up
          ready.setting().ratios().add(ours / theirs);
        }
      }
    }
    StringBuilder figures = new StringBuilder("figures: model=" + args[0] + " texts=" + args[2]);
    for (Ready ready : all) {
      ready.session().close();
      double ratio = Medians.of(ready.setting().ratios());
      figures.append(String.format(Locale.ROOT, " %s=%.2f", ready.setting().name(), ratio));
    }
    System.out.println(figures);
  }

  private static List<Setting> settings(int cores) {
    return List.of(
        new Setting("as_encoder", BOTH, cores, 1, BUDGET),
        new Setting("layer_norm_fused", BIAS_GELU, cores, 1, BUDGET),
        new Setting("bias_gelu_fused", LAYER_NORM, cores, 1, BUDGET),
        new Setting("one_text_a_run", BOTH, cores, 1, 0),
        new Setting("tokens_128", BOTH, cores, 1, 128),
        new Setting("tokens_512", BOTH, cores, 1, 512),
        new Setting("tokens_1024", BOTH, cores, 1, 1024),
        new Setting("one_caller_all_cores", BOTH, 1, cores, BUDGET),
        new Setting("two_callers_a_core", BOTH, 2 * cores, 1, BUDGET));
  }

  private static OrtSession session(ModelFolder model, Setting setting) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(setting.threads());
      options.setInterOpNumThreads(1);
      options.addConfigEntry("optimization.disable_specified_optimizers", setting.unfused());
      return OrtEnvironment.getEnvironment().createSession(model.weights().toString(), options);
    }
  }

  private static double seconds(Ready ready, List<long[]> longestFirst)
      throws InterruptedException {
    Setting setting = ready.setting();
    Queue<List<long[]>> batches = new ConcurrentLinkedQueue<>();
    for (int start = 0; start < longestFirst.size(); ) {
      int size = Math.max(1, setting.budget() / longestFirst.get(start).length);
      int end = Math.min(longestFirst.size(), start + size);
      batches.add(longestFirst.subList(start, end));
      start = end;
    }
    long begin = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < setting.callers(); i++) {
      threads.add(
          Thread.ofPlatform().name("settings-" + i).start(() -> runAll(ready.session(), batches)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void runAll(OrtSession session, Queue<List<long[]>> batches) {
    try {
      for (List<long[]> batch = batches.poll(); batch != null; batch = batches.poll()) {
        run(session, batch);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("a run failed, its figure is worth nothing", e);
    }
  }

  private static void run(OrtSession session, List<long[]> batch) throws OrtException {
    int longest = batch.getFirst().length;
    long[] ids = new long[batch.size() * longest];
    long[] mask = new long[ids.length];
    for (int row = 0; row < batch.size(); row++) {
      long[] text = batch.get(row);
      System.arraycopy(text, 0, ids, row * longest, text.length);
      Arrays.fill(mask, row * longest, row * longest + text.length, 1);
    }
    EncoderLatency.run(session, new long[] {batch.size(), longest}, ids, mask);
  }
}
