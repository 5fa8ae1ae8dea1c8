package io.akin.benchmark;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From a query's text to its vector, one caller, beside bare runs of ONNX Runtime over the same
 * tokens: with the session options of the encoder, and with a thread for each core. A bare run is
 * given its tokens, and does not pool; so the ratio is what everything around the model costs.
 * Queries are the first words of texts, each with a number, so that none comes twice. They take
 * turns in blocks, since the threads of a run spin for a moment after it.
 */
final class EncoderLatency {
  private static final int BLOCK = 20;

  private EncoderLatency() {}

  /** Something that is done to a query. */
  private interface Contestant {
    void encode(String query, long[] ids) throws IOException, OrtException;
  }

  /** Arguments: name of a model under {@code models/}; file of texts; how many queries. */
  public static void main(String[] args) throws IOException, OrtException {
    ModelFolder model = ModelFolder.open(Path.of("models"), args[0]);
    List<String> queries = queries(BenchmarkTexts.read(Path.of(args[1]), 10_000), args[2]);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    int cores = Runtime.getRuntime().availableProcessors();
    try (Encoder encoder = EncoderContender.open(args[0]);
        HuggingFaceTokenizer tokenizer = EncoderBenchmark.tokenizer(model);
        OrtSession same = session(environment, model, 1);
        OrtSession allCores = session(environment, model, cores)) {
      String prompt = model.manifest().prompts().query();
      List<long[]> ids = queries.stream().map(q -> tokenizer.encode(prompt + q).getIds()).toList();
      List<Contestant> contestants =
          List.of(
              (query, _) -> encoder.encode(List.of(query), Role.QUERY, Priority.INTERACTIVE),
              (_, tokens) -> run(same, tokens),
              (_, tokens) -> run(allCores, tokens));
      List<List<Double>> millis =
          contestants.stream().<List<Double>>map(_ -> new ArrayList<>()).toList();
      for (int start = 0; start + BLOCK <= queries.size(); start += BLOCK) {
        for (int c = 0; c < contestants.size(); c++) {
          for (int i = start; i < start + BLOCK; i++) {
            long begin = System.nanoTime();
            contestants.get(c).encode(queries.get(i), ids.get(i));
            millis.get(c).add((System.nanoTime() - begin) / 1e6);
          }
        }
      }
      report(millis, ids);
    }
  }

  private static List<String> queries(List<String> texts, String count) {
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(count); i++) {
      String[] words = texts.get(i % texts.size()).split(" ", -1);
      int length = 3 + i % 8; // 3 to 10 words
      queries.add(String.join(" ", Arrays.copyOf(words, Math.min(length, words.length))) + " " + i);
    }
    return queries;
  }

  /** The options are to be those of the encoder, but for the threads. */
  private static OrtSession session(OrtEnvironment environment, ModelFolder model, int threads)
      throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry(
          "optimization.disable_specified_optimizers", "LayerNormFusionL1;LayerNormFusionL2");
      return environment.createSession(model.weights().toString(), options);
    }
  }

  private static void run(OrtSession session, long[] ids) throws OrtException {
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    run(session, new long[] {1, ids.length}, ids, ones);
  }

  /** A bare run over a batch: {@code long[texts][tokens]} ids and mask, row-major. */
  static void run(OrtSession session, long[] shape, long[] ids, long[] mask) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        long[] values =
            switch (name) {
              case "input_ids" -> ids;
              case "attention_mask" -> mask;
              default -> new long[ids.length];
            };
        inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
      }
      session.run(inputs).close();
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static void report(List<List<Double>> millis, List<long[]> ids) {
    // The first fifth warms the JVM up.
    List<List<Double>> warm =
        millis.stream().map(all -> all.subList(all.size() / 5, all.size())).toList();
    System.out.printf(
        Locale.ROOT,
        "figures: queries=%d mean_tokens=%.1f p50_ms=%.3f p95_ms=%.3f bare_p50_ms=%.3f"
            + " bare_all_cores_p50_ms=%.3f to_bare=%.3f to_bare_all_cores=%.3f%n",
        warm.getFirst().size(),
        ids.stream().mapToInt(tokens -> tokens.length).average().orElse(0),
        Medians.of(warm.get(0)),
        Medians.percentile(warm.get(0), 95),
        Medians.of(warm.get(1)),
        Medians.of(warm.get(2)),
        Medians.of(warm.get(0)) / Medians.of(warm.get(1)),
        Medians.of(warm.get(0)) / Medians.of(warm.get(2)));
  }
}
