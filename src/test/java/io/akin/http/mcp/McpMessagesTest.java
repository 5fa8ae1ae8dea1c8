package io.akin.http.mcp;

import static io.akin.http.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.http.Keys;
import io.akin.http.Router;
import io.akin.http.ServerOptions;
import io.akin.http.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as any program may send them. */
class McpMessagesTest {
  private static final String PING = "{'jsonrpc':'2.0','id':7,'method':'ping'}";

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    server = serve(ServerOptions.at("127.0.0.1", 0));
  }

  private static TestServer serve(ServerOptions options) throws IOException {
    return TestServer.over(
        folder,
        TestServer.encoder(),
        options,
        parts ->
            List.of(new Mcp(parts.finder(), parts.recommender(), List.of("https://lab.example"))));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static HttpResponse<String> post(String message, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/mcp"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(message.replace('\'', '"')));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return server.send(request.build());
  }

  private static void assertError(HttpResponse<String> response, int status, int code)
      throws IOException {
    JsonNode answer = json(response, status);
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("2.0", answer.get("jsonrpc").textValue());
    assertEquals(code, answer.at("/error/code").intValue(), response.body());
    assertFalse(response.body().contains("stackTrace"), response.body());
    assertFalse(response.body().contains("io."), response.body());
    assertFalse(response.body().contains("java"), response.body());
  }

  @Test
  void aRequestIsAnsweredUnderItsId() throws Exception {
    assertEquals("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}", json(post(PING)).toString());
    assertEquals("a", json(post(PING.replace("7", "'a'"))).get("id").textValue());
  }

  @Test
  void noSessionIsNeeded() throws Exception {
    JsonNode answer =
        json(
            post(
                "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'read_paper',"
                    + "'arguments':{'paper':'2306.00978'}}}"));

    assertEquals("arxiv:2306.00978", answer.at("/result/structuredContent/id").textValue());
    assertFalse(answer.at("/result/isError").booleanValue());
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-26, 2025-03-26",
    "2025-06-18, 2025-06-18",
    "2024-11-05, 2025-11-25",
    "1900-01-01, 2025-11-25"
  })
  void theVersionAskedForIsSpokenWhereItIsKnown(String asked, String spoken) throws Exception {
    JsonNode answer =
        json(
            post(
                ("{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'%s',"
                        + "'capabilities':{},'clientInfo':{'name':'test','version':'1'}}}")
                    .formatted(asked)));

    assertEquals(spoken, answer.at("/result/protocolVersion").textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"notifications/initialized", "notifications/cancelled", "anything"})
  void aNotificationIsTakenWithoutAnAnswer(String method) throws Exception {
    HttpResponse<String> response = post("{'jsonrpc':'2.0','method':'" + method + "'}");

    assertEquals(202, response.statusCode());
    assertEquals("", response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "kites",
        "{'jsonrpc':'2.0','id':1,'method':'ping'} {}",
        "{'jsonrpc':'2.0','id':1,'id':2,'method':'ping'}",
      })
  void whatIsNotJsonIsRefused(String body) throws Exception {
    HttpResponse<String> response = post(body);

    assertEquals(400, response.statusCode(), response.body());
  }

  @Test
  void bytesThatAreNoUtf8AndDeepNestingAreRefused() throws Exception {
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.uri("/mcp"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofByteArray(
                        "{\"a\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .build());

    assertError(response, 400, -32_700);
    assertError(post("[".repeat(10_000)), 400, -32_700);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{'jsonrpc':'2.0','id':1,'method':'ping'}]",
        "null",
        "7",
        "{}",
        "{'id':1,'method':'ping'}",
        "{'jsonrpc':'1.0','id':1,'method':'ping'}",
        "{'jsonrpc':'2.0','id':1}",
        "{'jsonrpc':'2.0','id':1,'result':{}}",
        "{'jsonrpc':'2.0','id':1,'method':7}",
        "{'jsonrpc':'2.0','id':null,'method':'ping'}",
        "{'jsonrpc':'2.0','id':1.5,'method':'ping'}",
        "{'jsonrpc':'2.0','id':{},'method':'ping'}",
        "{'jsonrpc':'2.0','id':1,'method':'ping','params':[1]}",
        "{'jsonrpc':'2.0','id':1,'method':'ping','params':'x'}",
      })
  void whatIsNoMessageIsRefused(String body) throws Exception {
    assertError(post(body), 400, -32_600);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "resources/list|{}|-32601",
        "nothing/of/the/kind|{}|-32601",
        "tools/call|{}|-32602",
        "tools/call|{'name':7}|-32602",
        "tools/call|{'name':null,'arguments':{}}|-32602",
        "tools/call|{'name':'read_paper','arguments':[]}|-32602",
        "tools/call|{'name':'read_paper','arguments':'x'}|-32602",
        "tools/call|{'name':'read_paper','arguments':{},'_meta':7}|-32602",
        "tools/call|{'name':'delete_paper','arguments':{}}|-32602",
        "initialize|{'protocolVersion':7,'clientInfo':[]}|-32602",
        "initialize|{'protocolVersion':'2025-06-18','capabilities':7}|-32602",
      })
  void whatAMethodCannotTakeIsAnErrorOfTheProtocol(String method, String params, int code)
      throws Exception {
    HttpResponse<String> response =
        post("{'jsonrpc':'2.0','id':1,'method':'%s','params':%s}".formatted(method, params));

    assertError(response, 200, code);
    assertEquals(1, json(response).get("id").intValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "PUT"})
  void thereIsNothingToListenToAndNoSessionToEnd(String method) throws Exception {
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.uri("/mcp"))
                .header("Accept", "text/event-stream")
                .method(method, BodyPublishers.noBody())
                .build());

    assertError(response, 405, -32_000);
    assertTrue(response.headers().firstValue("Allow").orElseThrow().contains("POST"));
  }

  @Test
  void anotherAddressIsUnknown() throws Exception {
    assertError(server.get("/mcp/sse"), 404, -32_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json, text/event-stream",
        "application/json",
        "*/*",
        "text/html, application/*;q=0.5"
      })
  void anyClientThatTakesJsonIsAnswered(String accept) throws Exception {
    assertEquals(200, post(PING, "Accept", accept).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "Accept, text/html, 406",
    "Accept, text/event-stream, 406",
    "Content-Type, text/plain, 415",
    "Content-Type, application/jsonp, 415",
    "MCP-Protocol-Version, 2024-11-05, 400",
    "MCP-Protocol-Version, kites, 400",
    "Origin, http://kites.example, 403",
    "Origin, null, 403",
    "Origin, http://localhost.kites.example, 403",
    "Origin, http://127.0.0.1.kites.example, 403",
    "Origin, http://127.0.0.1@kites.example, 403",
    "Origin, http://localhost@kites.example, 403",
    "Origin, file://localhost, 403",
    "Origin, http://lab.example, 403",
    "Origin, https://lab.example:444, 403",
    "Origin, http://[::2], 403",
    "Origin, a b, 403",
  })
  void aHeaderThatIsNotInOrderIsRefused(String header, String value, int status) throws Exception {
    assertError(post(PING, header, value), status, -32_000);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type, Application/JSON; charset=utf-8",
    "MCP-Protocol-Version, 2025-06-18",
    "Mcp-Session-Id, of-another-server",
    "Origin, http://localhost",
    "Origin, http://LOCALHOST:6274",
    "Origin, https://127.0.0.1:8443",
    "Origin, http://[::1]:7070",
    "Origin, https://lab.example",
  })
  void aHeaderThatIsInOrderIsPassed(String header, String value) throws Exception {
    assertEquals(200, post(PING, header, value).statusCode());
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    assertError(post("{'a':'" + "x".repeat(Router.MAX_BODY_BYTES) + "'}"), 413, -32_000);
  }

  @Test
  void whatStandsBeforeEveryAddressStandsBeforeThisOne() throws Exception {
    ServerOptions options =
        new ServerOptions(
            "127.0.0.1",
            0,
            Keys.of("read:0123456789abcdef"),
            true,
            OptionalInt.of(2),
            false,
            List.of(),
            Optional.empty(),
            InstantSource.system());
    try (TestServer guarded = serve(options)) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(guarded.uri("/mcp"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(PING.replace('\'', '"')));

      HttpResponse<String> withoutKey = guarded.send(request.build());
      HttpResponse<String> withKey =
          guarded.send(request.header("Authorization", "Bearer 0123456789abcdef").build());
      HttpResponse<String> tooMany = guarded.send(request.build());

      assertError(withoutKey, 401, -32_000);
      assertEquals(200, withKey.statusCode(), withKey.body());
      assertEquals("nosniff", withKey.headers().firstValue("X-Content-Type-Options").orElseThrow());
      assertError(tooMany, 429, -32_000);
    }
  }
}
