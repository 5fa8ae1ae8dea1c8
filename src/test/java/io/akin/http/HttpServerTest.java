package io.akin.http;

import static io.akin.http.TestServer.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.embedding.Embedding;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderBusyException;
import io.akin.encoder.EncoderOver;
import io.akin.encoder.FailingEncoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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

  private static final String WRITER = "a-key-that-may-write-0123";
  private static final String READER = "a-key-that-may-read-01234";

  /** Half a minute past a full one. */
  private static final InstantSource HALF_PAST =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:30Z"));

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
    return List.of(parts.api(), parts.site());
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
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/0.9 | 400",
        "GET / | 400",
        "CONNECT a:443 HTTP/1.1 | 400",
        "OPTIONS * HTTP/1.1 | 404",
        "HEAD /%zz HTTP/1.1 | 400",
        "GET /papers/a;b=% HTTP/1.1 | 400",
        "GET /api/v1/search?q=kites&mode=% HTTP/1.1 | 400"
      })
  void whateverIsAskedInWhateverVersionIsAProblem(String line, int status) throws Exception {
    List<RawAnswer> answers = raw(line + "\r\nHost: localhost\r\n\r\n");

    RawAnswer answer = answers.getFirst();
    assertEquals(1, answers.size());
    assertEquals(status, answer.status());
    assertEquals("application/problem+json", answer.headers().get("content-type"));
    assertEquals("nosniff", answer.headers().get("x-content-type-options"));
    assertEquals(status, JSON.readTree(answer.body()).get("status").intValue());
  }

  @Test
  void aRequestThatIsRefusedEndsItsConnection() throws Exception {
    String good = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    assertEquals(2, raw(good + good).size());
    List<RawAnswer> answers = raw("HEAD /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n" + good);
    assertEquals(1, answers.size());
    assertEquals("close", answers.getFirst().headers().get("connection"));
  }

  private static List<RawAnswer> raw(String requests) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      byte[] answer = socket.getInputStream().readAllBytes();
      return RawAnswer.all(answer, requests.startsWith("HEAD"));
    }
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

  @Test
  void writingNeedsAKeyThatMayWrite() throws Exception {
    Keys keys = Keys.of("write:%s, read:%s".formatted(WRITER, READER));
    try (TestServer guarded = serve(TestServer.encoder(), options(keys, false))) {
      String path = "/api/v1/papers/2401.00001";
      assertProblem(guarded.send(delete(guarded, path, "")), 401, "key-needed", "Bearer KEY");
      assertProblem(
          guarded.send(delete(guarded, path, "x".repeat(32))), 401, "key-needed", "Bearer KEY");
      assertProblem(guarded.send(delete(guarded, path, READER)), 403, "forbidden", "may read");
      assertProblem(guarded.send(delete(guarded, path, WRITER)), 404, "unknown-paper", "2401");
      assertEquals(200, guarded.get("/api/v1/papers/2306.00978").statusCode());
    }
  }

  @Test
  void nobodyWritesWhereThereIsNoKey() throws Exception {
    HttpResponse<String> response =
        server.send(delete(server, "/api/v1/papers/2306.00978", "x".repeat(32)));

    assertProblem(response, 403, "forbidden", "AKIN_API_KEY");
    assertEquals(200, server.get("/api/v1/papers/2306.00978").statusCode());
  }

  @Test
  void readingNeedsAKeyWhereThatIsWanted() throws Exception {
    try (TestServer closed =
        serve(TestServer.encoder(), options(Keys.of("read:" + READER), true))) {
      HttpRequest shown =
          HttpRequest.newBuilder(closed.uri("/api/v1/papers/2306.00978"))
              .header("X-API-Key", READER)
              .build();

      assertProblem(closed.get("/api/v1/papers/2306.00978"), 401, "key-needed", "X-API-Key");
      assertEquals(200, closed.send(shown).statusCode());
      assertEquals(200, closed.get("/health/ready").statusCode());
    }
  }

  @Test
  void aClientMayAskSoOftenAndIsToldWhenItMayAgain() throws Exception {
    try (TestServer limited =
        serve(TestServer.encoder(), options(Keys.none(), false, OptionalInt.of(2)))) {
      HttpResponse<String> first = limited.get("/api/v1/papers/2306.00978");
      HttpResponse<String> second = limited.get("/nowhere");
      HttpResponse<String> third = limited.get("/api/v1/papers/2306.00978");

      assertEquals("\"default\";r=1;t=30", first.headers().firstValue("RateLimit").orElseThrow());
      assertEquals(
          "\"default\";q=2;w=60", first.headers().firstValue("RateLimit-Policy").orElseThrow());
      assertEquals(404, second.statusCode());
      assertProblem(third, 429, "too-many-requests", "try again in 30 s");
      assertEquals("30", third.headers().firstValue("Retry-After").orElseThrow());
      assertEquals(200, limited.get("/health/ready").statusCode());
    }
  }

  @Test
  void pagesOfAnyOriginMayReadAndOnlyThoseThatAreNamedMayWrite() throws Exception {
    ServerOptions options =
        new ServerOptions(
            "127.0.0.1",
            0,
            Keys.of(WRITER),
            false,
            OptionalInt.empty(),
            false,
            List.of("https://lab.example"),
            Optional.empty(),
            InstantSource.system());
    try (TestServer shared = serve(TestServer.encoder(), options)) {
      String path = "/api/v1/papers/2306.00978";

      assertEquals("*", allowed(shared.get(path)).orElseThrow());
      assertEquals("GET, HEAD", methods(preflight(shared, path, "https://other.example")));
      assertEquals(
          "https://lab.example",
          allowed(preflight(shared, path, "https://lab.example")).orElseThrow());
      assertEquals(
          "GET, HEAD, PUT, DELETE", methods(preflight(shared, path, "https://lab.example")));
      HttpRequest foreign =
          HttpRequest.newBuilder(shared.uri("/api/v1/papers/2401.00001"))
              .header("Origin", "https://other.example")
              .header("Authorization", "Bearer " + WRITER)
              .DELETE()
              .build();
      assertEquals(Optional.empty(), allowed(shared.send(foreign)));
    }
  }

  private static HttpResponse<String> preflight(TestServer at, String path, String origin)
      throws Exception {
    HttpResponse<String> response =
        at.send(
            HttpRequest.newBuilder(at.uri(path))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());
    assertEquals(204, response.statusCode());
    return response;
  }

  private static Optional<String> allowed(HttpResponse<String> response) {
    return response.headers().firstValue("Access-Control-Allow-Origin");
  }

  private static String methods(HttpResponse<String> response) {
    return response.headers().firstValue("Access-Control-Allow-Methods").orElseThrow();
  }

  @Test
  void everyAnswerHasTheIdOfItsRequest() throws Exception {
    String own = server.get("/nowhere").headers().firstValue("X-Request-Id").orElseThrow();
    HttpRequest named =
        HttpRequest.newBuilder(server.uri("/api/v1/papers/2306.00978"))
            .header("X-Request-Id", "trace-1")
            .build();
    HttpRequest odd =
        HttpRequest.newBuilder(server.uri("/api/v1/papers/2306.00978"))
            .header("X-Request-Id", "<script>")
            .build();

    assertFalse(own.isEmpty());
    assertEquals("trace-1", server.send(named).headers().firstValue("X-Request-Id").orElseThrow());
    assertFalse(server.send(odd).headers().firstValue("X-Request-Id").orElseThrow().contains("<"));
  }

  @Test
  void theAccessLogTellsWhoAskedForWhatUnlessItIsAnonymous() throws Exception {
    StringBuilder full = new StringBuilder();
    StringBuilder anonymous = new StringBuilder();
    for (AccessLog log : List.of(new AccessLog(full, false), new AccessLog(anonymous, true))) {
      try (TestServer logged = serve(TestServer.encoder(), options(log))) {
        var _ =
            logged.send(
                HttpRequest.newBuilder(logged.uri("/api/v1/search?q=secret"))
                    .header("Authorization", "Bearer " + WRITER)
                    .build());
      }
    }

    JsonNode entry = JSON.readTree(full.toString());
    assertEquals("127.0.0.1", entry.get("client").textValue());
    assertEquals("/api/v1/search", entry.get("path").textValue());
    assertEquals("q=secret", entry.get("query").textValue());
    assertEquals(200, entry.get("status").intValue());
    assertTrue(entry.get("ms").isNumber());
    assertFalse(full.toString().contains(WRITER), full.toString());
    assertFalse(anonymous.toString().contains("127.0.0.1"), anonymous.toString());
    assertFalse(anonymous.toString().contains("secret"), anonymous.toString());
  }

  @Test
  void metricsTellRequestsApartByRouteAndNotByPaper() throws Exception {
    var _ = server.get("/api/v1/papers/2306.00978");
    var _ = server.get("/api/v1/papers/hep-th/9901001");

    String metrics = server.get("/metrics").body();

    assertTrue(
        metrics.contains(
            "http_server_requests_seconds_count{method=\"GET\",route=\"/api/v1/papers/<id>\",status=\"200\"}"),
        metrics);
    assertFalse(metrics.contains("9901001"), metrics);
    assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
  }

  @Test
  void whatRunsIsAnsweredWhenTheServerStops() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    TestServer stopping = serve(new Slow(running, Duration.ofMillis(1_500)), OPTIONS);
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return stopping.get("/api/v1/search?q=kites");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    running.await();

    stopping.server().close();

    assertEquals(200, answer.get().statusCode());
    stopping.close();
  }

  @Test
  void noRequestIsCutOffWhenTheServerStopsUnderLoad() throws Exception {
    TestServer stopping = serve(new Slow(new CountDownLatch(1), Duration.ofMillis(700)), OPTIONS);
    int port = stopping.server().port();
    AtomicInteger answered = new AtomicInteger();
    List<CompletableFuture<String>> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String path = "/api/v1/search?q=kites+%d+".formatted(i);
      clients.add(
          CompletableFuture.supplyAsync(
              () -> askUntilRefused(port, path, answered), Thread::startVirtualThread));
    }
    while (answered.get() < 16) {
      Thread.onSpinWait();
    }

    stopping.server().close();

    for (CompletableFuture<String> client : clients) {
      assertEquals("let go", client.get());
    }
    stopping.close();
  }

  /** Asks over one connection until the server lets go of it. */
  private static String askUntilRefused(int port, String path, AtomicInteger answered) {
    try (HttpConnection connection = new HttpConnection(port)) {
      for (int n = 0; !connection.isClosing(); n++) {
        int status = connection.ask(HttpConnection.get(path + n));
        if (status != 200) {
          return "answered " + status;
        }
        answered.incrementAndGet();
      }
      return "let go";
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void thoseWhoSendSlowlyDoNotKeepOthersFromBeingServed() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port());
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST /api/v1/recommend HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII));
      }
      HttpResponse<String> response =
          server.post("/api/v1/recommend", "{\"positive\": \"2306.00978\"}");

      assertEquals(200, response.statusCode(), response.body());
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static HttpRequest delete(TestServer at, String path, String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at.uri(path)).DELETE();
    return (key.isEmpty() ? request : request.header("Authorization", "Bearer " + key)).build();
  }

  private static ServerOptions options(Keys keys, boolean required) {
    return options(keys, required, OptionalInt.empty());
  }

  private static ServerOptions options(Keys keys, boolean required, OptionalInt rate) {
    return new ServerOptions(
        "127.0.0.1", 0, keys, required, rate, false, List.of(), Optional.empty(), HALF_PAST);
  }

  private static ServerOptions options(AccessLog log) {
    return new ServerOptions(
        "127.0.0.1",
        0,
        Keys.none(),
        false,
        OptionalInt.empty(),
        false,
        List.of(),
        Optional.of(log),
        HALF_PAST);
  }

  /** An encoder that takes its time, and says when it has begun. */
  private static final class Slow extends EncoderOver {
    private final CountDownLatch begun;
    private final Duration time;

    Slow(CountDownLatch begun, Duration time) {
      super(TestServer.encoder());
      this.begun = begun;
      this.time = time;
    }

    @Override
    public List<Embedding> encode(List<String> texts, Role role, Priority priority)
        throws EncodeException {
      begun.countDown();
      LockSupport.parkNanos(time.toNanos());
      return super.encode(texts, role, priority);
    }
  }
}
