package io.akin.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.atlas.Atlas;
import io.akin.atlas.Provenance;
import io.akin.http.TestServer;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.json.PaperJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportApiTest {
  private static final List<Paper> SORTED =
      TestServer.PAPERS.stream().sorted(Comparator.comparing(Paper::id)).toList();

  @TempDir private static Path folder;
  private static TestServer server;
  private static volatile Optional<Atlas> atlas = Optional.empty();

  @BeforeAll
  static void start() throws Exception {
    TestServer.fill(folder, TestServer.PAPERS);
    server = TestServer.over(folder, parts -> List.of(new ExportApi(parts.index(), () -> atlas)));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Atlas atlasOf(List<Paper> papers, int topicOfLast) {
    int n = papers.size();
    int[] topics = new int[n];
    Arrays.fill(topics, Atlas.NOISE);
    topics[n - 1] = topicOfLast;
    return new Atlas(
        new Provenance("words", "", 1, new TreeMap<>()),
        papers.stream().map(Paper::id).toList(),
        new float[n],
        new float[n],
        topics,
        new float[n],
        List.of());
  }

  private static HttpResponse<byte[]> bytes(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofByteArray());
    }
  }

  @Test
  void linesAreAllPapersInTheOrderOfIdentifiers() throws Exception {
    HttpResponse<String> answer = server.get("/api/v1/export");

    List<PaperId> ids = new ArrayList<>();
    for (String line : answer.body().lines().toList()) {
      ids.add(PaperJson.read(new ObjectMapper().readTree(line)).id());
    }
    assertEquals(SORTED.stream().map(Paper::id).toList(), ids);
    assertEquals(
        "attachment; filename=\"papers.jsonl\"",
        answer.headers().firstValue("Content-Disposition").orElseThrow());
  }

  @Test
  void vectorsComeAsAnArchive() throws Exception {
    HttpResponse<byte[]> answer = bytes("/api/v1/export?format=npy");

    assertEquals("application/zip", answer.headers().firstValue("Content-Type").orElseThrow());
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      assertEquals("vectors.npy", String.valueOf(zip.getNextEntry()));
      assertEquals(128 + 64 * Float.BYTES * SORTED.size(), zip.readAllBytes().length);
      assertEquals("ids.txt", String.valueOf(zip.getNextEntry()));
      assertEquals(
          SORTED.stream().map(paper -> paper.id().text()).toList(),
          new String(zip.readAllBytes(), UTF_8).lines().toList());
    }
  }

  @Test
  void aTableEndsAsItShould() throws Exception {
    byte[] table = bytes("/api/v1/export?format=parquet").body();

    assertEquals("PAR1", new String(table, table.length - 4, 4, UTF_8));
    assertTrue(server.get("/api/v1/export?format=csv&vectors=true").body().contains(",vector"));
  }

  @Test
  void theMapIsThereOnceThereIsAnAtlas() throws Exception {
    TestServer.assertProblem(
        server.get("/api/v1/export?format=html"), 400, "bad-request", "'akin cluster'");
    atlas = Optional.of(atlasOf(SORTED, Atlas.NOISE));
    try {
      assertTrue(server.get("/api/v1/export?format=html").body().endsWith("</html>\n"));
    } finally {
      atlas = Optional.empty();
    }
  }

  @Test
  void whatIsNotKnownIsRefused() throws Exception {
    TestServer.assertProblem(
        server.get("/api/v1/export?format=xlsx"), 400, "bad-request", "there are jsonl, csv");
    TestServer.assertProblem(
        server.get("/api/v1/export?vectors=maybe"), 400, "bad-request", "true or false");
    TestServer.assertProblem(
        server.get("/api/v1/export?fromat=csv"), 400, "bad-request", "format, vectors");
  }

  @Test
  void whoAsksForTheHeadersGetsThemAlone() throws Exception {
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(server.uri("/api/v1/export?format=csv"))
                .method("HEAD", BodyPublishers.noBody())
                .build());

    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/csv; charset=utf-8", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("", answer.body());
  }

  @Test
  void aThirdExportWaitsForItsTurn(@TempDir Path other) throws Exception {
    TestServer.fill(other, TestServer.PAPERS);
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    try (TestServer busy =
            TestServer.over(
                other,
                parts ->
                    List.of(
                        new ExportApi(
                            parts.index(),
                            () -> {
                              running.countDown();
                              await(go);
                              return Optional.empty();
                            })));
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(busy.uri("/api/v1/export")).build();
      var first = client.sendAsync(request, BodyHandlers.ofString());
      var second = client.sendAsync(request, BodyHandlers.ofString());
      running.await();
      TestServer.assertProblem(busy.get("/api/v1/export"), 503, "busy", "2 exports are running");
      go.countDown();

      assertEquals(200, first.join().statusCode());
      assertEquals(200, second.join().statusCode());
      assertEquals(200, busy.get("/api/v1/export").statusCode());
    }
  }

  /** The topic of the last paper is unknown, which shows when others have been sent. */
  @Test
  void whatCannotBeSentToItsEndDoesNotLookWhole(@TempDir Path other) throws Exception {
    List<Paper> papers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      papers.add(
          Paper.titled("Kites " + i)
              .ids(List.of(PaperId.parse("2401.%05d".formatted(i)).orElseThrow()))
              .abstractText("kite ".repeat(19_000))
              .build());
    }
    TestServer.fill(other, papers);
    Atlas broken = atlasOf(papers, 7);
    try (TestServer failing =
        TestServer.over(
            other, parts -> List.of(new ExportApi(parts.index(), () -> Optional.of(broken))))) {
      assertThrows(IOException.class, () -> failing.get("/api/v1/export"));
      assertEquals(200, failing.get("/api/v1/export?format=npy").statusCode());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
