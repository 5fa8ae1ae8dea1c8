package io.akin.http.api;

import static io.akin.http.TestServer.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.http.Keys;
import io.akin.http.ServerOptions;
import io.akin.http.TestServer;
import io.akin.index.PaperIndexWriter;
import io.akin.index.lucene.LuceneIndexWriter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing papers over HTTP, in a real index. */
class WritesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "a-key-that-may-write-0123";

  /** Longer than a view of the index is kept. */
  private static final long REFRESH_MILLIS = 1_100;

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    ServerOptions options =
        new ServerOptions(
            "127.0.0.1",
            0,
            Keys.of(KEY),
            false,
            OptionalInt.empty(),
            false,
            List.of(),
            Optional.empty(),
            InstantSource.system());
    server = TestServer.over(folder, TestServer.encoder(), options, parts -> List.of(parts.api()));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aPaperThatIsPutIsFoundAndPuttingItAnewTakesItsPlace() throws Exception {
    HttpResponse<String> added =
        put(
            "2401.00001",
            "{\"id\": \"2401.00001\", \"title\": \"Gliders\", \"abstract\": \"Old.\"}");
    HttpResponse<String> corrected =
        put(
            "2401.00001",
            "{\"id\": \"2401.00001\", \"title\": \"Gliders\", \"abstract\": \"New.\"}");
    awaitRefresh();

    assertEquals(201, added.statusCode(), added.body());
    assertEquals(200, corrected.statusCode(), corrected.body());
    assertEquals("New.", JSON.readTree(corrected.body()).get("abstract").textValue());
    assertEquals("New.", server.json("/api/v1/papers/2401.00001").get("abstract").textValue());
    assertEquals(
        "arxiv:2401.00001",
        server
            .json("/api/v1/search?q=gliders+new&k=1")
            .get("results")
            .get(0)
            .get("id")
            .textValue());
    assertEquals(
        TestServer.PAPERS.size() + 1, server.json("/api/v1/stats").get("papers").intValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{} {}",
        "{\"title\": 1e99999999999}",
        "\0\0{\0",
        "{\"title\": 1}",
        "{\"title\": \"Another paper\"}",
        "{\"id\": \"2401.00002\", \"title\": \"x\"}",
        "{\"id\": \"2401.00001\", \"title\": \"x\", \"links\": [{\"kind\": \"page\", \"url\": \"javascript:1\"}]}"
      })
  void whatIsNotThePaperOfTheAddressIsRefusedAndNothingChanges(String body) throws Exception {
    assertProblem(put("2401.00001", body), 400, "bad-request", "");
    awaitRefresh();

    assertEquals(404, server.get("/api/v1/papers/2401.00001").statusCode());
  }

  @Test
  void aPaperThatIsDeletedIsGone() throws Exception {
    HttpResponse<String> deleted = send(request("/api/v1/papers/hep-th%2F9901001").DELETE());
    HttpResponse<String> again = send(request("/api/v1/papers/hep-th/9901001").DELETE());
    awaitRefresh();

    assertEquals(204, deleted.statusCode(), deleted.body());
    assertEquals("", deleted.body());
    assertProblem(again, 404, "unknown-paper", "hep-th/9901001");
    assertEquals(404, server.get("/api/v1/papers/hep-th/9901001").statusCode());
  }

  @Test
  void aLoadAnswersWithWhatItRejectedAndAReport() throws Exception {
    List<JsonNode> lines =
        load(
            """
            {"id": "2401.00001", "title": "Gliders", "abstract": "Wings."}
            {"title": ""}
            {"id": "2401.00002", "title": "Balloons"}
            """);
    awaitRefresh();

    assertEquals("body:2", lines.getFirst().get("rejected").get("at").textValue());
    JsonNode report = lines.getLast().get("report");
    assertEquals(2, report.get("added").intValue(), report::toString);
    assertEquals(1, report.get("rejected").intValue());
    assertEquals(200, server.get("/api/v1/papers/2401.00002").statusCode());
  }

  @Test
  void aLoadMayBeOfAnyFormat() throws Exception {
    List<JsonNode> lines =
        load("@article{g, title={Gliders}, author={Ada Example}, eprint={2401.00001}}\n");

    assertEquals(1, lines.getLast().get("report").get("added").intValue(), lines::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000\u0001", "no format that anybody knows"})
  void aLoadOfNoFormatIsRefused(String body) throws Exception {
    assertProblem(
        send(request("/api/v1/papers").POST(BodyPublishers.ofString(body))),
        400,
        "bad-request",
        "body");
  }

  @Test
  void whileAnotherProgramWritesAChangeIsToBeTriedAgain() throws Exception {
    try (PaperIndexWriter _ =
        LuceneIndexWriter.openExisting(folder, "akin add", InstantSource.system())) {
      assertProblem(
          send(request("/api/v1/papers/2306.00978").DELETE()), 409, "index-in-use", "try again");
      assertProblem(
          send(request("/api/v1/papers").POST(BodyPublishers.ofString("{\"title\": \"x\"}\n"))),
          409,
          "index-in-use",
          "try again");
    }
  }

  @Test
  void anAnswerIsKnownUntilThePapersChange() throws Exception {
    String path = "/api/v1/papers/2306.00978/related?k=2";
    String tag = server.get(path).headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> known = send(request(path).header("If-None-Match", tag));
    HttpResponse<String> another =
        send(request("/api/v1/papers/2306.00978/related?k=3").header("If-None-Match", tag));
    var _ = send(request("/api/v1/papers/hep-th/9901001").DELETE());
    awaitRefresh();
    HttpResponse<String> changed = send(request(path).header("If-None-Match", tag));

    assertEquals(304, known.statusCode());
    assertEquals("", known.body());
    assertEquals(200, another.statusCode());
    assertEquals(200, changed.statusCode());
    assertFalse(changed.body().contains("hep-th/9901001"), changed.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri(path)).header("Authorization", "Bearer " + KEY);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return server.send(request.build());
  }

  private HttpResponse<String> put(String id, String body) throws Exception {
    return send(request("/api/v1/papers/" + id).PUT(BodyPublishers.ofString(body)));
  }

  private List<JsonNode> load(String body) throws Exception {
    HttpResponse<String> response =
        send(request("/api/v1/papers").POST(BodyPublishers.ofString(body)));
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(
        response
            .headers()
            .firstValue("Content-Type")
            .orElseThrow()
            .startsWith("application/jsonl"));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : response.body().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static void awaitRefresh() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(REFRESH_MILLIS);
  }
}
