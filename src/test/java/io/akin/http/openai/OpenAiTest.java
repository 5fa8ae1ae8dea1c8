package io.akin.http.openai;

import static io.akin.http.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.embed.Embedder;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderBusyException;
import io.akin.encoder.FailingEncoder;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.Token;
import io.akin.http.ServerOptions;
import io.akin.http.Surface;
import io.akin.http.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's interface, as its clients send and read it. */
class OpenAiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HashingEncoder ENCODER = new HashingEncoder("words", 64);

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    server = serve(ENCODER);
  }

  private static TestServer serve(Encoder encoder) throws IOException {
    return TestServer.over(folder, encoder, ServerOptions.at("127.0.0.1", 0), OpenAiTest::surfaces);
  }

  private static List<Surface> surfaces(TestServer.Parts parts) {
    return List.of(new OpenAi(new Embedder(parts::encoder)));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static HttpResponse<String> embeddings(String body) throws Exception {
    return server.post("/v1/embeddings", body);
  }

  private static float[] floats(JsonNode numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    return floats;
  }

  private static float[] decoded(JsonNode base64) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64.textValue()))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }

  private static List<Float> expected(String text) {
    return boxed(ENCODER.encode(List.of(text)).getFirst().toArray());
  }

  private static List<Float> boxed(float[] floats) {
    return IntStream.range(0, floats.length).mapToObj(i -> floats[i]).toList();
  }

  private static void assertError(
      HttpResponse<String> response, int status, String param, String message) throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    JsonNode error = JSON.readTree(response.body()).get("error");
    assertEquals(
        Set.of("message", "type", "param", "code"),
        error.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet()));
    assertEquals(param, error.get("param").asText(), response.body());
    assertTrue(error.get("message").textValue().contains(message), response.body());
  }

  @Test
  void aTextBecomesAVectorWithItsTokensCounted() throws Exception {
    JsonNode answer = json(embeddings("{\"input\":\"kites in the wind\",\"model\":\"words\"}"));

    assertEquals("list", answer.get("object").textValue());
    assertEquals("words", answer.get("model").textValue());
    assertEquals(6, answer.at("/usage/prompt_tokens").intValue());
    assertEquals(6, answer.at("/usage/total_tokens").intValue());
    assertEquals("embedding", answer.at("/data/0/object").textValue());
    assertEquals(0, answer.at("/data/0/index").intValue());
    assertEquals(expected("kites in the wind"), boxed(floats(answer.at("/data/0/embedding"))));
  }

  @Test
  void theOfficialClientsFormIsBase64OfLittleEndianFloats() throws Exception {
    JsonNode answer =
        json(
            embeddings(
                "{\"input\":[\"kites\",\"bread\"],\"model\":\"words\",\"encoding_format\":\"base64\"}"));

    assertEquals(expected("kites"), boxed(decoded(answer.at("/data/0/embedding"))));
    assertEquals(expected("bread"), boxed(decoded(answer.at("/data/1/embedding"))));
    assertEquals(1, answer.at("/data/1/index").intValue());
  }

  @Test
  void tokensStandForTheirText() throws Exception {
    String tokens =
        ENCODER.tokens("kites in the wind").stream()
            .map(Token::id)
            .map(String::valueOf)
            .collect(Collectors.joining(",", "[", "]"));

    for (String input : List.of(tokens, "[" + tokens + "]")) {
      JsonNode answer = json(embeddings("{\"input\":" + input + ",\"model\":\"words\"}"));

      assertEquals(1, answer.get("data").size());
      assertEquals(expected("kites in the wind"), boxed(floats(answer.at("/data/0/embedding"))));
    }
    assertError(
        embeddings("{\"input\":[[99999999999]],\"model\":\"words\"}"), 400, "input", "99999999999");
  }

  @Test
  void vectorsAreShortenedOnlyWhereTheModelAllowsIt() throws Exception {
    JsonNode answer =
        json(embeddings("{\"input\":\"kites\",\"model\":\"words\",\"dimensions\":32}"));

    assertEquals(
        boxed(ENCODER.encode(List.of("kites")).getFirst().cutTo(32).toArray()),
        boxed(floats(answer.at("/data/0/embedding"))));
    for (String wrong :
        List.of("31", "0", "-1", "65", "1e9", "32.5", "\"32\"", "99999999999", "[]")) {
      assertError(
          embeddings("{\"input\":\"kites\",\"model\":\"words\",\"dimensions\":" + wrong + "}"),
          400,
          "dimensions",
          "[32, 64]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"words\"} | input | want a text",
        "{\"model\":\"words\",\"input\":null} | input | want a text",
        "{\"model\":\"words\",\"input\":\"\"} | input | must not be empty",
        "{\"model\":\"words\",\"input\":[]} | input | must not be empty",
        "{\"model\":\"words\",\"input\":[\"\"]} | input | must not be empty",
        "{\"model\":\"words\",\"input\":[[]]} | input | must not be empty",
        "{\"model\":\"words\",\"input\":[null]} | input | want a text",
        "{\"model\":\"words\",\"input\":{}} | input | want a text",
        "{\"model\":\"words\",\"input\":7} | input | want a text",
        "{\"model\":\"words\",\"input\":[1.5]} | input | whole numbers",
        "{\"model\":\"words\",\"input\":[1,\"a\"]} | input | whole numbers",
        "{\"model\":\"words\",\"input\":[1e400]} | input | whole numbers",
        "{\"model\":\"words\",\"input\":\"a\",\"encoding_format\":\"hex\"} | encoding_format | hex",
        "{\"model\":\"words\",\"input\":\"a\",\"input_type\":\"x\"} | input_type | 'query'",
        "{\"input\":\"a\"} | model | must provide",
        "{\"input\":\"a\",\"model\":7} | model | must provide",
        "[] | null | object in JSON",
        "nonsense | null | not JSON",
        "{ | null | not JSON",
        "`` | null | object in JSON",
      })
  void aMistakeIsNamedWithItsParameter(String body, String param, String message) throws Exception {
    assertError(embeddings(body), 400, param, message);
  }

  @Test
  void thereIsALimitOfTexts() throws Exception {
    String texts = Stream.generate(() -> "\"a\"").limit(2_049).collect(Collectors.joining(","));

    assertError(
        embeddings("{\"model\":\"words\",\"input\":[" + texts + "]}"), 400, "input", "2048");
    assertEquals(
        2_048,
        json(embeddings("{\"model\":\"words\",\"input\":[" + texts.substring(4) + "]}"))
            .get("data")
            .size());
  }

  @Test
  void aTextThatIsTooLongIsCutAndAnEndlessOneRefused() throws Exception {
    JsonNode answer =
        json(embeddings("{\"model\":\"words\",\"input\":\"" + "kites ".repeat(5_000) + "\"}"));

    assertEquals(256, answer.at("/usage/prompt_tokens").intValue());
    assertError(
        embeddings("{\"model\":\"words\",\"input\":\"" + "kites ".repeat(50_000) + "\"}"),
        400,
        "input",
        "100,000 characters");
    assertError(
        embeddings("{\"model\":\"words\",\"input\":\"" + "kites ".repeat(900_000) + "\"}"),
        413,
        "null",
        "bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "Words", "our-lab/words"})
  void theModelIsKnownByItsName(String name) throws Exception {
    assertEquals(
        "words",
        json(embeddings("{\"input\":\"a\",\"model\":\"" + name + "\"}")).get("model").textValue());
    assertEquals("words", server.json("/v1/models/" + name).get("id").textValue());
  }

  @Test
  void anUnknownModelIsNotFound() throws Exception {
    for (HttpResponse<String> response :
        List.of(
            embeddings("{\"input\":\"a\",\"model\":\"text-embedding-3-small\"}"),
            server.get("/v1/models/text-embedding-3-small"))) {
      assertError(response, 404, "model", "text-embedding-3-small");
      assertEquals("model_not_found", JSON.readTree(response.body()).at("/error/code").textValue());
    }
  }

  @Test
  void modelsAreListed() throws Exception {
    JsonNode models = server.json("/v1/models");

    assertEquals("list", models.get("object").textValue());
    assertEquals(1, models.get("data").size());
    assertEquals("words", models.at("/data/0/id").textValue());
    assertEquals("model", models.at("/data/0/object").textValue());
    assertTrue(models.at("/data/0/created").isIntegralNumber());
    assertTrue(models.at("/data/0/owned_by").isTextual());
  }

  @Test
  void whatIsNotServedIsAnErrorOfThisForm() throws Exception {
    assertError(server.get("/v1/files"), 404, "null", "nothing is served");
    assertError(server.get("/v1/embeddings"), 405, "null", "POST");
  }

  @Test
  void aBusyEncoderAsksToComeBack() throws Exception {
    try (TestServer busy = serve(new FailingEncoder(ENCODER, new EncoderBusyException()))) {
      HttpResponse<String> response =
          busy.post("/v1/embeddings", "{\"input\":\"a\",\"model\":\"words\"}");

      assertError(response, 503, "null", "try again");
      assertEquals("1", response.headers().firstValue("Retry-After").orElseThrow());
    }
  }
}
