package io.akin.http.huggingface;

import static io.akin.http.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.http.BaseAddress;
import io.akin.http.ServerOptions;
import io.akin.http.Surface;
import io.akin.http.TestServer;
import io.akin.paper.Author;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tour as the official Python client makes it, call by call, over a real index. */
class HuggingFaceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static TestServer server;

  private static Paper.Builder paper(String id, String title) {
    return Paper.titled(title).ids(List.of(PaperId.parse(id).orElseThrow()));
  }

  private static Paper.Builder featured(String id, String title, String day, int upvotes) {
    return paper(id, title)
        .featured(PublicationDate.parse(day))
        .published(PublicationDate.parse("2025-01-01"))
        .upvotes(upvotes);
  }

  private static final List<Paper> PAPERS =
      List.of(
          featured("2501.00001", "Kites for everyone", "2025-01-02", 0)
              .abstractText("How to build kites from paper and wind.")
              .authors(List.of(new Author("Ada Example"), new Author("Bo Żak")))
              .organisation(new Organisation("northlab", "North Lab"))
              .keywords(List.of("kites", "wind"))
              .links(
                  List.of(
                      new Link(Link.Kind.CODE, "https://example.org/mirror"),
                      new Link(Link.Kind.CODE, "https://github.com/example/kites"),
                      new Link(Link.Kind.PAGE, "https://huggingface.co/northlab/kite-7b"),
                      new Link(Link.Kind.PROJECT, "https://example.org/kites")))
              .build(),
          featured("2501.00002", "Sour dough at scale", "2025-01-02", 12)
              .abstractText("Bread for a million people.")
              .comments(3)
              .build(),
          featured("2412.00003", "Ovens", "2024-12-31", 40).build(),
          featured("2412.00004", "Older ovens", "2024-12-01", 90).build(),
          paper("hep-th/9901001", "Strings and kites")
              .published(PublicationDate.parse("1999-01"))
              .abstractText("Kites on strings in strong wind.")
              .build(),
          paper("10.1145/3292500.3330701", TestServer.SCRIPT).abstractText("bread").build());

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, PAPERS);
    server = TestServer.over(folder, HuggingFaceTest::surface);
  }

  private static List<Surface> surface(TestServer.Parts parts) {
    return surface(parts, false);
  }

  private static List<Surface> surface(TestServer.Parts parts, boolean behindProxy) {
    return List.of(
        new HuggingFace(
            parts.index(), parts.finder(), parts.recommender(), new BaseAddress(behindProxy)));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static List<PythonPaper> papers(String path) throws Exception {
    return json(server.get(path)).valueStream().map(PythonPaper::new).toList();
  }

  private static List<String> ids(String path) throws Exception {
    return papers(path).stream().map(paper -> paper.text("id")).toList();
  }

  private static void assertError(HttpResponse<String> response, int status, String message)
      throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    String error = JSON.readTree(response.body()).get("error").textValue();
    assertTrue(error.contains(message), error);
    assertTrue(response.headers().firstValue("X-Error-Message").isPresent());
    assertTrue(response.headers().firstValue("X-Request-Id").isPresent());
    assertTrue(response.headers().firstValue("X-Error-Code").isEmpty());
  }

  @Test
  void theClientReadsEveryFactOfADailyPaper() throws Exception {
    PythonPaper kites = papers("/api/daily_papers?date=2025-01-02").getLast();

    assertEquals("2501.00001", kites.text("id"));
    assertEquals("Kites for everyone", kites.text("title"));
    assertEquals("How to build kites from paper and wind.", kites.text("summary"));
    assertEquals("Bo Żak", kites.get("authors").get(1).get("name").textValue());
    assertEquals(List.of("kites", "wind"), kites.texts("ai_keywords"));
    assertEquals(0, kites.get("upvotes").intValue());
    assertTrue(kites.get("upvotes").isInt());
    assertEquals(0, kites.get("comments").intValue());
    assertEquals(LocalDateTime.of(2025, 1, 1, 0, 0), kites.time("published_at"));
    assertEquals(LocalDateTime.of(2025, 1, 2, 0, 0), kites.time("submitted_at"));
    assertEquals("https://example.org/kites", kites.text("project_page"));
    assertEquals("https://github.com/example/kites", kites.text("github_repo"));
    assertTrue(kites.get("submitted_by").isMissingNode());
  }

  @Test
  void anOrganisationHasAPictureOfItsOwn() throws Exception {
    JsonNode home = papers("/api/daily_papers?date=2025-01-02").getLast().get("organization");

    assertEquals("northlab", home.get("name").textValue());
    assertEquals("North Lab", home.get("fullname").textValue());
    assertEquals(home.get("avatar"), home.get("avatarUrl"));
    HttpResponse<String> picture = server.get(home.get("avatarUrl").textValue());
    assertEquals(200, picture.statusCode());
    assertEquals("image/svg+xml", picture.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(picture.body().startsWith("<svg "), picture.body());
    assertError(server.get("/avatars/none.svg"), 404, "no such picture");
  }

  @Test
  void identifiersHaveTheFormOfTheServiceAndStayTheSame() throws Exception {
    JsonNode one = json(server.get("/api/papers/2501.00001"));
    JsonNode again = json(server.get("/api/papers/2501.00001"));

    assertEquals(one, again);
    for (JsonNode id :
        List.of(
            one.get("discussionId"),
            one.get("authors").get(0).get("_id"),
            one.get("authors").get(1).get("_id"),
            one.get("organization").get("_id"))) {
      assertTrue(id.textValue().matches("[0-9a-f]{24}"), id.textValue());
    }
    assertFalse(one.get("authors").get(0).get("_id").equals(one.get("authors").get(1).get("_id")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|2501.00002,2501.00001,2412.00003,2412.00004",
        "?p=0&limit=2|2501.00002,2501.00001",
        "?p=1&limit=3|2412.00004",
        "?date=2024-12-31|2412.00003",
        "?week=2025-W01|2501.00002,2501.00001,2412.00003",
        "?month=2024-12|2412.00003,2412.00004",
        "?sort=publishedAt&limit=1|2501.00002",
        "?sort=trending|2412.00003,2501.00002,2501.00001",
        "?month=2024-12&sort=trending|2412.00004,2412.00003"
      })
  void dailyPapersAreListedByDayWeekMonthAndFavour(String query, String ids) throws Exception {
    assertEquals(
        List.of(ids.split(",")), ids("/api/daily_papers" + Optional.ofNullable(query).orElse("")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p=100",
        "p=2147483647&limit=100",
        "p=500&sort=trending",
        "date=2025-01-01",
        "date=2030-01-01",
        "submitter=mira"
      })
  void whereThereIsNothingTheListIsEmpty(String query) throws Exception {
    assertEquals(List.of(), ids("/api/daily_papers?" + query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/daily_papers?date=2025-13-13|a day such as",
        "/api/daily_papers?date=yesterday|a day such as",
        "/api/daily_papers?date=%00%F0%9F%98%80|a day such as",
        "/api/daily_papers?week=2025-W54|a week such as",
        "/api/daily_papers?month=2025|a month such as",
        "/api/daily_papers?date=2025-01-02&month=2025-01|one of date, week and month",
        "/api/daily_papers?sort=upvotes|publishedAt or trending",
        "/api/daily_papers?limit=0|from 1 to 100",
        "/api/daily_papers?limit=101|from 1 to 100",
        "/api/daily_papers?limit=x|from 1 to 100",
        "/api/daily_papers?p=-1|p must be",
        "/api/daily_papers?p=99999999999|p must be",
        "/api/papers?limit=101|from 1 to 100",
        "/api/papers?cursor=x|the cursor is none",
        "/api/papers?cursor=upvotes,1,arxiv:2501.00001|the cursor is none",
        "/api/papers/search?q=kites&limit=121|from 1 to 120",
        "/api/models|filter=arxiv:ID",
        "/api/models?filter=text-classification|filter=arxiv:ID"
      })
  void whatIsMalformedIsABadRequest(String path, String message) throws Exception {
    assertError(server.get(path), 400, message);
  }

  @Test
  void aSearchHasAsManyPapersAsWantedBestFirst() throws Exception {
    assertEquals("2501.00001", ids("/api/papers/search?q=building+kites&limit=1").getFirst());
    assertEquals(2, ids("/api/papers/search?q=kites&limit=2").size());
    assertEquals(PAPERS.size(), ids("/api/papers/search?q=bread&limit=120").size());
    assertEquals(2, ids("/api/papers/search?limit=2").size());
    assertError(server.get("/api/papers/search?q=" + "a".repeat(251)), 400, "250 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2412.00003", "2412.00003v2", "Ovens"})
  void aSearchForAPapersNameFindsItFirst(String name) throws Exception {
    List<String> ids = ids("/api/papers/search?q=" + name);

    assertEquals("2412.00003", ids.getFirst());
    assertEquals(ids.stream().distinct().toList(), ids);
  }

  @ParameterizedTest
  @CsvSource({
    "2501.00002, 2501.00002",
    "2501.00002v3, 2501.00002",
    "arxiv:2501.00002, 2501.00002",
    "hep-th/9901001, hep-th/9901001",
    "hep-th%2F9901001v1, hep-th/9901001",
    "10.1145/3292500.3330701, doi:10.1145/3292500.3330701",
    "doi:10.1145/3292500.3330701, doi:10.1145/3292500.3330701"
  })
  void aPaperIsFoundByItsIdWithVersionAndSlashes(String reference, String id) throws Exception {
    PythonPaper paper = new PythonPaper(json(server.get("/api/papers/" + reference)));

    assertEquals(id, paper.text("id"));
    assertEquals(List.of(), paper.texts("linked_datasets"));
    assertTrue(server.get("/papers/" + reference + ".md").body().startsWith("# "));
  }

  @Test
  void aSinglePaperHasItsNumbersAndWhatItLinksTo() throws Exception {
    PythonPaper bread = new PythonPaper(json(server.get("/api/papers/2501.00002")));
    PythonPaper kites = new PythonPaper(json(server.get("/api/papers/2501.00001")));

    assertEquals(3, bread.get("comments").intValue());
    assertEquals(12, bread.get("upvotes").intValue());
    assertEquals(LocalDateTime.of(2025, 1, 2, 0, 0), bread.time("submitted_at"));
    assertEquals(0, kites.get("upvotes").intValue());
    assertEquals("northlab/kite-7b", kites.get("linked_models").get(0).get("id").textValue());
    assertEquals(1, kites.get("numTotalModels").intValue());
  }

  @Test
  void aListOfCommentsIsThereOnRequestAlone() throws Exception {
    assertFalse(json(server.get("/api/papers/2501.00002")).has("comments"));
    assertTrue(json(server.get("/api/papers/2501.00002?field=comments")).get("comments").isArray());
  }

  @Test
  void aPaperIsReadAsMarkdown() throws Exception {
    HttpResponse<String> response = server.get("/papers/2501.00001v2.md");

    assertTrue(
        response.headers().firstValue("Content-Type").orElseThrow().startsWith("text/markdown"));
    assertTrue(response.body().startsWith("# Kites for everyone\n"), response.body());
    assertFalse(server.get("/papers/10.1145/3292500.3330701.md").body().contains("\n# <script"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/papers/9912.00000",
        "/api/papers/%C5%BBak",
        "/papers/9912.00000.md",
        "/api/arxiv/9912.00000/repos",
        "/api/models?filter=arxiv:9912.00000"
      })
  void anUnknownPaperIsNotFound(String path) throws Exception {
    assertError(server.get(path), 404, "Paper not found");
  }

  @Test
  void allPapersComePageByPageLastPublishedFirst() throws Exception {
    List<String> ids = new ArrayList<>();
    Optional<String> path = Optional.of("/api/papers?limit=4");
    while (path.isPresent()) {
      HttpResponse<String> response = server.get(path.get());
      json(response).forEach(entry -> ids.add(new PythonPaper(entry).text("id")));
      path = response.headers().firstValue("Link").map(HuggingFaceTest::next);
    }

    assertEquals(PAPERS.size(), ids.size());
    assertEquals(PAPERS.size(), ids.stream().distinct().count());
    assertEquals(
        List.of("hep-th/9901001", "doi:10.1145/3292500.3330701"), ids.subList(4, ids.size()));
  }

  /** The path of the next page; its address must be whole, since clients follow it as it stands. */
  private static String next(String link) {
    Matcher matcher = Pattern.compile("<(http://.*)>; rel=\"next\"").matcher(link);
    assertTrue(matcher.matches(), link);
    String start = server.uri("").toString();
    assertTrue(matcher.group(1).startsWith(start), link);
    return matcher.group(1).substring(start.length());
  }

  @Test
  void theNextPageIsReachedThroughAProxyThatSpeaksTls() throws Exception {
    try (TestServer proxied = TestServer.over(folder, parts -> surface(parts, true))) {
      assertTrue(linkForwardedFromHttps(proxied).startsWith("<https://"));
    }
  }

  @Test
  void whereThereIsNoProxyAClientCannotSayHowItCame() throws Exception {
    assertTrue(linkForwardedFromHttps(server).startsWith("<http://"));
  }

  private static String linkForwardedFromHttps(TestServer asked) throws Exception {
    return asked
        .send(
            HttpRequest.newBuilder(asked.uri("/api/papers?limit=1"))
                .header("X-Forwarded-Proto", "https")
                .build())
        .headers()
        .firstValue("Link")
        .orElseThrow();
  }

  @Test
  void aBodyInAnotherEncodingIsNoReasonToFail() throws Exception {
    HttpResponse<String> response = server.post("/api/papers/index", "\0\0{\0");

    assertError(response, 400, "arXiv number");
  }

  @Test
  void repositoriesAreThoseThatAPaperLinksTo() throws Exception {
    assertEquals(
        JSON.readTree("{\"models\":[{\"id\":\"northlab/kite-7b\"}],\"datasets\":[],\"spaces\":[]}"),
        json(server.get("/api/arxiv/2501.00001/repos")));
    assertEquals(
        JSON.readTree("{\"models\":[],\"datasets\":[],\"spaces\":[]}"),
        json(server.get("/api/arxiv/hep-th/9901001/repos")));
    assertEquals(1, json(server.get("/api/models?filter=arxiv:2501.00001")).size());
    assertEquals(0, json(server.get("/api/spaces?filter=arxiv:2501.00001")).size());
  }

  @Test
  void aPaperIsIndexedWhereItIsThereAlready() throws Exception {
    assertEquals("{}", server.post("/api/papers/index", "{\"arxivId\":\"2501.00001\"}").body());
    assertError(
        server.post("/api/papers/index", "{\"arxivId\":\"2501.09999\"}"), 403, "akin harvest");
    for (String body : List.of("", "[]", "{", "{\"arxivId\":7}", "{\"arxivId\":\"x\"}", "\0")) {
      assertError(server.post("/api/papers/index", body), 400, "arXiv number");
    }
  }

  @Test
  void whatNeedsAccountsIsRefusedWithAReason() throws Exception {
    assertError(server.post("/api/papers/65f0c0ffee/links", "{}"), 403, "akin add");
    assertError(server.post("/api/settings/papers/claim", "{}"), 403, "no accounts");
  }

  @Test
  void otherAddressesOfTheServiceAreNotFoundInItsForm() throws Exception {
    assertError(server.get("/api/agent-harnesses"), 404, "nothing is served");
    assertError(server.get("/api/whoami-v2"), 404, "nothing is served");
  }

  @Test
  void anErrorThatQuotesTheRequestKeepsTheHeaderInAscii() throws Exception {
    String name = URLEncoder.encode("żółw\r\nX-Evil:1", StandardCharsets.UTF_8);
    HttpResponse<String> response = server.get("/api/papers/" + name);

    assertError(response, 404, "żółw X-Evil:1");
    String header = response.headers().firstValue("X-Error-Message").orElseThrow();
    assertTrue(header.contains("??"), header);
    assertTrue(response.headers().firstValue("X-Evil").isEmpty());
  }

  @Test
  void theRateLimitIsToldInTheFormTheClientReads(@TempDir Path other) throws Exception {
    TestServer.fill(other, PAPERS);
    ServerOptions options = ServerOptions.at("127.0.0.1", 0);
    ServerOptions strict =
        new ServerOptions(
            options.host(),
            options.port(),
            options.keys(),
            false,
            OptionalInt.of(1),
            false,
            List.of(),
            Optional.empty(),
            InstantSource.system());
    try (TestServer limited =
        TestServer.over(other, TestServer.encoder(), strict, HuggingFaceTest::surface)) {
      HttpResponse<String> first = limited.get("/api/daily_papers");
      HttpResponse<String> second = limited.get("/api/daily_papers");

      assertEquals(200, first.statusCode());
      assertError(second, 429, "requests a minute");
      assertEquals(
          "\"fixed window\";\"api\";q=1;w=60",
          second.headers().firstValue("RateLimit-Policy").orElseThrow());
      String left = second.headers().firstValue("RateLimit").orElseThrow();
      assertTrue(left.matches("\"api\";r=0;t=\\d+"), left);
    }
  }
}
