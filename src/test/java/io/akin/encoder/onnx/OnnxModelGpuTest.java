package io.akin.encoder.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.akin.embedding.Embedding;
import io.akin.encoder.Device;
import io.akin.encoder.EncodeException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The default model on a CUDA device, where there is one: {@code make test GPU=1}. A GPU build that
 * cannot use the device fails nothing here, but says why.
 */
class OnnxModelGpuTest {
  private static OnnxModel gpu;
  private static OnnxModel cpu;

  static boolean hasGpuBuild() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  @BeforeAll
  static void open() throws IOException {
    try {
      gpu = OnnxModel.open(Golden.model(), OnnxOptions.DEFAULT.on(Device.CUDA), note -> {});
    } catch (EncodeException e) {
      abort("skipped: no device (" + e.getMessage() + ")");
    }
    cpu = OnnxModel.open(Golden.model(), OnnxOptions.DEFAULT.on(Device.CPU), note -> {});
  }

  @AfterAll
  static void close() {
    if (gpu != null) {
      gpu.close();
    }
    if (cpu != null) {
      cpu.close();
    }
  }

  @Test
  void vectorsEqualThoseOfTheCpu() throws IOException {
    List<long[]> batch = new ArrayList<>();
    for (Golden golden : Golden.all()) {
      batch.add(gpu.tokens(golden.text()));
    }

    List<Embedding> onGpu = gpu.run(batch);

    assertEquals(Device.CUDA, gpu.device());
    for (int i = 0; i < batch.size(); i++) {
      double cosine = onGpu.get(i).cosine(cpu.run(List.of(batch.get(i))).getFirst());
      assertTrue(cosine >= 0.999, "text " + i + " has the cosine " + cosine);
    }
  }

  @Test
  void itsBatchesAreLargerThanTheCpus(TestReporter reporter) throws IOException {
    assertTrue(gpu.limits().tokens() > cpu.limits().tokens());

    long[] text = gpu.tokens("Kites are held by a line against the wind. ".repeat(30));
    int texts = gpu.limits().tokens() / text.length;
    var _ = gpu.run(Collections.nCopies(texts, text)); // allocates
    int runs = 20;
    long start = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      assertEquals(texts, gpu.run(Collections.nCopies(texts, text)).size());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    reporter.publishEntry(
        "figures",
        "gpu_texts_per_second=%.0f tokens=%d one_caller"
            .formatted(1e9 * runs * texts / took.toNanos(), text.length));
  }
}
