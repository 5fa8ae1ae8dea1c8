package io.akin.http;

import static io.akin.http.TestServer.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderBusyException;
import io.akin.encoder.FailingEncoder;
import io.akin.http.api.Api;
import io.akin.http.site.Pages;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does whatever it serves. */
class HttpServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final ServerOptions OPTIONS = ServerOptions.at("127.0.0.1", 0);

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    server = serve(TestServer.encoder(), OPTIONS);
  }

  private static TestServer serve(Encoder encoder, ServerOptions options) throws IOException {
    return TestServer.over(folder, encoder, options, HttpServerTest::surfaces);
  }

  private static List<Surface> surfaces(TestServer.Parts parts) {
    return List.of(
        new Api(parts.finder(), parts.recommender()),
        new Pages(parts.index(), parts.recommender()));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void anAddressThatDoesNotExistIsAProblemToo() throws Exception {
    assertProblem(server.get("/api/v2/papers"), 404, "no-such-address", "nothing is served");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/papers/nope, 404",
    "/api/v1/papers/2306.00978, 200",
    "/api/v1/papers/hep-th%2F9901001/related, 200",
    "/api/v1/search?q=kites, 200",
    "/, 200"
  })
  void headAnswersAsGetDoesWithoutABody(String path, int status) throws Exception {
    HttpRequest head = HttpRequest.newBuilder(server.uri(path)).HEAD().build();

    HttpResponse<String> response = server.send(head);

    assertEquals(status, response.statusCode());
    assertEquals("", response.body());
    assertEquals(
        server.get(path).headers().firstValue("Content-Type"),
        response.headers().firstValue("Content-Type"));
  }

  @Test
  void aMethodThatIsNotServedIsAProblemToo() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(server.uri("/api/v1/search"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();

    HttpResponse<String> response = server.send(post);

    assertProblem(response, 405, "method-not-allowed", "GET");
    assertEquals("GET, HEAD, OPTIONS", response.headers().firstValue("Allow").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/papers/%2e%2e/x", "/api/v1/papers/%00"})
  void aPathTheWebServerRefusesIsAProblemToo(String path) throws Exception {
    HttpResponse<String> response = server.get(path);

    assertProblem(response, 400, "bad-request", "could not be understood");
    assertEquals("nosniff", response.headers().firstValue("X-Content-Type-Options").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void healthIsReported(String path) throws Exception {
    HttpResponse<String> response = server.get(path);

    assertEquals(200, response.statusCode());
    assertEquals(path.substring(8), JSON.readTree(response.body()).get("status").textValue());
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    String longest = "{\"positive\": \"%s\"}".formatted("x".repeat(Router.MAX_BODY_BYTES));

    assertProblem(server.post("/api/v1/recommend", longest), 413, "too-large", "4,194,304 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
  void recommendationsAreAskedForByPostAlone(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri("/api/v1/recommend"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();

    HttpResponse<String> response = server.send(request);

    assertEquals(405, response.statusCode());
    assertEquals("POST, OPTIONS", response.headers().firstValue("Allow").orElseThrow());
  }

  @Test
  void aFullQueueIsServiceUnavailableWithATimeToComeBack() throws Exception {
    try (TestServer busy =
        serve(new FailingEncoder(TestServer.encoder(), new EncoderBusyException()), OPTIONS)) {
      HttpResponse<String> response = busy.get("/api/v1/search?q=kites");

      assertProblem(response, 503, "busy", "try again");
      assertEquals("1", response.headers().firstValue("Retry-After").orElseThrow());
    }
  }

  @Test
  void whileItStartsEveryRequestIsToComeBack() throws Exception {
    try (TestServer starting =
        TestServer.starting(folder, TestServer.encoder(), OPTIONS, HttpServerTest::surfaces)) {
      for (String path : List.of("/health/ready", "/", "/api/v1/search?q=kites", "/nowhere")) {
        HttpResponse<String> response = starting.get(path);

        assertProblem(response, 503, "starting", "try again");
        assertEquals("1", response.headers().firstValue("Retry-After").orElseThrow());
      }
      assertEquals(200, starting.get("/health/live").statusCode());

      starting.server().ready();

      assertEquals(200, starting.get("/health/ready").statusCode());
      assertEquals(200, starting.get("/api/v1/search?q=kites").statusCode());
    }
  }

  @Test
  void aFailureDoesNotTellItsMessageToTheClient() throws Exception {
    try (TestServer broken =
        serve(
            new FailingEncoder(TestServer.encoder(), new EncodeException("secret of the machine")),
            OPTIONS)) {
      HttpResponse<String> response = broken.get("/api/v1/search?q=kites");

      assertProblem(response, 500, "failed", "log");
      assertFalse(response.body().contains("secret"), response.body());
    }
  }

  @Test
  void aPortThatIsTakenIsSaidPlainly() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                serve(TestServer.encoder(), ServerOptions.at("127.0.0.1", server.server().port())));

    assertTrue(String.valueOf(e.getMessage()).contains("--port"), e.getMessage());
  }
}
