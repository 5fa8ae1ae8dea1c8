package io.akin.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
  @TempDir private Path folder;
  private Path models;
  private ModelStore store;
  private SavedModel saved;

  @BeforeEach
  void makeModel() throws IOException {
    models = folder.resolve("models");
    store = new ModelStore(models);
    saved =
        SavedModel.at(folder.resolve("elsewhere"))
            .with("onnx/model_fp16.onnx", "half")
            .with("notes.txt", "of no use");
  }

  private ModelFolder add(String name, boolean replace) throws IOException {
    return store.add(saved.folder(), name, ModelOverrides.NONE, replace);
  }

  private String refusalOfAdding(String name, ModelOverrides stated) {
    return String.valueOf(
        assertThrows(ModelException.class, () -> store.add(saved.folder(), name, stated, false))
            .getMessage());
  }

  private static Set<String> filesOf(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return Set.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void anAddedModelHasTheFilesItNeedsAndAManifestOfTheirDigests() throws IOException {
    ModelFolder added = add("small", false);

    assertEquals(
        Set.of("manifest.json", "model.onnx", "tokenizer.json"), filesOf(models.resolve("small")));
    assertFalse(added.derived());
    assertEquals(added, store.open("small"));
    added.verify();
    Files.writeString(models.resolve("small/model.onnx"), "Weights", UTF_8);
    assertThrows(ModelException.class, added::verify);
  }

  @Test
  void anAddedModelIsTheSameSpaceAsTheFolderItCameFrom() throws IOException {
    ModelFolder derived = ModelFolder.open(folder, "elsewhere");

    assertEquals(derived.space(), add("elsewhere", false).space());
  }

  @Test
  void theManifestLeavesOutWhatHasItsDefault() throws IOException {
    add("small", false);

    String manifest = Files.readString(models.resolve("small/manifest.json"), UTF_8);

    assertTrue(manifest.contains("\"pooling\" : \"mean\""), manifest);
    for (String key : List.of("weights", "tokenizer\"", "padToken", "prompts", "similarity")) {
      assertFalse(manifest.contains("\"" + key), manifest);
    }
  }

  @Test
  void whatIsStatedIsInTheManifestAfterwards() throws IOException {
    store.add(saved.folder(), "half", stated("onnx/model_fp16.onnx", Pooling.CLS, 64), false);

    ModelManifest manifest = store.open("half").manifest();

    assertEquals("onnx/model_fp16.onnx", manifest.weights());
    assertEquals(Pooling.CLS, manifest.pooling());
    assertEquals(64, manifest.maxTokens());
    assertEquals(new ModelManifest.Prompts("q: ", "d: "), manifest.prompts());
    assertEquals(List.of(64, 128), manifest.matryoshka());
    assertEquals("CC0-1.0", manifest.licence());
    assertEquals("https://models.example/half", manifest.source());
    assertTrue(filesOf(models.resolve("half")).contains("onnx/model_fp16.onnx"));
  }

  private static ModelOverrides stated(String weights, Pooling pooling, int maxTokens) {
    return new ModelOverrides(
        Optional.of(pooling),
        Optional.of(weights),
        OptionalInt.of(maxTokens),
        Optional.of("q: "),
        Optional.of("d: "),
        List.of(64, 128),
        Optional.of("CC0-1.0"),
        Optional.of("https://models.example/half"));
  }

  @Test
  void aModelWithAManifestIsTakenUnderAnotherName() throws IOException {
    add("small", false);

    ModelFolder copy = store.add(models.resolve("small"), "copy", ModelOverrides.NONE, false);

    assertEquals("copy", copy.manifest().name());
    assertEquals(store.open("small").manifest().files(), copy.manifest().files());
  }

  @Test
  void aCopyOfAFileThatIsNotTheManifestsIsRefusedAndLeavesNothing() throws IOException {
    add("small", false);
    Files.writeString(models.resolve("small/tokenizer.json"), "{}", UTF_8);

    String message =
        String.valueOf(
            assertThrows(
                    ModelException.class,
                    () -> store.add(models.resolve("small"), "copy", ModelOverrides.NONE, false))
                .getMessage());

    assertTrue(message.contains("tokenizer.json is not the file"), message);
    assertEquals(
        Set.of("small/manifest.json", "small/model.onnx", "small/tokenizer.json"), filesOf(models));
  }

  @Test
  void aTakenNameIsRefusedUnlessItMayBeReplaced() throws IOException {
    add("small", false);
    saved.with("model.onnx", "better weights");

    String message = refusalOfAdding("small", ModelOverrides.NONE);
    assertTrue(message.contains("--replace"), message);
    assertEquals("weights", Files.readString(models.resolve("small/model.onnx"), UTF_8));

    add("small", true);
    assertEquals("better weights", Files.readString(models.resolve("small/model.onnx"), UTF_8));
    assertEquals(
        Set.of("small/manifest.json", "small/model.onnx", "small/tokenizer.json"), filesOf(models));
  }

  @Test
  void aModelThatIsInItsPlaceAlreadyGetsAManifest() throws IOException {
    SavedModel here = SavedModel.at(models.resolve("here"));
    assertTrue(store.open("here").derived());

    ModelFolder added = store.add(here.folder(), "here", ModelOverrides.NONE, false);

    assertFalse(added.derived());
    assertTrue(filesOf(here.folder()).contains("config.json"), "nothing of it is taken away");
    assertFalse(store.open("here").derived());
  }

  @Test
  void aModelWithoutALicenceIsRefusedUntilOneIsStated() throws IOException {
    saved.without("README.md");
    String message = refusalOfAdding("small", ModelOverrides.NONE);
    assertTrue(message.contains("--licence"), message);
    assertEquals(Set.of(), filesOf(models));

    ModelFolder added =
        store.add(saved.folder(), "small", stated("model.onnx", Pooling.MEAN, 64), false);

    assertEquals("CC0-1.0", added.manifest().licence());
  }

  @Test
  void aLinkThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "not yours", UTF_8);
    saved.without("model.onnx");
    Files.createSymbolicLink(saved.folder().resolve("model.onnx"), secret);

    String message = refusalOfAdding("small", ModelOverrides.NONE);

    assertTrue(message.contains("outside the model's folder"), message);
    try (Stream<Path> left = Files.list(models)) {
      assertEquals(List.of(), left.toList(), "not even a hidden folder");
    }
  }

  @Test
  void aLinkWithinTheFolderIsCopiedAsTheFileItLeadsTo() throws IOException {
    saved.without("model.onnx").with("real.onnx", "weights");
    Files.createSymbolicLink(saved.folder().resolve("model.onnx"), Path.of("real.onnx"));

    add("small", false);

    assertFalse(Files.isSymbolicLink(models.resolve("small/model.onnx")));
    assertEquals("weights", Files.readString(models.resolve("small/model.onnx"), UTF_8));
  }

  @Test
  void aModelThatIsALinkIsReplacedWithoutTouchingWhatItLeadsTo() throws IOException {
    SavedModel linked = SavedModel.at(folder.resolve("linked"));
    Files.createDirectories(models);
    Files.createSymbolicLink(models.resolve("small"), linked.folder());
    assertTrue(store.open("small").derived());

    assertFalse(add("small", true).derived());

    assertFalse(Files.isSymbolicLink(models.resolve("small")));
    assertTrue(Files.exists(linked.folder().resolve("model.onnx")));
    assertFalse(Files.exists(linked.folder().resolve("manifest.json")));
  }

  @Test
  void aManifestThatNamesFilesElsewhereIsRefused() throws IOException {
    saved.with(
        "manifest.json",
        """
        {"name": "x", "source": "s", "upstream": "u", "licence": "MIT", "pooling": "mean",
         "dimension": 8, "maxTokens": 16, "weights": "../secret",
         "files": {"../secret": "%s", "tokenizer.json": "%s"}}
        """
            .formatted("0".repeat(64), "0".repeat(64)));

    String message = refusalOfAdding("small", ModelOverrides.NONE);

    assertTrue(message.contains("paths within the folder"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../small", "a/b", "", ".small", "..", "small model", "ä"})
  void aNameThatIsNoFoldersIsRefused(String name) {
    assertTrue(refusalOfAdding(name, ModelOverrides.NONE).contains("name of a model"));
    assertThrows(ModelException.class, () -> store.open(name));
    assertThrows(ModelException.class, () -> store.find(name));
  }

  @Test
  void aFolderThatIsNoModelIsRefused() {
    String message =
        String.valueOf(
            assertThrows(
                    ModelException.class,
                    () -> store.add(folder, "small", ModelOverrides.NONE, false))
                .getMessage());

    assertTrue(message.contains("neither manifest.json nor config.json"), message);
  }

  @Test
  void theListHasModelsAndWhatOnlyLooksLikeOne() throws IOException {
    add("ready", false);
    SavedModel.at(models.resolve("derived"));
    add("waiting", false);
    Files.delete(models.resolve("waiting/model.onnx"));
    Files.delete(models.resolve("waiting/tokenizer.json"));
    add("halved", false);
    Files.delete(models.resolve("halved/model.onnx"));
    Files.createDirectories(models.resolve("empty"));
    Files.createDirectories(models.resolve(".adding-x"));
    Files.writeString(models.resolve("README.md"), "models", UTF_8);

    List<ModelEntry> entries = store.list();

    assertEquals(
        List.of("derived", "empty", "halved", "ready", "waiting"),
        entries.stream().map(ModelEntry::name).toList());
    assertTrue(assertInstanceOf(ModelEntry.Ready.class, entries.get(0)).folder().derived());
    assertTrue(
        assertInstanceOf(ModelEntry.Broken.class, entries.get(1))
            .reason()
            .contains("manifest.json"));
    assertTrue(
        assertInstanceOf(ModelEntry.Broken.class, entries.get(2)).reason().contains("model.onnx"));
    ModelEntry.Ready ready = assertInstanceOf(ModelEntry.Ready.class, entries.get(3));
    assertEquals(
        Files.size(models.resolve("ready/model.onnx"))
            + Files.size(models.resolve("ready/tokenizer.json")),
        ready.bytes());
    assertInstanceOf(ModelEntry.NotFetched.class, entries.get(4));
  }

  @Test
  void aFolderThatIsNotThereHasNoModels() throws IOException {
    assertEquals(List.of(), store.list());
  }

  @Test
  void whatIsNoModelCannotBeFound() throws IOException {
    Files.createDirectories(models.resolve("empty"));

    assertThrows(ModelException.class, () -> store.find("empty"));
    assertThrows(ModelException.class, () -> store.find("nowhere"));
  }
}
