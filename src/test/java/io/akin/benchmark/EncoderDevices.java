package io.akin.benchmark;

import io.akin.embedding.Embedding;
import io.akin.encoder.Device;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A model on the CPU's cores and on a CUDA device: documents a second, with a caller on each core
 * as a load has, and how alike the vectors are. It takes a build with the natives for CUDA.
 */
final class EncoderDevices {
  private static final int SLICE = 64;

  private EncoderDevices() {}

  /**
   * Arguments: name of the model; file of texts; how many of them the CPU encodes; how many times
   * as many the CUDA device does, which are repeats of the same with a word before them; rounds.
   */
  public static void main(String[] args) throws Exception {
    List<String> texts = BenchmarkTexts.read(Path.of(args[1]), Integer.parseInt(args[2]));
    List<String> many = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[3]); i++) {
      String word = Integer.toString(i);
      texts.forEach(text -> many.add(word + " " + text));
    }
    List<Double> onCpu = new ArrayList<>();
    List<Double> onCuda = new ArrayList<>();
    List<Double> cosines = new ArrayList<>();
    try (Encoder cpu = EncoderContender.open(args[0], Device.CPU);
        Encoder cuda = EncoderContender.open(args[0], Device.CUDA)) {
      List<Embedding> expected = encode(cpu, texts);
      List<Embedding> actual = encode(cuda, texts);
      for (int i = 0; i < texts.size(); i++) {
        cosines.add(expected.get(i).cosine(actual.get(i)));
      }
      var _ = encode(cuda, many);
      for (int round = 0; round < Integer.parseInt(args[4]); round++) {
        onCpu.add(texts.size() / Contender.seconds(() -> encode(cpu, texts)));
        onCuda.add(many.size() / Contender.seconds(() -> encode(cuda, many)));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "figures: model=%s cores=%d cpu_docs_per_s=%.1f cuda_docs_per_s=%.1f cuda_to_cpu=%.1f"
            + " min_cosine=%.6f mean_cosine=%.6f%n",
        args[0],
        Runtime.getRuntime().availableProcessors(),
        Medians.of(onCpu),
        Medians.of(onCuda),
        Medians.of(onCuda) / Medians.of(onCpu),
        Medians.percentile(cosines, 0),
        cosines.stream().mapToDouble(Double::doubleValue).average().orElse(0));
  }

  private static List<Embedding> encode(Encoder encoder, List<String> texts) throws IOException {
    List<Embedding> embeddings = new ArrayList<>();
    try (ExecutorService callers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<List<Embedding>>> slices = new ArrayList<>();
      for (int start = 0; start < texts.size(); start += SLICE) {
        List<String> slice = texts.subList(start, Math.min(start + SLICE, texts.size()));
        slices.add(callers.submit(() -> encoder.encode(slice, Role.DOCUMENT, Priority.LOAD)));
      }
      for (Future<List<Embedding>> slice : slices) {
        embeddings.addAll(slice.get());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
    return embeddings;
  }
}
