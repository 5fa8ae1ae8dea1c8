package io.akin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.embedding.Pooling;
import io.akin.model.ModelFolder;
import io.akin.model.ModelManifest;
import io.akin.model.hub.HubServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a server to the folder of models. */
class ModelPullCommandTest {
  private static final String CONFIG =
      """
      {"model_type": "bert", "hidden_size": 8, "max_position_embeddings": 64, "pad_token_id": 0}""";

  private static final Map<String, String> TEXTS =
      Map.of(
          "README.md", "---\nlicense: apache-2.0\n---\na model",
          "config.json", CONFIG,
          "modules.json",
              """
              [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
               {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]""",
          "1_Pooling/config.json",
              "{\"word_embedding_dimension\": 8, \"pooling_mode_mean_tokens\": true}",
          "tokenizer.json", "{}",
          "onnx/model.onnx", "weights");

  @TempDir private Path models;
  private HubServer server;

  /** What a command did. */
  private record Ran(int exitCode, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    server = new HubServer().has("moor/tiny", bytes(TEXTS));
  }

  private static Map<String, byte[]> bytes(Map<String, String> texts) {
    return texts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, text -> text.getValue().getBytes(UTF_8)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ran run(boolean terminal, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("--models", models.toString()));
    all.addAll(List.of(arguments));
    int exitCode;
    try (var outStream = new PrintStream(out, false, UTF_8);
        var errStream = new PrintStream(err, false, UTF_8)) {
      Console console =
          new Console(new ByteArrayInputStream(new byte[0]), outStream, errStream, terminal);
      exitCode = Main.commandLine(console).execute(all.toArray(String[]::new));
    }
    return new Ran(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Ran pull(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("model", "pull", "moor/tiny", "--endpoint", server.url("")));
    arguments.addAll(List.of(more));
    return run(false, arguments.toArray(String[]::new));
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(models)) {
      return all.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aModelIsPutUnderItsNameWithANoteOnWhereItIsFrom() throws IOException {
    Ran ran = pull();

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertEquals(List.of("tiny"), folders());
    assertEquals("weights", Files.readString(models.resolve("tiny/onnx/model.onnx"), UTF_8));
    assertTrue(ran.err().contains("moor/tiny at commit " + HubServer.COMMIT), ran.err());
    assertTrue(ran.err().contains("licence: apache-2.0; 6 files"), ran.err());
    assertTrue(ran.out().startsWith("tiny is in "), ran.out());
    JsonNode note =
        new ObjectMapper().readTree(Files.readString(models.resolve("tiny/download.json"), UTF_8));
    assertEquals(HubServer.COMMIT, note.get("commit").textValue());
    assertEquals("apache-2.0", note.get("licence").textValue());
    assertEquals(6, note.get("files").size());
    ModelManifest manifest = ModelFolder.open(models, "tiny").manifest();
    assertEquals("Apache-2.0", manifest.licence());
    assertEquals(Pooling.MEAN, manifest.pooling());
    assertEquals(server.url("/moor/tiny") + "@" + HubServer.COMMIT, manifest.source());
  }

  @Test
  void theReportIsOneJsonDocument() throws IOException {
    Ran ran = pull("--json", "--name", "other.name");

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertEquals(1, ran.out().lines().count());
    JsonNode report = new ObjectMapper().readTree(ran.out());
    assertEquals("other.name", report.get("name").textValue());
    assertEquals("moor/tiny", report.get("repository").textValue());
    assertEquals(server.url("/moor/tiny"), report.get("source").textValue());
    assertEquals("onnx/model.onnx", report.get("weights").textValue());
    int bytes = TEXTS.values().stream().mapToInt(String::length).sum();
    assertEquals(bytes, report.get("bytes").longValue());
    assertEquals(bytes, report.get("bytes_fetched").longValue());
    assertEquals(List.of("other.name"), folders());
  }

  @Test
  void aModelThatIsThereIsRefusedBeforeAnythingIsAsked() throws IOException {
    Files.createDirectory(models.resolve("tiny"));

    Ran ran = pull();

    assertEquals(ExitCode.FAILED, ran.exitCode());
    assertTrue(ran.err().contains("is there already; --replace"), ran.err());
    assertEquals(List.of(), server.asked());
  }

  @Test
  void aModelIsReplacedOnDemandAndNothingOfTheOldOneStays() throws IOException {
    Files.createDirectories(models.resolve("tiny/onnx"));
    Files.writeString(models.resolve("tiny/onnx/old.onnx"), "old", UTF_8);
    Files.createDirectories(models.resolve(".tiny.replaced/of a killed run"));

    Ran ran = pull("--replace");

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertEquals(List.of("tiny"), folders());
    assertFalse(Files.exists(models.resolve("tiny/onnx/old.onnx")));
    assertTrue(Files.exists(models.resolve("tiny/onnx/model.onnx")));
  }

  @Test
  void whatTheFilesLeaveOpenIsAskedForAndNothingIsFetchedTwice() throws IOException {
    Map<String, String> plain = new HashMap<>(TEXTS);
    plain.remove("modules.json");
    plain.remove("1_Pooling/config.json");
    server.has("moor/tiny", bytes(plain));

    Ran first = pull();
    Ran second = pull("--pooling", "cls", "--json");

    assertEquals(ExitCode.CONFIGURATION, first.exitCode());
    assertTrue(first.err().contains("--pooling"), first.err());
    assertEquals(ExitCode.DONE, second.exitCode(), second.err());
    assertEquals(0, new ObjectMapper().readTree(second.out()).get("bytes_fetched").longValue());
    assertEquals(Pooling.CLS, ModelFolder.open(models, "tiny").manifest().pooling());
  }

  @Test
  void onATerminalTheBarIsGoneInTheEnd() {
    Ran ran = run(true, "model", "pull", "moor/tiny", "--endpoint", server.url(""));

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertFalse(ran.out().contains("download"), ran.out());
  }

  @Test
  void aModelThatIsNotThereIsAnErrorInWords() throws IOException {
    Ran ran = run(false, "model", "pull", "moor/none", "--endpoint", server.url(""));

    assertEquals(ExitCode.FAILED, ran.exitCode());
    assertTrue(ran.err().contains("there is no model moor/none"), ran.err());
    assertEquals(List.of(), folders());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "model pull",
        "model pull ../x",
        "model pull https://huggingface.co/moor/tiny",
        "model pull moor/tiny --endpoint ftp://example.org",
        "model pull moor/tiny --name ../x",
        "model pull moor/tiny --name .hidden",
        "model pull moor/tiny --token hf_x"
      })
  void aWrongCommandLineIsExplainedInOneLine(String line) throws IOException {
    Ran ran = run(false, line.split(" ", -1));

    assertEquals(ExitCode.USAGE, ran.exitCode(), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertEquals(List.of(), folders());
  }
}
