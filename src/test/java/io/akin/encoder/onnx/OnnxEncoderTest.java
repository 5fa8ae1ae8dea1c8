package io.akin.encoder.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.embedding.Embedding;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderBusyException;
import io.akin.encoder.EncoderContract;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.model.ModelException;
import io.akin.model.ModelFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the default model, which the build puts under {@code models/}. */
class OnnxEncoderTest extends EncoderContract {
  private static final Path MODELS = Path.of("models");
  private static final String MODEL = "all-MiniLM-L6-v2";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static ModelFolder folder;
  private static OnnxEncoder encoder;

  @TempDir private Path temporary;

  @BeforeAll
  static void open() throws IOException {
    folder = ModelFolder.open(MODELS, MODEL);
    encoder = OnnxEncoder.open(folder);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Override
  protected Encoder encoder() {
    return encoder;
  }

  /** A text with its tokens and vector from another implementation; see src/test/reference. */
  record Golden(String text, List<Long> tokens, Embedding embedding) {
    @Override
    public String toString() {
      return text.substring(0, Math.min(30, text.length())).strip() + " (" + tokens.size() + ")";
    }
  }

  static Stream<Golden> golden() throws IOException {
    List<Golden> all = new ArrayList<>();
    try (var in = OnnxEncoderTest.class.getResourceAsStream("golden.jsonl");
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      JsonNode heading = JSON.readTree(lines.readLine());
      assertEquals(
          heading.get("weights_sha256").textValue(),
          ModelFolder.open(MODELS, MODEL).space().weightsSha256());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode golden = JSON.readTree(line);
        all.add(
            new Golden(
                golden.get("text").textValue(),
                Arrays.asList(JSON.convertValue(golden.get("tokens"), Long[].class)),
                Embedding.ofUnit(JSON.convertValue(golden.get("vector"), float[].class))));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void tokensEqualThoseOfTheReference(Golden golden) throws IOException {
    try (Tokenizer tokenizer = Tokenizer.open(folder.tokenizer(), folder.space().maxTokens())) {
      assertEquals(
          golden.tokens(), Arrays.stream(tokenizer.tokens(golden.text())).boxed().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void vectorsEqualThoseOfTheReference(Golden golden) throws IOException {
    Embedding embedding = encode(encoder, List.of(golden.text())).getFirst();

    assertArrayEquals(golden.embedding().toArray(), embedding.toArray(), 1e-5f);
  }

  @Test
  void aTextIsCutAtTheModelsLimitAndNotAtTheTokenizerFiles() throws IOException {
    String words = "kite ".repeat(254);

    List<Embedding> embeddings =
        encode(encoder, List.of(words, words + "wind and water", "kite ".repeat(126)));

    assertTrue(embeddings.get(0).cosine(embeddings.get(1)) > 0.999999);
    assertTrue(embeddings.get(0).cosine(embeddings.get(2)) < 0.999999);
  }

  @Test
  void aChangedModelFileIsRefused() throws IOException {
    Path copy = copyOfModel();
    Files.writeString(copy.resolve("model.onnx"), "not a model", UTF_8);
    ModelFolder changed = ModelFolder.open(temporary, MODEL);

    assertThrows(ModelException.class, () -> OnnxEncoder.open(changed));
  }

  @Test
  void aFileThatIsNoModelIsAnErrorThatNamesIt() throws IOException {
    Path copy = copyOfModel();
    Files.writeString(copy.resolve("model.onnx"), "not a model", UTF_8);
    replaceInManifest(
        copy,
        folder.space().weightsSha256(),
        "708811ccb1510c6d6c6e6379ef09be39bdbb0e7edcf44fefcca21c6228ee6d89");
    ModelFolder changed = ModelFolder.open(temporary, MODEL);

    EncodeException e = assertThrows(EncodeException.class, () -> OnnxEncoder.open(changed));

    assertTrue(String.valueOf(e.getMessage()).contains("model.onnx"), e.getMessage());
  }

  @Test
  void aDimensionOtherThanTheManifestsIsRefused() throws IOException {
    replaceInManifest(copyOfModel(), "\"dimension\": 384", "\"dimension\": 768");
    ModelFolder changed = ModelFolder.open(temporary, MODEL);

    EncodeException e = assertThrows(EncodeException.class, () -> OnnxEncoder.open(changed));

    assertTrue(String.valueOf(e.getMessage()).contains("768"), e.getMessage());
  }

  @Test
  void closingWhileOthersEncodeEndsTheirCallsWithAnError() throws Exception {
    OnnxEncoder own = OnnxEncoder.open(folder);
    List<String> texts =
        Collections.nCopies(20, "Kites are held by a line against the wind. ".repeat(20));
    CountDownLatch encoding = new CountDownLatch(4);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<EncodeException>> ends = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ends.add(
            threads.submit(
                () -> {
                  encoding.countDown();
                  return assertThrows(
                      EncodeException.class,
                      () -> {
                        while (true) {
                          var _ = encode(own, texts);
                        }
                      });
                }));
      }
      encoding.await();
      own.close();
      for (Future<EncodeException> end : ends) {
        assertTrue(String.valueOf(end.get().getMessage()).contains("closed"), end.get().toString());
      }
    }
    assertThrows(EncodeException.class, () -> encode(own, List.of("late")));
  }

  @Test
  void aFullQueueIsSaidAndALargeCallDoesNotFillIt() throws Exception {
    List<String> texts = Collections.nCopies(300, "a kite");
    assertEquals(300, encode(encoder, texts).size());

    String longText = "Kites are held by a line against the wind. ".repeat(30);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> refused = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        refused.add(
            threads.submit(
                () -> {
                  try {
                    return encode(encoder, List.of(longText)).isEmpty();
                  } catch (EncoderBusyException e) {
                    return true;
                  }
                }));
      }
      int count = 0;
      for (Future<Boolean> call : refused) {
        count += call.get() ? 1 : 0;
      }
      assertTrue(count > 100 && count < 400, count + " refused");
    }
  }

  private static List<Embedding> encode(Encoder encoder, List<String> texts)
      throws EncodeException {
    return encoder.encode(texts, Role.DOCUMENT, Priority.INTERACTIVE);
  }

  /** The default model's folder, with links to its large files. */
  private Path copyOfModel() throws IOException {
    Path copy = Files.createDirectory(temporary.resolve(MODEL));
    Files.copy(folder.path().resolve("manifest.json"), copy.resolve("manifest.json"));
    Files.copy(folder.tokenizer(), copy.resolve("tokenizer.json"));
    Files.copy(folder.weights(), copy.resolve("model.onnx"));
    return copy;
  }

  private static void replaceInManifest(Path copy, String old, String replacement)
      throws IOException {
    Path manifest = copy.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest, UTF_8).replace(old, replacement), UTF_8);
  }
}
