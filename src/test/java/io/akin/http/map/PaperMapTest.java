package io.akin.http.map;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.atlas.Atlas;
import io.akin.http.Freshness;
import io.akin.http.SiteAtlas;
import io.akin.http.SitePapers;
import io.akin.http.Surface;
import io.akin.http.TestServer;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import io.akin.landscape.Landscapes;
import io.akin.paper.PaperId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map and what its page asks for, over a real index and an atlas made by hand. */
class PaperMapTest {
  @TempDir private static Path folder;
  private static Atlas atlas;
  private static TestServer server;
  private static String version;

  @BeforeAll
  static void start() throws Exception {
    TestServer.fill(folder, SitePapers.all());
    atlas = SiteAtlas.of(folder);
    server = serve(Optional.of(atlas));
    version = Jsoup.parse(server.get("/map").body()).expectFirst("#map").attr("data-version");
  }

  static TestServer serve(Optional<Atlas> given) throws IOException {
    return TestServer.over(folder, parts -> surfaces(parts, parts.landscapes(given)));
  }

  private static List<Surface> surfaces(TestServer.Parts parts, Landscapes landscapes) {
    return List.of(
        new PaperMap(
            landscapes,
            parts.recommender(),
            new Freshness(parts.index(), InstantSource.system()),
            new Templates(Assets.ofLayout())),
        parts.site(landscapes));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    }
  }

  private static ByteBuffer points() throws Exception {
    return ByteBuffer.wrap(bytes("/map/points").body()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int column(ByteBuffer points, int column, int row) {
    return points.getShort(16 + 2 * (column * atlas.size() + row)) & 0xFFFF;
  }

  @Test
  void pointsAreReadBackAsTheAtlasHasThem() throws Exception {
    ByteBuffer points = points();
    int n = atlas.size();
    byte[] mark = new byte[4];
    points.get(0, mark);

    assertEquals("AKMP", new String(mark, US_ASCII));
    assertEquals(1, points.getInt(4));
    assertEquals(n, points.getInt(8));
    assertEquals(16 + 9 * n, points.limit());
    double scale =
        (column(points, 0, 1) - column(points, 0, 0)) / (double) (atlas.x(1) - atlas.x(0));
    for (int row = 0; row < n; row++) {
      double right = (column(points, 0, row) - column(points, 0, 0)) / scale;
      double up = (column(points, 1, row) - column(points, 1, 0)) / scale;
      assertEquals(atlas.x(row) - atlas.x(0), right, 0.01);
      assertEquals(atlas.y(row) - atlas.y(0), up, 0.01);
      assertEquals(
          atlas.topic(row) == Atlas.NOISE ? 65_535 : atlas.topic(row), column(points, 2, row));
    }
    int kites = atlas.row(PaperId.parse("2306.00978").orElseThrow()).orElseThrow();
    assertEquals(1023 * 12 + 6, column(points, 3, kites));
    assertEquals(1, points.get(16 + 8 * n + kites));
  }

  @Test
  void everyPlaceIsOnTheGridAndTheOutermostNearItsEdge() throws Exception {
    ByteBuffer points = points();
    int least =
        IntStream.range(0, atlas.size())
            .map(row -> Math.min(column(points, 0, row), column(points, 1, row)))
            .min()
            .orElseThrow();

    assertTrue(least > 500 && least < 5_000, "least " + least);
  }

  @Test
  void anAtlasOfOnePlaceOrNoNumbersHasAGrid() {
    Grid grid = new Grid(-0.5, -0.5, 1);

    assertEquals(32_768, grid.x(0));
    assertEquals(0, grid.x(Float.NEGATIVE_INFINITY) - grid.x(Float.NaN));
    assertEquals(Grid.MAX, grid.y(1e30f));
  }

  @Test
  void pointsAreCompressedAndAskedForOnce() throws Exception {
    HttpResponse<byte[]> plain = bytes("/map/points");
    HttpResponse<byte[]> small = bytes("/map/points", "Accept-Encoding", "gzip");
    String tag = plain.headers().firstValue("ETag").orElseThrow();

    assertEquals("gzip", small.headers().firstValue("Content-Encoding").orElseThrow());
    assertArrayEquals(
        plain.body(), new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes());
    assertEquals(304, bytes("/map/points", "If-None-Match", tag).statusCode());
    assertEquals(200, bytes("/map/points", "If-None-Match", "\"other\"").statusCode());
  }

  @Test
  void labelsNameEveryTopicByItsNumber() throws Exception {
    JsonNode labels = server.json("/map/labels");

    assertEquals(version, labels.get("version").textValue());
    assertEquals(SiteAtlas.SLUGS.size(), labels.get("topics").size());
    for (int i = 0; i < SiteAtlas.SLUGS.size(); i++) {
      JsonNode topic = labels.get("topics").get(i);
      assertEquals(SiteAtlas.SLUGS.get(i), topic.get("slug").textValue());
      assertEquals(atlas.topics().get(i).parent().orElse(-1), topic.get("parent").intValue());
      assertEquals(atlas.topics().get(i).papers(), topic.get("papers").intValue());
    }
    assertEquals("cs.CL", labels.get("categories").get(0).textValue());
  }

  @Test
  void aRowLeadsToItsPaper() throws Exception {
    int row = atlas.row(PaperId.parse("2306.00978").orElseThrow()).orElseThrow();
    JsonNode paper = server.json("/map/paper?v=%s&row=%d".formatted(version, row));

    assertEquals("Kites in O(n²) wind", paper.get("title").textValue());
    assertEquals("/papers/arxiv:2306.00978", paper.get("address").textValue());
    assertEquals("2023-06-01", paper.get("published").textValue());
    assertEquals("Ada Lovelace, Kurt Gödel and 1 more", paper.get("byline").textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&row=", "&row=-1", "&row=1000000", "&row=x", "&row=1.5"})
  void aRowThatIsNotThereIsRefused(String row) throws Exception {
    TestServer.assertProblem(
        server.get("/map/paper?v=" + version + row), 400, "bad-request", "a row must be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/map/paper?row=0",
        "/map/paper?v=x&row=0",
        "/map/search?q=kites",
        "/map/recommend?v=0&rows=1"
      })
  void rowsOfAnotherVersionAreRefused(String path) throws Exception {
    TestServer.assertProblem(server.get(path), 410, "stale-cursor", "load the page again");
  }

  @Test
  void aSearchGivesRowsOfTheMap() throws Exception {
    JsonNode found = server.json("/map/search?v=%s&q=kites+wind".formatted(version));

    assertTrue(found.get("papers").size() > 0);
    for (JsonNode paper : found.get("papers")) {
      String id = atlas.papers().get(paper.get("row").intValue()).text();
      assertEquals(
          "/papers/" + id,
          URLDecoder.decode(paper.get("address").textValue(), StandardCharsets.UTF_8));
    }
    TestServer.assertProblem(
        server.get("/map/search?v=" + version), 400, "bad-request", "q must be");
  }

  @Test
  void chosenRowsAreTheSeedsOfRecommendations() throws Exception {
    HttpResponse<String> response = server.get("/map/recommend?v=%s&rows=0,3,1".formatted(version));

    assertEquals(302, response.statusCode());
    URI place = URI.create(response.headers().firstValue("Location").orElseThrow());
    Set<String> seeds =
        List.of(place.getRawQuery().split("&", -1)).stream()
            .map(part -> URLDecoder.decode(part.replace("positive=", ""), StandardCharsets.UTF_8))
            .collect(Collectors.toSet());
    assertEquals(
        new HashSet<>(
            List.of(
                atlas.papers().get(0).text(),
                atlas.papers().get(3).text(),
                atlas.papers().get(1).text())),
        seeds);
    assertEquals(200, server.get(place.getRawPath() + "?" + place.getRawQuery()).statusCode());
  }

  @Test
  void moreRowsThanSeedsMayBeAreRefused() throws Exception {
    String rows = "0,".repeat(100) + "1";

    TestServer.assertProblem(
        server.get("/map/recommend?v=%s&rows=%s".formatted(version, rows)),
        400,
        "bad-request",
        "1 to 100 rows");
    TestServer.assertProblem(
        server.get("/map/recommend?v=" + version), 400, "bad-request", "1 to 100 rows");
  }

  @Test
  void thePageHasTheTopicsInATableInTheOrderOfTheTree() throws Exception {
    Document page = Jsoup.parse(server.get("/map").body());

    assertEquals(
        List.of("kites wind", "kites strings", "kites dragons", "bread", "sour dough"),
        page.select(".map-table tbody th").eachText());
  }

  @Test
  void withoutAnAtlasThePageSaysHowToMakeOneAndTheRestIsNotThere() throws Exception {
    try (TestServer without = serve(Optional.empty())) {
      HttpResponse<String> page = without.get("/map");
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains("akin cluster"), page.body());
      for (String path :
          List.of("/map/points", "/map/labels", "/map/paper?v=&row=0", "/map/search?v=&q=x")) {
        TestServer.assertProblem(without.get(path), 404, "no-such-address", "akin cluster");
      }
    }
  }
}
