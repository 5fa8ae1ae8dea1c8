package io.akin.encoder.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.encoder.Device;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Role;
import io.akin.model.ModelException;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the default model, which the build puts under {@code models/}. */
class OnnxModelTest {
  private static final List<String> NOTES = new ArrayList<>();
  private static ModelFolder folder;
  private static OnnxModel model;

  @TempDir private Path temporary;

  @BeforeAll
  static void open() throws IOException {
    folder = Golden.model();
    model = OnnxModel.open(folder, OnnxOptions.DEFAULT.on(Device.CPU), NOTES::add);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  static List<Golden> golden() throws IOException {
    return Golden.all();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void tokensEqualThoseOfTheReference(Golden golden) throws IOException {
    assertEquals(golden.tokens(), Arrays.stream(model.tokens(golden.text())).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void vectorsEqualThoseOfTheReference(Golden golden) throws IOException {
    Embedding embedding = model.run(List.of(model.tokens(golden.text()))).getFirst();

    assertArrayEquals(golden.embedding().toArray(), embedding.toArray(), 1e-5f);
  }

  @Test
  void vectorsOfABatchEqualThoseOfTheReference() throws IOException {
    List<long[]> batch = new ArrayList<>();
    for (Golden golden : golden()) {
      batch.add(model.tokens(golden.text()));
    }

    List<Embedding> embeddings = model.run(batch);

    for (int i = 0; i < batch.size(); i++) {
      assertArrayEquals(
          golden().get(i).embedding().toArray(), embeddings.get(i).toArray(), 1e-5f, "text " + i);
    }
  }

  @Test
  void aTextIsCutAtTheModelsLimitAndNotAtTheTokenizerFiles() throws IOException {
    String words = "kite ".repeat(254);

    assertEquals(256, model.tokens(words).length);
    assertArrayEquals(model.tokens(words), model.tokens(words + "wind and water"));
  }

  @Test
  void itsSpaceIsThatOfItsFolderAndItHasNoPrompts() {
    assertEquals(folder.space(), model.space());
    assertEquals("", model.prompt(Role.QUERY));
    assertEquals("", model.prompt(Role.DOCUMENT));
  }

  @Test
  void itRunsOnAllCoresWithoutANote() {
    assertEquals(Device.CPU, model.device());
    assertEquals(Runtime.getRuntime().availableProcessors(), model.limits().concurrency());
    assertTrue(model.limits().texts() > 50, model.limits().toString());
    assertEquals(List.of(), NOTES);
  }

  @Test
  void aChangedModelFileIsRefusedByItsDigestWhateverIsInIt() throws IOException {
    Path copy = copyOfModel();
    Files.writeString(copy.resolve("model.onnx"), "not a model", UTF_8);

    assertThrows(ModelException.class, () -> openCopy());
  }

  @Test
  void aFileThatIsNoModelIsAnErrorThatNamesIt() throws IOException {
    Path copy = copyOfModel();
    Files.writeString(copy.resolve("model.onnx"), "not a model", UTF_8);
    replaceInManifest(
        copy,
        folder.space().weightsSha256(),
        "708811ccb1510c6d6c6e6379ef09be39bdbb0e7edcf44fefcca21c6228ee6d89");

    EncodeException e = assertThrows(EncodeException.class, () -> openCopy());

    assertTrue(String.valueOf(e.getMessage()).contains("model.onnx"), e.getMessage());
  }

  private OnnxModel openCopy() throws IOException {
    return OnnxModel.open(
        ModelFolder.open(temporary, folder.manifest().name()), OnnxOptions.DEFAULT, NOTES::add);
  }

  /** The default model's folder, still without weights. */
  private Path copyOfModel() throws IOException {
    Path copy = Files.createDirectory(temporary.resolve(folder.manifest().name()));
    Files.copy(folder.path().resolve("manifest.json"), copy.resolve("manifest.json"));
    Files.copy(folder.tokenizer(), copy.resolve("tokenizer.json"));
    return copy;
  }

  private static void replaceInManifest(Path copy, String old, String replacement)
      throws IOException {
    Path manifest = copy.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest, UTF_8).replace(old, replacement), UTF_8);
  }
}
