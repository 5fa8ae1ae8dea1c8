package io.akin.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
  // SHA-256 of "weights" and of "tokenizer".
  private static final String MANIFEST =
      """
      {"name": "tiny", "source": "here", "upstream": "there", "licence": "MIT",
       "pooling": "mean", "dimension": 8, "maxTokens": 16,
       "files": {
         "model.onnx": "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c",
         "tokenizer.json": "5f97e3774c51edd1d63706c2ec3826c564a067794770cdab0f8c4797971cacf9"}}
      """;

  @TempDir private Path models;

  @BeforeEach
  void makeModel() throws IOException {
    Path folder = Files.createDirectory(models.resolve("tiny"));
    Files.writeString(folder.resolve("model.onnx"), "weights", UTF_8);
    Files.writeString(folder.resolve("tokenizer.json"), "tokenizer", UTF_8);
    Files.writeString(folder.resolve("manifest.json"), MANIFEST, UTF_8);
  }

  @Test
  void readsWhatTheManifestSays() throws IOException {
    ModelFolder model = ModelFolder.open(models, "tiny");

    assertEquals("MIT", model.manifest().licence());
    assertEquals(Pooling.MEAN, model.space().pooling());
    assertEquals(8, model.space().dimension());
    assertEquals(16, model.space().maxTokens());
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "tokenizer.json", "manifest.json"})
  void aMissingFileIsNamedWithTheNextStep(String file) throws IOException {
    Files.delete(models.resolve("tiny").resolve(file));

    String message = messageOfOpening("tiny");

    assertTrue(message.contains("no file " + file), message);
    assertTrue(message.contains("make build"), message);
  }

  @Test
  void aMissingModelIsNamedWithTheNextStep() {
    String message = messageOfOpening("other");

    assertTrue(message.contains("no model other"), message);
    assertTrue(message.contains("make build"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "{\"name\": \"tiny\"}",
        "{\"name\": \"tiny\", \"pooling\": \"cls\"}",
      })
  void aManifestThatDescribesNoModelIsRefused(String manifest) throws IOException {
    Files.writeString(models.resolve("tiny/manifest.json"), manifest, UTF_8);

    String message = messageOfOpening("tiny");

    assertTrue(
        message.contains("see models/README.md") || message.contains("See models/README.md"),
        message);
  }

  @Test
  void aManifestOfAnotherNameThanItsFoldersIsRefused() throws IOException {
    Files.writeString(
        models.resolve("tiny/manifest.json"), MANIFEST.replace("tiny", "huge"), UTF_8);

    String message = messageOfOpening("tiny");

    assertTrue(message.contains("a model named huge, but its folder is tiny"), message);
  }

  @Test
  void aManifestOfManyMegabytesIsRefused() throws IOException {
    Files.writeString(models.resolve("tiny/manifest.json"), MANIFEST + " ".repeat(4 << 20), UTF_8);

    String message = messageOfOpening("tiny");

    assertTrue(message.contains("which is no manifest"), message);
  }

  @Test
  void filesWithTheDigestsOfTheManifestAreAccepted() throws IOException {
    assertDoesNotThrow(ModelFolder.open(models, "tiny")::verify);
  }

  @Test
  void aChangedFileIsNotTheOneTheManifestNames() throws IOException {
    Files.writeString(models.resolve("tiny/model.onnx"), "Weights", UTF_8);
    ModelFolder model = ModelFolder.open(models, "tiny");

    String message = String.valueOf(assertThrows(ModelException.class, model::verify).getMessage());

    assertTrue(message.contains("model.onnx is not the file its manifest names"), message);
  }

  private String messageOfOpening(String name) {
    return String.valueOf(
        assertThrows(ModelException.class, () -> ModelFolder.open(models, name)).getMessage());
  }
}
