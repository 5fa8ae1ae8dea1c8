package io.akin.http.textembeddings;

import static io.akin.http.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.embed.Embedder;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderBusyException;
import io.akin.encoder.FailingEncoder;
import io.akin.encoder.HashingEncoder;
import io.akin.http.ServerOptions;
import io.akin.http.Surface;
import io.akin.http.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface of Text Embeddings Inference, as its clients send and read it. */
class TextEmbeddingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HashingEncoder ENCODER = new HashingEncoder("words", 64);
  private static final String COMPARED =
      "\"inputs\":{\"source_sentence\":\"kites in the wind\","
          + "\"sentences\":[\"a kite in the wind\",\"sour bread\"]}";

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    server = serve(ENCODER);
  }

  private static TestServer serve(Encoder encoder) throws IOException {
    return TestServer.over(
        folder, encoder, ServerOptions.at("127.0.0.1", 0), TextEmbeddingsTest::surfaces);
  }

  private static List<Surface> surfaces(TestServer.Parts parts) {
    return List.of(
        new TextEmbeddings(new Embedder(parts::encoder), parts.metrics().registry()), parts.site());
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static void assertVector(String text, JsonNode vector) {
    float[] expected = ENCODER.encode(List.of(text)).getFirst().toArray();
    assertEquals(expected.length, vector.size());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], vector.get(i).floatValue());
    }
  }

  private static void assertError(
      HttpResponse<String> response, int status, String type, String message) throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    JsonNode error = JSON.readTree(response.body());
    assertEquals(2, error.size(), response.body());
    assertEquals(type, error.get("error_type").textValue());
    assertTrue(error.get("error").textValue().contains(message), response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/embed", "/"})
  void textsBecomeAListOfVectorsAndSoDoesOneText(String path) throws Exception {
    JsonNode one = json(server.post(path, "{\"inputs\":\"kites\"}"));
    JsonNode two = json(server.post(path, "{\"inputs\":[\"kites\",\"bread\"],\"normalize\":true}"));

    assertEquals(1, one.size());
    assertVector("kites", one.get(0));
    assertEquals(2, two.size());
    assertVector("bread", two.get(1));
  }

  /** {@code feature_extraction} and {@code sentence_similarity} both post to the address itself. */
  @Test
  void theOfficialClientFindsBothOfItsTasksAtOneAddress() throws Exception {
    JsonNode vectors =
        json(
            server.post(
                "/",
                "{\"inputs\":\"kites\",\"normalize\":true,\"truncate\":true,"
                    + "\"truncation_direction\":\"Right\",\"prompt_name\":\"query\"}"));
    JsonNode scores = json(server.post("/", "{" + COMPARED + ",\"parameters\":{}}"));

    assertVector("kites", vectors.get(0));
    assertEquals(2, scores.size());
    assertTrue(scores.get(0).floatValue() > scores.get(1).floatValue() + 0.3, scores.toString());
    assertVector(
        "kites", json(server.post("/", "{\"inputs\":\"kites\",\"parameters\":{}}")).get(0));
    HttpResponse<String> page = server.get("/");
    assertTrue(page.headers().firstValue("Content-Type").orElseThrow().startsWith("text/html"));
  }

  @Test
  void similarityIsTheCosine() throws Exception {
    JsonNode scores =
        json(
            server.post(
                "/similarity",
                "{" + COMPARED + ",\"parameters\":{\"truncate\":true,\"prompt_name\":null}}"));

    double cosine =
        ENCODER
            .encode(List.of("kites in the wind"))
            .getFirst()
            .cosine(ENCODER.encode(List.of("a kite in the wind")).getFirst());
    assertEquals(cosine, scores.get(0).doubleValue(), 1e-6);
  }

  @Test
  void aLongTextIsCutAtTheEndThatIsNamedOrRefused() throws Exception {
    String text = "kites ".repeat(256) + "bread ".repeat(256);
    String inputs = "{\"inputs\":\"" + text + "\"";

    assertVector("kites", json(server.post("/embed", inputs + "}")).get(0));
    assertVector(
        "kites",
        json(server.post("/embed", inputs + ",\"truncation_direction\":\"Right\"}")).get(0));
    assertVector(
        "bread",
        json(server.post("/embed", inputs + ",\"truncation_direction\":\"Left\"}")).get(0));
    assertError(
        server.post("/embed", inputs + ",\"truncate\":false}"),
        422,
        "Validation",
        "`inputs` must have less than 256 tokens. Given: 514");
  }

  @Test
  void vectorsAreShortenedOnlyWhereTheModelAllowsIt() throws Exception {
    assertEquals(
        32, json(server.post("/embed", "{\"inputs\":\"kites\",\"dimensions\":32}")).get(0).size());
    assertError(
        server.post("/embed", "{\"inputs\":\"kites\",\"dimensions\":31}"),
        422,
        "Validation",
        "[32, 64]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/embed | {\"inputs\":[]} | 400 | Empty | cannot be empty",
        "/embed | {\"inputs\":\"\"} | 400 | Empty | cannot be empty",
        "/embed | {} | 422 | Validation | want a text",
        "/embed | {\"inputs\":{\"a\":1}} | 422 | Validation | want a text",
        "/embed | {\"inputs\":\"a\",\"truncate\":\"yes\"} | 422 | Validation | truncate",
        "/embed | {\"inputs\":\"a\",\"truncation_direction\":\"Up\"} | 422 | Validation | Left",
        "/embed | {\"inputs\":\"a\",\"prompt_name\":\"poem\"} | 422 | Validation | poem",
        "/embed | nonsense | 422 | Validation | not JSON",
        "/embed | [1] | 422 | Validation | object",
        "/ | {\"inputs\":7} | 422 | Validation | want a text",
        "/ | {\"inputs\":{\"source_sentence\":1}} | 422 | Validation | source_sentence",
        "/similarity | {\"inputs\":{\"source_sentence\":\"a\",\"sentences\":[]}} | 400 | Empty | empty",
        "/similarity | {\"inputs\":{\"source_sentence\":\"a\",\"sentences\":[7]}} | 422 | Validation | token",
        "/rerank | {\"query\":\"a\",\"texts\":[\"b\"]} | 424 | Backend | model is not a re-ranker model",
        "/predict | {\"inputs\":\"a\"} | 424 | Backend | not a classifier",
        "/embed_sparse | {\"inputs\":\"a\"} | 424 | Backend | SPLADE",
        "/embed_all | {\"inputs\":\"a\"} | 424 | Backend | single tokens",
        "/tokenize | {\"inputs\":[]} | 400 | Empty | cannot be empty",
        "/decode | {\"ids\":[]} | 400 | Empty | cannot be empty",
        "/decode | {\"ids\":[77777]} | 422 | Tokenizer | 77777",
        "/decode | {\"ids\":\"a\"} | 422 | Validation | list of tokens",
      })
  void aMistakeHasItsStatusAndType(
      String path, String body, int status, String type, String message) throws Exception {
    assertError(server.post(path, body), status, type, message);
  }

  @Test
  void tokensOfARequestHaveALimit() throws Exception {
    assertError(
        server.post("/tokenize", "{\"inputs\":[\"%1$s\",\"%1$s\"]}".formatted("a ".repeat(50_000))),
        422,
        "Validation",
        "100,000 tokens together");
  }

  @Test
  void aBatchThatIsTooLargeIsUnprocessable() throws Exception {
    String texts = Stream.generate(() -> "\"a\"").limit(33).collect(Collectors.joining(","));

    for (String path : List.of("/embed", "/", "/tokenize")) {
      assertError(
          server.post(path, "{\"inputs\":[" + texts + "]}"),
          422,
          "Validation",
          "batch size 33 > maximum allowed batch size 32");
    }
    assertEquals(
        32, json(server.post("/embed", "{\"inputs\":[" + texts.substring(4) + "]}")).size());
  }

  @Test
  void theCompatibleRouteTakesAnyModelAndHasErrorsOfItsOwn() throws Exception {
    JsonNode answer = json(server.post("/embeddings", "{\"input\":[\"kites\"],\"model\":\"any\"}"));

    assertEquals("words", answer.get("model").textValue());
    assertVector("kites", answer.at("/data/0/embedding"));
    assertEquals(3, answer.at("/usage/prompt_tokens").intValue());

    HttpResponse<String> wrong = server.post("/embeddings", "{\"input\":[]}");
    assertEquals(400, wrong.statusCode());
    assertEquals(
        JSON.readTree("{\"message\":\"`inputs` cannot be empty\",\"code\":400,\"type\":\"Empty\"}"),
        JSON.readTree(wrong.body()));
  }

  @Test
  void tokensAreTold() throws Exception {
    JsonNode tokens = json(server.post("/tokenize", "{\"inputs\":\"🚀 Kites fly\"}")).get(0);
    JsonNode bare =
        json(server.post("/tokenize", "{\"inputs\":[\"Kites\"],\"add_special_tokens\":false}"));

    assertEquals(4, tokens.size());
    assertEquals(
        JSON.readTree(
            "{\"id\":1,\"text\":\"[CLS]\",\"special\":true,\"start\":null,\"stop\":null}"),
        tokens.get(0));
    assertEquals("Kites", tokens.at("/1/text").textValue());
    assertEquals(2, tokens.at("/1/start").intValue());
    assertEquals(7, tokens.at("/1/stop").intValue());
    assertEquals(8, tokens.at("/2/start").intValue());
    assertEquals(1, bare.get(0).size());
  }

  @Test
  void tokensBecomeTextAgain() throws Exception {
    JsonNode tokens = json(server.post("/tokenize", "{\"inputs\":\"kites fly\"}")).get(0);
    String ids = tokens.findValuesAsText("id").stream().collect(Collectors.joining(",", "[", "]"));

    assertEquals(
        JSON.readTree("[\"kites fly\"]"), json(server.post("/decode", "{\"ids\":" + ids + "}")));
    assertEquals(
        JSON.readTree("[\"kites fly\",\"kites fly\"]"),
        json(server.post("/decode", "{\"ids\":[" + ids + "," + ids + "]}")));
    assertEquals(
        JSON.readTree("[\"[CLS] kites fly [SEP]\"]"),
        json(server.post("/decode", "{\"ids\":" + ids + ",\"skip_special_tokens\":false}")));
  }

  @Test
  void theModelIsDescribed() throws Exception {
    JsonNode info = server.json("/info");

    assertEquals("words", info.get("model_id").textValue());
    assertEquals("mean", info.at("/model_type/embedding/pooling").textValue());
    assertEquals(256, info.get("max_input_length").intValue());
    assertEquals(32, info.get("max_client_batch_size").intValue());
    assertTrue(info.get("auto_truncate").booleanValue());
    for (String key :
        List.of(
            "model_sha",
            "model_dtype",
            "served_model_name",
            "max_concurrent_requests",
            "max_batch_tokens",
            "max_batch_requests",
            "tokenization_workers",
            "version",
            "sha",
            "docker_label")) {
      assertTrue(info.has(key), key);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/ping"})
  void aHealthyServerHasNothingToSay(String path) throws Exception {
    HttpResponse<String> response = server.get(path);

    assertEquals(200, response.statusCode());
    assertEquals("", response.body());
  }

  @Test
  void anAnswerSaysWhatItCost() throws Exception {
    HttpResponse<String> response = server.post("/embed", "{\"inputs\":[\"kites 🚀\",\"a b\"]}");

    assertEquals("10", response.headers().firstValue("x-compute-characters").orElseThrow());
    assertEquals("7", response.headers().firstValue("x-compute-tokens").orElseThrow());
    for (String header :
        List.of(
            "x-compute-time",
            "x-total-time",
            "x-tokenization-time",
            "x-queue-time",
            "x-inference-time")) {
      assertTrue(response.headers().firstValueAsLong(header).orElseThrow() >= 0, header);
    }
  }

  @Test
  void whatItMeasuresHasTheNamesThatDashboardsKnow() throws Exception {
    assertEquals(200, server.post("/embed", "{\"inputs\":\"a\"}").statusCode());
    assertEquals(200, server.post("/embed", "{\"inputs\":[\"a\"]}").statusCode());
    assertEquals(422, server.post("/embed", "{}").statusCode());

    String metrics = server.get("/metrics").body();

    for (String wanted :
        List.of(
            "te_request_count{method=\"single\"} ",
            "te_request_count{method=\"batch\"} ",
            "te_request_success{method=\"single\"} ",
            "te_request_failure{err=\"validation\"} ",
            "te_request_duration_bucket{le=\"",
            "te_request_tokenization_duration_sum ",
            "te_request_inference_duration_count ",
            "te_request_input_length_bucket{le=\"256.0\"} ",
            "te_embed_count ",
            "te_embed_success ",
            "te_embed_duration_count ",
            "te_queue_size 0.0")) {
      assertTrue(metrics.contains(wanted), wanted);
    }
    assertFalse(metrics.contains("te_request_count_total"));
  }

  @Test
  void aBusyEncoderIsOverloaded() throws Exception {
    try (TestServer busy = serve(new FailingEncoder(ENCODER, new EncoderBusyException()))) {
      HttpResponse<String> response = busy.post("/embed", "{\"inputs\":\"a\"}");

      assertError(response, 429, "Overloaded", "Model is overloaded");
      assertEquals("1", response.headers().firstValue("Retry-After").orElseThrow());
    }
  }

  @Test
  void whatIsNotServedIsAnErrorOfThisForm() throws Exception {
    assertError(server.get("/embed"), 405, "Validation", "POST");
  }
}
