package io.akin.encoder.onnx;

import static io.akin.encoder.onnx.OnnxFile.ElementType.FLOAT;
import static io.akin.encoder.onnx.OnnxFile.ElementType.INT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.embedding.Pooling;
import io.akin.encoder.Device;
import io.akin.encoder.onnx.OnnxFile.ElementType;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks that pool by themselves, as a GPU runs them, beside the same pooled in Java. */
class PoolingTailTest {
  private static final List<long[]> BATCH =
      List.of(new long[] {2, 4, 5, 6, 7, 3}, new long[] {2, 5, 3}, new long[] {9});

  @TempDir private Path temporary;

  private static OnnxFile words(ElementType type) {
    return new OnnxFile()
        .input("input_ids", INT64, "batch", "tokens")
        .floats("words", TinyModel.Tables.WORDS)
        .node("Gather", "hidden", "words", "input_ids")
        .node("Cast", "last_hidden_state", "hidden")
        .attribute("to", type.number)
        .output("last_hidden_state", type, "batch", "tokens", TinyModel.Tables.DIMENSION);
  }

  private static Network onCpu(ModelFolder folder, boolean poolsInside) throws IOException {
    return Network.load(folder, Device.CPU, poolsInside);
  }

  @ParameterizedTest
  @CsvSource({"MEAN, FLOAT", "CLS, FLOAT", "LAST_TOKEN, FLOAT", "MEAN, FLOAT16", "CLS, FLOAT16"})
  void poolsLikeJavaWhateverThePadding(Pooling pooling, ElementType type) throws IOException {
    ModelFolder folder =
        new TinyModel(temporary, words(type), TinyTokenizer.wordPiece()).pooling(pooling).folder();
    try (Network inside = onCpu(folder, true);
        Network outside = onCpu(folder, false)) {
      Network.Output pooled = inside.run(BATCH);
      Network.Output ofTokens = outside.run(BATCH);

      assertTrue(pooled.pooled());
      assertFalse(ofTokens.pooled());
      assertFalse(inside.pools(), "dense layers of the folder are still to come");
      assertEquals(outside.dimension(), inside.dimension());
      for (int i = 0; i < BATCH.size(); i++) {
        int tokens = BATCH.get(i).length;
        assertArrayEquals(
            ofTokens.vector(i, tokens, pooling), pooled.vector(i, tokens, pooling), 1e-6f);
      }
    }
  }

  @Test
  void theMaximumIsPooledInJava() throws IOException {
    ModelFolder folder =
        new TinyModel(temporary, words(FLOAT), TinyTokenizer.wordPiece())
            .pooling(Pooling.MAX)
            .folder();
    try (Network network = onCpu(folder, true)) {
      assertFalse(network.run(BATCH).pooled());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT", "FLOAT16"})
  void aNetworkThatPoolsAlreadyIsLeftAlone(ElementType type) throws IOException {
    OnnxFile file =
        words(type)
            .longs("tokens", 1)
            .node("ReduceSum", "sentence_embedding", "hidden", "tokens")
            .attribute("keepdims", 0)
            .output("sentence_embedding", FLOAT, "batch", TinyModel.Tables.DIMENSION);
    ModelFolder folder = new TinyModel(temporary, file, TinyTokenizer.wordPiece()).folder();
    try (Network network = onCpu(folder, true)) {
      assertTrue(network.pools());
    }
  }

  @Test
  void theDefaultModelGivesItsGoldenVectors() throws IOException {
    ModelFolder folder = Golden.model();
    List<Golden> golden = Golden.all();
    List<long[]> batch = new ArrayList<>();
    for (Golden text : golden) {
      batch.add(text.tokens().stream().mapToLong(Long::longValue).toArray());
    }
    try (Network network = onCpu(folder, true)) {
      Network.Output output = network.run(batch);
      for (int i = 0; i < batch.size(); i++) {
        float[] vector = output.vector(i, batch.get(i).length, Pooling.MEAN);
        assertArrayEquals(
            golden.get(i).embedding().toArray(), Embedding.normalised(vector).toArray(), 1e-5f);
      }
    }
  }
}
