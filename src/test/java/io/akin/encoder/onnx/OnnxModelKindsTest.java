package io.akin.encoder.onnx;

import static io.akin.encoder.onnx.OnnxFile.ElementType.FLOAT;
import static io.akin.encoder.onnx.OnnxFile.ElementType.FLOAT16;
import static io.akin.encoder.onnx.OnnxFile.ElementType.INT32;
import static io.akin.encoder.onnx.OnnxFile.ElementType.INT64;
import static io.akin.encoder.onnx.TinyModel.Tables.DIMENSION;
import static io.akin.encoder.onnx.TinyModel.Tables.POSITIONS;
import static io.akin.encoder.onnx.TinyModel.Tables.WORDS;
import static io.akin.encoder.onnx.TinyModel.Tables.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akin.embedding.Embedding;
import io.akin.embedding.Pooling;
import io.akin.encoder.Device;
import io.akin.encoder.EncodeException;
import io.akin.encoder.onnx.OnnxFile.ElementType;
import io.akin.model.ModelException;
import io.akin.model.ModelManifest.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Models of every kind that is supported, a few kilobytes each, against the same sums in plain
 * Java. Their vectors change when a mask, a position or the token of padding is wrong.
 */
class OnnxModelKindsTest {
  private static final float TOLERANCE = 1e-5f;
  private static final OnnxOptions ON_CPU = OnnxOptions.DEFAULT.on(Device.CPU);

  @TempDir private Path temporary;

  /**
   * Like BERT: words and types summed; each token also gets a tenth of the sum over all that the
   * mask lets through.
   */
  private static OnnxFile bert(ElementType integers) {
    return masked(
        new OnnxFile()
            .input("input_ids", integers, "batch", "tokens")
            .input("attention_mask", integers, "batch", "tokens")
            .input("token_type_ids", integers, "batch", "tokens")
            .floats("words", WORDS)
            .floats("types", new float[][] {{.1f, .2f, .3f, .4f}, {9, 9, 9, 9}})
            .node("Gather", "word", "words", "input_ids")
            .node("Gather", "type", "types", "token_type_ids")
            .node("Add", "h", "word", "type")
            .node("Cast", "m2", "attention_mask")
            .attribute("to", FLOAT.number));
  }

  /** Adds to {@code h} what {@code m2}, a mask of floats, lets through; gives {@code hidden}. */
  private static OnnxFile masked(OnnxFile file) {
    return file.longs("last", 2)
        .longs("first", 1)
        .floats("tenth", List.of(1), .1f)
        .node("Unsqueeze", "m3", "m2", "last")
        .node("Mul", "seen", "h", "m3")
        .node("ReduceSum", "all", "seen", "first")
        .node("Mul", "share", "all", "tenth")
        .node("Add", "hidden", "h", "share");
  }

  private static OnnxFile withOutput(OnnxFile file, String name, Object... shape) {
    return file.node("Identity", name, "hidden").output(name, FLOAT, shape);
  }

  private static OnnxFile bert() {
    return withOutput(bert(INT64), "last_hidden_state", "batch", "tokens", DIMENSION);
  }

  /** What {@link #bert} makes of each token of a text. */
  private static float[][] bertVectors(long[] tokens) {
    float[][] hidden = new float[tokens.length][];
    float[] share = new float[DIMENSION];
    for (int t = 0; t < tokens.length; t++) {
      hidden[t] = sum(WORDS[(int) tokens[t]], new float[] {.1f, .2f, .3f, .4f});
      share = sum(share, hidden[t]);
    }
    for (int d = 0; d < DIMENSION; d++) {
      share[d] *= .1f;
    }
    for (int t = 0; t < tokens.length; t++) {
      hidden[t] = sum(hidden[t], share);
    }
    return hidden;
  }

  private static float[] mean(float[][] vectors) {
    float[] mean = new float[vectors[0].length];
    for (float[] vector : vectors) {
      mean = sum(mean, vector);
    }
    for (int d = 0; d < mean.length; d++) {
      mean[d] /= vectors.length;
    }
    return mean;
  }

  private TinyModel tiny(OnnxFile file) throws IOException {
    return new TinyModel(temporary, file, TinyTokenizer.wordPiece());
  }

  /** Encodes texts of unlike lengths in one batch, and each alone, which must be the same. */
  private static List<Embedding> embeddings(OnnxModel model, String... texts) throws IOException {
    List<long[]> batch = new ArrayList<>();
    for (String text : texts) {
      batch.add(model.tokens(text));
    }
    List<Embedding> together = model.run(batch);
    for (int i = 0; i < batch.size(); i++) {
      same(model.run(List.of(batch.get(i))).getFirst().toArray(), together.get(i));
    }
    return together;
  }

  private static void same(float[] expected, Embedding actual) {
    assertArrayEquals(Embedding.normalised(expected).toArray(), actual.toArray(), TOLERANCE);
  }

  private static void assertRefused(Executable opening, String... said) {
    EncodeException e = assertThrows(EncodeException.class, opening);
    for (String part : said) {
      assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"INT64", "INT32"})
  void bertPoolsTheMeanOfItsTokensWhateverIsBesideThem(ElementType integers) throws IOException {
    OnnxFile file = withOutput(bert(integers), "last_hidden_state", "batch", "tokens", DIMENSION);
    try (OnnxModel model = tiny(file).open()) {
      List<Embedding> embeddings = embeddings(model, "a kite flies high", "kite", "");

      same(mean(bertVectors(new long[] {2, 4, 5, 6, 7, 3})), embeddings.get(0));
      same(mean(bertVectors(new long[] {2, 5, 3})), embeddings.get(1));
      same(mean(bertVectors(new long[] {2, 3})), embeddings.get(2));
    }
  }

  @Test
  void theFirstTheLastAndTheLargestArePooledAsTheManifestSays() throws IOException {
    float[][] hidden = bertVectors(new long[] {2, 5, 3});
    float[] max = hidden[0].clone();
    for (float[] token : hidden) {
      for (int d = 0; d < DIMENSION; d++) {
        max[d] = Math.max(max[d], token[d]);
      }
    }
    for (Pooling pooling : Pooling.values()) {
      try (OnnxModel model = tiny(bert()).pooling(pooling).open()) {
        float[] expected =
            switch (pooling) {
              case CLS -> hidden[0];
              case LAST_TOKEN -> hidden[2];
              case MAX -> max;
              case MEAN -> mean(hidden);
            };
        same(expected, embeddings(model, "a kite flies high", "kite").get(1));
      }
    }
  }

  /** Like RoBERTa: no mask for positions, which count the tokens that are not padding; int32. */
  @Test
  void robertaGetsItsOwnTokenOfPadding() throws IOException {
    int pad = 1;
    OnnxFile file =
        withOutput(
            masked(
                new OnnxFile()
                    .input("input_ids", INT32, "batch", "tokens")
                    .input("attention_mask", INT32, "batch", "tokens")
                    .floats("words", WORDS)
                    .floats("positions", POSITIONS)
                    .ints("pad", pad)
                    .ints("axis", 1)
                    .node("Equal", "is_pad", "input_ids", "pad")
                    .node("Not", "no_pad", "is_pad")
                    .node("Cast", "no_pad_i", "no_pad")
                    .attribute("to", INT32.number)
                    .node("Squeeze", "axis0", "axis")
                    .node("CumSum", "count", "no_pad_i", "axis0")
                    .node("Add", "position", "count", "pad")
                    .node("Gather", "p", "positions", "position")
                    .node("Gather", "w", "words", "input_ids")
                    .node("Add", "h", "w", "p")
                    .node("Cast", "m2", "no_pad_i")
                    .attribute("to", FLOAT.number)),
            "last_hidden_state",
            "batch",
            "tokens",
            DIMENSION);
    try (OnnxModel model =
        new TinyModel(temporary, file, TinyTokenizer.byteLevel()).padToken(pad).open()) {
      List<Embedding> embeddings = embeddings(model, "kites", "k");

      long[] tokens = model.tokens("k");
      assertArrayEquals(new long[] {0, 3 + 'k', 2}, tokens);
      float[][] hidden = new float[tokens.length][];
      float[] share = new float[DIMENSION];
      for (int t = 0; t < tokens.length; t++) {
        hidden[t] = sum(WORDS[(int) tokens[t]], POSITIONS[t + 1 + pad]);
        share = sum(share, hidden[t]);
      }
      for (int d = 0; d < DIMENSION; d++) {
        share[d] *= .1f;
      }
      same(sum(mean(hidden), share), embeddings.get(1));
    }
  }

  /** Like a decoder: a token sees those before it, and a cache that is empty. */
  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT", "FLOAT16"})
  void aDecoderGetsPositionsAndAnEmptyCacheAndGivesItsLastToken(ElementType cache)
      throws IOException {
    OnnxFile file =
        new OnnxFile()
            .input("input_ids", INT64, "batch", "tokens")
            .input("attention_mask", INT64, "batch", "tokens")
            .input("position_ids", INT64, "batch", "tokens")
            .input("past_key_values.0.key", cache, "batch", 2, "past", 8)
            .input("past_key_values.0.value", cache, "batch", 2, "past", 8)
            .floats("words", WORDS)
            .floats("positions", POSITIONS)
            .longs("axis", 1)
            .longs("inner", 1, 2, 3)
            .node("Concat", "cache", "past_key_values.0.key", "past_key_values.0.value")
            .attribute("axis", 2)
            .node("Cast", "cache_f", "cache")
            .attribute("to", FLOAT.number)
            .node("ReduceSum", "before", "cache_f", "inner")
            .attribute("keepdims", 0)
            .longs("to3", 1, 2)
            .node("Unsqueeze", "before3", "before", "to3")
            .node("Gather", "w", "words", "input_ids")
            .node("Gather", "p", "positions", "position_ids")
            .node("Add", "h", "w", "p")
            .node("Squeeze", "axis0", "axis")
            .node("CumSum", "seen", "h", "axis0")
            .node("Add", "last_hidden_state", "seen", "before3")
            .output("present.0.key", cache, "batch", 2, "past", 8)
            .output("last_hidden_state", FLOAT, "batch", "tokens", DIMENSION)
            .node("Identity", "present.0.key", "past_key_values.0.key");
    try (OnnxModel model =
        new TinyModel(temporary, file, TinyTokenizer.bare()).pooling(Pooling.LAST_TOKEN).open()) {
      List<Embedding> embeddings = embeddings(model, "kites", "ki", "");

      float[] expected = sum(sum(WORDS[1 + 'k'], POSITIONS[0]), sum(WORDS[1 + 'i'], POSITIONS[1]));
      same(expected, embeddings.get(1));
      same(sum(WORDS[0], POSITIONS[0]), embeddings.get(2));
    }
  }

  @Test
  void aFileThatPoolsByItselfIsNotPooledAgainAndNeedsNoDenseLayers() throws IOException {
    OnnxFile file =
        withOutput(bert(INT64), "token_embeddings", "batch", "tokens", DIMENSION)
            .node("Squeeze", "sentence_embedding", "all", "first")
            .output("sentence_embedding", FLOAT, "batch", DIMENSION);
    TinyModel tiny = tiny(file).dense(new float[][] {{1, 1, 1, 1}}, new float[1], Activation.TANH);
    try (OnnxModel model = tiny.open()) {
      float[] expected = new float[DIMENSION];
      for (int token : new int[] {2, 5, 3}) {
        expected = sum(expected, sum(WORDS[token], new float[] {.1f, .2f, .3f, .4f}));
      }
      same(expected, embeddings(model, "a kite flies high", "kite").get(1));
    }
  }

  @Test
  void tokenEmbeddingsAndAnOnlyOutputOfAnyNameArePooled() throws IOException {
    for (String name : List.of("token_embeddings", "output_0")) {
      OnnxFile file = withOutput(bert(INT64), name, "batch", "tokens", DIMENSION);
      try (OnnxModel model = tiny(file).open()) {
        same(mean(bertVectors(new long[] {2, 5, 3})), embeddings(model, "kite", "a").get(0));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"FLOAT16", "BFLOAT16"})
  void halvesAreReadAsFloats(ElementType type) throws IOException {
    OnnxFile file =
        bert(INT64)
            .node("Cast", "last_hidden_state", "hidden")
            .attribute("to", type.number)
            .output("last_hidden_state", type, "batch", "tokens", DIMENSION);
    try (OnnxModel model = tiny(file).open()) {
      Embedding expected = Embedding.normalised(mean(bertVectors(new long[] {2, 5, 3})));

      Embedding embedding = embeddings(model, "a kite flies high", "kite").get(1);

      assertEquals(1, expected.cosine(embedding), type == FLOAT16 ? 1e-6 : 1e-4);
    }
  }

  @Test
  void denseLayersFollowThePooling() throws IOException {
    float[][] weight = {{1, 2, 3, 4}, {-1, 0, 1, 0}, {.5f, .5f, -.5f, 0}};
    float[] bias = {.1f, -.2f, .3f};
    TinyModel tiny =
        tiny(bert())
            .dense(weight, bias, Activation.TANH)
            .dense(new float[][] {{1, 1, 0}, {0, 1, 1}}, new float[2], Activation.IDENTITY)
            .dimension(2);
    try (OnnxModel model = tiny.open()) {
      float[] pooled = mean(bertVectors(new long[] {2, 5, 3}));
      float[] inner = new float[3];
      for (int o = 0; o < 3; o++) {
        float product = bias[o];
        for (int i = 0; i < DIMENSION; i++) {
          product += weight[o][i] * pooled[i];
        }
        inner[o] = (float) Math.tanh(product);
      }

      Embedding embedding = embeddings(model, "a kite flies high", "kite").get(1);

      same(new float[] {inner[0] + inner[1], inner[1] + inner[2]}, embedding);
    }
  }

  @Test
  void denseLayersThatDoNotFitAreRefused() throws IOException {
    TinyModel tiny = tiny(bert()).dense(new float[][] {{1, 1}}, new float[1], Activation.RELU);

    assertRefused(() -> tiny.dimension(1).open(), "2_Dense.safetensors wants 2", "4 components");
  }

  @Test
  void aMatryoshkaModelIsCutToADimensionItsManifestLists() throws IOException {
    TinyModel tiny = tiny(bert()).matryoshka(2, 3);
    try (OnnxModel model = tiny.open(ON_CPU.cutTo(2))) {
      float[] pooled = mean(bertVectors(new long[] {2, 5, 3}));

      same(new float[] {pooled[0], pooled[1]}, embeddings(model, "kite").get(0));
      assertEquals(tiny.folder().space().cutTo(2), model.space());
      assertEquals(List.of(2), model.dimensions());
    }
    try (OnnxModel model = tiny.open(ON_CPU)) {
      assertEquals(List.of(2, 3, 4), model.dimensions());
    }

    ModelException e = assertThrows(ModelException.class, () -> tiny.open(ON_CPU.cutTo(1)));

    assertTrue(String.valueOf(e.getMessage()).contains("[2, 3]"), e.getMessage());
  }

  @Test
  void itsOwnDimensionMayBeAskedForOfAnyModelButNoOther() throws IOException {
    TinyModel tiny = tiny(bert());
    try (OnnxModel model = tiny.open(ON_CPU.cutTo(DIMENSION))) {
      assertEquals(tiny.folder().space(), model.space());
    }

    assertThrows(ModelException.class, () -> tiny.open(ON_CPU.cutTo(2)));
  }

  @Test
  void aDimensionThatTheFileLeavesOpenIsFoundByRunningIt() throws IOException {
    OnnxFile open = withOutput(bert(INT64), "last_hidden_state", "batch", "tokens", "dimension");

    tiny(open).open().close();
    assertRefused(() -> tiny(open).dimension(5).open(), "4 components", "promises 5");
  }

  @Test
  void anInputThatAkinHasNothingForIsNamed() throws IOException {
    OnnxFile file =
        bert()
            .input("task_id", INT64)
            .input("pixel_values", FLOAT, "batch", 3)
            .output("unused", INT64)
            .node("Identity", "unused", "task_id");

    assertRefused(() -> tiny(file).open(), "task_id, pixel_values", "input_ids");
  }

  @Test
  void anOutputThatIsNoVectorsIsRefusedWithItsShape() throws IOException {
    OnnxFile file =
        bert(INT64)
            .node("Shape", "shape", "hidden")
            .node("Cast", "out", "shape")
            .attribute("to", FLOAT.number)
            .output("out", FLOAT, 3);

    assertRefused(() -> tiny(file).open(), "gives out of shape [3]");
  }

  @Test
  void aModelThatQuantisesByTheBatchRunsOneTextAtATime() throws IOException {
    OnnxFile file =
        bert(INT64)
            .node("DynamicQuantizeLinear", "q scale zero", "hidden")
            .node("DequantizeLinear", "last_hidden_state", "q", "scale", "zero")
            .output("last_hidden_state", FLOAT, "batch", "tokens", DIMENSION);
    try (OnnxModel model = tiny(file).open();
        OnnxModel plain = tiny(bert()).open()) {
      assertEquals(1, model.limits().texts());
      assertTrue(plain.limits().texts() > 50);
    }
  }

  @Test
  void aModelThatIsNotToldWhatIsPaddingRunsOneTextAtATime() throws IOException {
    OnnxFile file =
        new OnnxFile()
            .input("input_ids", INT64, "batch", "tokens")
            .floats("words", WORDS)
            .node("Gather", "last_hidden_state", "words", "input_ids")
            .output("last_hidden_state", FLOAT, "batch", "tokens", DIMENSION);
    try (OnnxModel model = tiny(file).open()) {
      assertEquals(1, model.limits().texts());
    }
  }

  @Test
  void aTextWithoutDirectionIsAnErrorAndNoEmbedding() throws IOException {
    OnnxFile file =
        new OnnxFile()
            .input("input_ids", INT64, "batch", "tokens")
            .input("attention_mask", INT64, "batch", "tokens")
            .floats("zeros", new float[TinyModel.Tables.ROWS][DIMENSION])
            .node("Gather", "last_hidden_state", "zeros", "input_ids")
            .output("last_hidden_state", FLOAT, "batch", "tokens", DIMENSION)
            .node("Identity", "unused", "attention_mask")
            .output("unused", INT64, "batch", "tokens");
    try (OnnxModel model = tiny(file).open()) {
      assertRefused(() -> model.run(List.of(model.tokens("kite"))), "tiny", "3 tokens");
    }
  }

  @Test
  void withoutAGpuAutoIsTheCpuAndSaysNothing() throws IOException {
    assumeFalse(OnnxModelGpuTest.hasGpuBuild(), "this is the GPU build");
    try (OnnxModel model = tiny(bert()).open(OnnxOptions.DEFAULT)) {
      assertEquals(Device.CPU, model.device());
    }
  }

  @Test
  void withoutAGpuCudaFailsWithTheReasonAndTheNextStep() throws IOException {
    assumeFalse(OnnxModelGpuTest.hasGpuBuild(), "this is the GPU build");
    assertRefused(
        () -> tiny(bert()).open(OnnxOptions.DEFAULT.on(Device.CUDA)),
        "CUDA shared provider",
        "make build GPU=1",
        "cuDNN 9");
  }

  @Test
  void aGpuBuildThatFindsNoDeviceRunsOnTheCpuAndSaysSoOnce() throws IOException {
    assumeTrue(OnnxModelGpuTest.hasGpuBuild(), "this is the CPU build");
    try {
      tiny(bert()).open(OnnxOptions.DEFAULT.on(Device.CUDA)).close();
      abort("there is a device");
    } catch (EncodeException e) {
      // As this test wants it.
    }
    List<String> notes = new ArrayList<>();

    try (OnnxModel model = OnnxModel.open(tiny(bert()).folder(), OnnxOptions.DEFAULT, notes::add)) {
      assertEquals(Device.CPU, model.device());
      assertEquals(3, model.tokens("kite").length);
    }

    assertEquals(1, notes.size());
    assertTrue(notes.getFirst().startsWith("encoding on the CPU"), notes.getFirst());
    assertEquals(1, notes.getFirst().lines().count());
  }
}
