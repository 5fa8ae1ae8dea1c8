package io.akin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.model.SavedModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder of models from the command line. */
class ModelCommandTest {
  @TempDir private Path folder;
  private Path models;
  private SavedModel saved;

  /** What a command did. */
  private record Ran(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      assertEquals(1, out.lines().count(), out);
      return new ObjectMapper().readTree(out);
    }
  }

  @BeforeEach
  void makeModel() throws IOException {
    models = folder.resolve("models");
    saved = SavedModel.at(folder.resolve("small"));
  }

  private Ran run(String... arguments) {
    return runOn(models, arguments);
  }

  private static Ran runOn(Path models, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("--models", models.toString(), "model"));
    all.addAll(List.of(arguments));
    int exitCode;
    try (var outStream = new PrintStream(out, false, UTF_8);
        var errStream = new PrintStream(err, false, UTF_8)) {
      Console console =
          new Console(new ByteArrayInputStream(new byte[0]), outStream, errStream, false);
      exitCode = Main.commandLine(console).execute(all.toArray(String[]::new));
    }
    return new Ran(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Ran add(String... options) {
    List<String> arguments = new ArrayList<>(List.of("add", saved.folder().toString()));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void anAddedModelIsCalledAfterItsFolderAndListed() {
    Ran added = add();

    assertEquals(ExitCode.DONE, added.exitCode(), added.err());
    assertTrue(added.out().startsWith("added small@"), added.out());
    assertTrue(added.out().contains("(mean, 384 d, 256 tokens)"), added.out());
    Ran list = run("list");
    assertEquals(ExitCode.DONE, list.exitCode(), list.err());
    assertTrue(
        list.out().matches("small +384 d +256 tokens +mean +Apache-2\\.0 +0\\.0 MB\\R"),
        list.out());
  }

  @Test
  void everyOptionTakesThePlaceOfWhatTheFolderSays() throws IOException {
    saved.with("onnx/model_fp16.onnx", "half");

    JsonNode model =
        add(
                "--name",
                "mine",
                "--pooling",
                "last_token",
                "--weights",
                "onnx/model_fp16.onnx",
                "--max-tokens",
                "64",
                "--query-prompt",
                "query: ",
                "--document-prompt",
                "passage: ",
                "--matryoshka",
                "64,128",
                "--licence",
                "MIT",
                "--source",
                "https://models.example/mine",
                "--json")
            .json();

    assertEquals("mine", model.get("name").textValue());
    assertEquals("last_token", model.get("pooling").textValue());
    assertEquals("onnx/model_fp16.onnx", model.get("weights").textValue());
    assertEquals(64, model.get("max_tokens").intValue());
    assertEquals("query: ", model.get("prompts").get("query").textValue());
    assertEquals("passage: ", model.get("prompts").get("document").textValue());
    assertEquals("[64,128]", model.get("matryoshka").toString());
    assertEquals("MIT", model.get("licence").textValue());
    assertEquals("https://models.example/mine", model.get("source").textValue());
    JsonNode shown = run("show", "mine", "--json").json();
    assertEquals("ready", shown.get("state").textValue());
    assertEquals(model.get("files"), shown.get("files"));
  }

  @Test
  void aTakenNameIsRefusedUntilItMayBeReplaced() throws IOException {
    add();
    saved.with("model.onnx", "better weights");

    Ran refused = add();

    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    assertTrue(refused.err().contains("--replace"), refused.err());
    assertEquals("", refused.out());
    assertEquals(ExitCode.DONE, add("--replace").exitCode());
    assertEquals("better weights", Files.readString(models.resolve("small/model.onnx"), UTF_8));
  }

  @Test
  void aFolderThatDoesNotSayHowItPoolsIsAddedOnceThatIsStated() throws IOException {
    saved = SavedModel.transformer(folder.resolve("plain"));

    Ran refused = add("--licence", "Apache-2.0");

    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    assertTrue(refused.err().contains("--pooling"), refused.err());
    Ran added = add("--licence", "Apache-2.0", "--pooling", "cls");
    assertEquals(ExitCode.DONE, added.exitCode(), added.err());
    assertTrue(added.out().contains("(cls, 384 d, 512 tokens)"), added.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pooling | best | want cls, mean, max or last_token",
        "--max-tokens | 2 | at least 3",
        "--matryoshka | small | small' is not"
      })
  void anOptionThatCannotBeIsAMistakeOfTheCommandLine(String option, String value, String part) {
    Ran ran = add(option, value);

    assertEquals(ExitCode.USAGE, ran.exitCode());
    assertTrue(ran.err().contains(part), ran.err());
    assertFalse(Files.exists(models), "nothing is made");
  }

  @Test
  void aModelIsShownWithWhatMakesItsVectors() throws IOException {
    saved.with("config_sentence_transformers.json", "{\"prompts\": {\"query\": \"query: \"}}");
    add("--matryoshka", "64,128");

    Ran shown = run("show", "small");

    assertEquals(ExitCode.DONE, shown.exitCode(), shown.err());
    assertTrue(shown.out().contains("query prompt     'query: '"), shown.out());
    assertTrue(shown.out().contains("cut to           64, 128"), shown.out());
    assertTrue(
        shown
            .out()
            .contains(
                "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c  model.onnx"),
        shown.out());
  }

  @Test
  void anUnknownModelIsAnErrorWithTheNextStep() {
    Ran shown = run("show", "nowhere");

    assertEquals(ExitCode.CONFIGURATION, shown.exitCode());
    assertTrue(shown.err().contains("no model nowhere"), shown.err());
  }

  @Test
  void verifyingTellsSoundModelsFromChangedOnes() throws IOException {
    add();
    add("--name", "changed");
    Files.writeString(models.resolve("changed/model.onnx"), "Weights", UTF_8);

    Ran all = run("verify");

    assertEquals(ExitCode.CONFIGURATION, all.exitCode());
    assertTrue(all.out().contains("small                        sound: 2 files"), all.out());
    assertTrue(all.out().contains("changed                      broken: "), all.out());
    assertTrue(all.out().contains("is not the file its manifest names"), all.out());
    assertEquals(ExitCode.DONE, run("verify", "small").exitCode());
    JsonNode json = run("verify", "changed", "--json").json();
    assertEquals("broken", json.get("models").get(0).get("state").textValue());
  }

  @Test
  void verifyingSaysWhereThereIsNothingToCompareWith() throws IOException {
    SavedModel.at(models.resolve("derived"));

    Ran ran = run("verify");

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("unpinned: it has no manifest.json"), ran.out());
  }

  @Test
  void aModelOfWhichOnlyTheManifestIsThereIsNotFetched() throws IOException {
    add();
    Files.delete(models.resolve("small/model.onnx"));
    Files.delete(models.resolve("small/tokenizer.json"));

    assertTrue(run("list").out().contains("not fetched"));
    assertTrue(run("show", "small").out().contains("make model MODEL=small"));
    assertEquals(ExitCode.DONE, run("verify").exitCode());
    assertEquals(ExitCode.CONFIGURATION, run("verify", "small").exitCode());
  }

  @Test
  void aBrokenFolderIsListedWithWhatIsWrongAndTheOthersToo() throws IOException {
    add();
    Files.createDirectories(models.resolve("broken"));

    Ran list = run("list");
    JsonNode json = run("list", "--json").json().get("models");

    assertEquals(ExitCode.DONE, list.exitCode());
    assertTrue(list.out().contains("broken                       cannot be used: "), list.out());
    assertTrue(list.out().contains("small  "), list.out());
    assertEquals("broken", json.get(0).get("state").textValue());
    assertTrue(json.get(0).get("reason").textValue().contains("manifest.json"));
    assertEquals("ready", json.get(1).get("state").textValue());
    assertEquals(
        Files.size(models.resolve("small/model.onnx"))
            + Files.size(models.resolve("small/tokenizer.json")),
        json.get(1).get("bytes").longValue());
  }

  @Test
  void theModelsThatComeWithAkinAreListedAndTheDefaultOneIsMarked() throws IOException {
    JsonNode listed = runOn(Path.of("models"), "list", "--json").json().get("models");

    List<String> packaged = new ArrayList<>();
    for (JsonNode model : listed) {
      String name = model.get("name").textValue();
      assertEquals(name.equals("all-MiniLM-L6-v2"), model.path("default").booleanValue(), name);
      if (model.path("source").asText().startsWith("maven:")) {
        packaged.add(name);
        assertEquals(384, model.get("dimension").intValue(), name);
        boolean bge = name.startsWith("bge");
        assertEquals(bge ? "cls" : "mean", model.get("pooling").textValue(), name);
        assertEquals(bge ? 512 : 256, model.get("max_tokens").intValue(), name);
        assertEquals(bge ? "MIT" : "Apache-2.0", model.get("licence").textValue(), name);
        assertEquals(
            bge ? "Represent this sentence for searching relevant passages: " : "",
            model.get("prompts").get("query").textValue(),
            name);
        assertEquals("", model.get("prompts").get("document").textValue(), name);
      }
    }
    assertEquals(
        List.of(
            "all-MiniLM-L6-v2", "all-MiniLM-L6-v2-q", "bge-small-en-v1.5", "bge-small-en-v1.5-q"),
        packaged);
  }

  @Test
  void theCommandAloneAsksForMore() {
    Ran ran = run();

    assertEquals(ExitCode.USAGE, ran.exitCode());
    assertTrue(ran.err().contains("akin model add DIR"), ran.err());
  }
}
