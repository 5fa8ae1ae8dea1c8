package io.akin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult.Read;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderBusyException;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.encoder.TextRecipe;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.PaperIndex;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.ingest.CommitPolicy;
import io.akin.ingest.Ingest;
import io.akin.ingest.IngestListener;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Recommender;
import io.akin.recommend.Seed;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server on a free port, over a real index. */
class HttpServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCRIPT = "<script>alert('kite')</script> & \"quotes\"";

  private static final List<Paper> PAPERS =
      List.of(
          paper("hep-th/9901001", "Strings and kites", "Kites on strings in strong wind."),
          paper("2306.00978", "Kites for everyone", "How to build kites from paper and wind."),
          paper(
              "10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9",
              "Indexing bread",
              "Bread, dough and ovens."),
          paper("10.1145/3292500.3330701", "Sour dough at scale", "Bread for a million people."),
          paper("acl:2022.x-1", SCRIPT, SCRIPT + " bread"));

  @TempDir private static Path folder;
  private static PaperIndex index;
  private static HttpServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    Encoder encoder = new HashingEncoder("words", 64);
    IndexManifest manifest =
        new IndexManifest(encoder.space(), TextRecipe.TITLE_ABSTRACT.id(), HnswOptions.DEFAULT);
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest);
        Ingest ingest =
            new Ingest(
                writer,
                encoder,
                CommitPolicy.DEFAULT,
                InstantSource.system(),
                new IngestListener() {})) {
      for (Paper paper : PAPERS) {
        ingest.accept(new Read(paper, new Location("test", 1)));
      }
      var _ = ingest.finish();
    }
    index = LuceneIndex.open(folder);
    server = serve(encoder);
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    server.close();
    index.close();
  }

  private static HttpServer serve(Encoder encoder) throws IOException {
    HttpServer started = starting(encoder);
    started.ready();
    return started;
  }

  private static HttpServer starting(Encoder encoder) throws IOException {
    return HttpServer.start(
        index, new Recommender(index, _ -> encoder, InstantSource.system()), "127.0.0.1", 0);
  }

  private static Paper paper(String id, String title, String text) {
    return Paper.titled(title)
        .ids(List.of(PaperId.parse(id).orElseThrow()))
        .abstractText(text)
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hep-th/9901001",
        "hep-th%2F9901001",
        "arxiv:hep-th%2F9901001",
        "https:%2F%2Farxiv.org%2Fabs%2Fhep-th%2F9901001v2",
        "Strings%20and%20kites",
      })
  void aPaperIsFoundByAnyNameRawAndEncoded(String reference) throws Exception {
    JsonNode paper = json(get("/api/v1/papers/" + reference));
    JsonNode related = json(get("/api/v1/papers/" + reference + "/related?k=1"));

    assertEquals("arxiv:hep-th/9901001", paper.get("id").textValue());
    assertEquals("arxiv:hep-th/9901001", related.get("seed").get("id").textValue());
    assertEquals("arxiv:2306.00978", related.get("results").get(0).get("id").textValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1145/3292500.3330701|doi:10.1145/3292500.3330701",
        "10.1145%2F3292500.3330701|doi:10.1145/3292500.3330701",
        "doi%3A10.1145%2F3292500.3330701|doi:10.1145/3292500.3330701",
        "10.1002/(SICI)1097-4571(199009)41:6%3C391::AID-ASI1%3E3.0.CO;2-9"
            + "|doi:10.1002/(sici)1097-4571(199009)41:6<391::aid-asi1>3.0.co;2-9",
        "10.1002%2F%28SICI%291097-4571%28199009%2941%3A6%3C391%3A%3AAID-ASI1%3E3.0.CO%3B2-9"
            + "|doi:10.1002/(sici)1097-4571(199009)41:6<391::aid-asi1>3.0.co;2-9",
      })
  void aDoiIsFoundWithAllItsPunctuation(String reference, String id) throws Exception {
    assertEquals(id, json(get("/api/v1/papers/" + reference)).get("id").textValue());
    assertEquals(200, get("/papers/" + reference).statusCode());
  }

  @Test
  void relatedPapersComeMostSimilarFirstWithoutTheSeed() throws Exception {
    JsonNode results = json(get("/api/v1/papers/2306.00978/related?k=10")).get("results");

    assertEquals(PAPERS.size() - 1, results.size());
    for (int i = 0; i < results.size(); i++) {
      assertFalse(results.get(i).get("id").textValue().equals("arxiv:2306.00978"));
      assertTrue(
          i == 0
              || results.get(i - 1).get("score").doubleValue()
                  >= results.get(i).get("score").doubleValue());
    }
  }

  @Test
  void aSearchFindsPapersForAText() throws Exception {
    JsonNode results = json(get("/api/v1/search?q=bread+and+dough&k=2")).get("results");

    assertEquals(2, results.size());
    assertTrue(
        results.get(0).get("title").textValue().contains("bread")
            || results.get(0).get("title").textValue().contains("dough"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "1000000", "99999999999999999999", "ten", "", "1.5"})
  void aNumberOfPapersOutOfRangeIsABadRequest(String k) throws Exception {
    HttpResponse<String> response = get("/api/v1/papers/2306.00978/related?k=" + k);

    assertProblem(response, 400, "bad-request", "from 1 to 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/search", "/api/v1/search?q=", "/api/v1/search?q=%20"})
  void aSearchForNothingIsABadRequest(String path) throws Exception {
    assertProblem(get(path), 400, "bad-request", "q must be");
  }

  @Test
  void aTextThatIsTooLongIsABadRequest() throws Exception {
    HttpResponse<String> response = get("/api/v1/search?q=" + "a".repeat(Seed.OfText.MAX_TEXT + 1));

    assertProblem(response, 400, "bad-request", "q must be");
  }

  @Test
  void anUnknownPaperIsNotFoundAndSimilarTitlesAreNamed() throws Exception {
    HttpResponse<String> response = get("/api/v1/papers/Everyone%20has%20kites/related");

    assertProblem(response, 404, "unknown-paper", "Everyone has kites");
    assertEquals(
        "Kites for everyone",
        JSON.readTree(response.body()).get("similar").get(0).get("title").textValue());
  }

  @Test
  void anAddressThatDoesNotExistIsAProblemToo() throws Exception {
    assertProblem(get("/api/v2/papers"), 404, "no-such-address", "nothing is served");
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
    HttpRequest head = HttpRequest.newBuilder(uri(server, path)).HEAD().build();

    HttpResponse<String> response = client.send(head, BodyHandlers.ofString());

    assertEquals(status, response.statusCode());
    assertEquals("", response.body());
    assertEquals(
        get(path).headers().firstValue("Content-Type"),
        response.headers().firstValue("Content-Type"));
  }

  @Test
  void aWholeAbstractOfAnyScriptFitsIntoASearch() throws Exception {
    String text = "風".repeat(Seed.OfText.MAX_TEXT);

    HttpResponse<String> response =
        get("/api/v1/search?k=1&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));

    assertEquals(200, response.statusCode(), response.body());
  }

  @Test
  void aMethodThatIsNotServedIsAProblemToo() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri(server, "/api/v1/search"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();

    HttpResponse<String> response = client.send(post, BodyHandlers.ofString());

    assertProblem(response, 405, "method-not-allowed", "GET");
    assertEquals("GET, HEAD", response.headers().firstValue("Allow").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/papers/%2e%2e/x", "/api/v1/papers/%00"})
  void aPathTheWebServerRefusesIsAProblemToo(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertProblem(response, 400, "bad-request", "could not be understood");
    assertEquals("nosniff", response.headers().firstValue("X-Content-Type-Options").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void healthIsReported(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertEquals(200, response.statusCode());
    assertEquals(path.substring(8), JSON.readTree(response.body()).get("status").textValue());
  }

  @Test
  void aPapersTextIsNeverMarkup() throws Exception {
    String page = get("/papers/acl:2022.x-1").body();
    String search = get("/?q=" + URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8)).body();
    String unknown = get("/papers/" + URLEncoder.encode("<b>x</b>", StandardCharsets.UTF_8)).body();

    assertFalse(page.contains("<script>"), page);
    assertTrue(page.contains("&lt;script&gt;"), page);
    assertFalse(search.contains("<script>"), search);
    assertFalse(unknown.contains("<b>"), unknown);
  }

  @Test
  void pagesLoadNothingFromElsewhereAndSaySo() throws Exception {
    HttpResponse<String> response = get("/papers/2306.00978");

    String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'"), policy);
    assertFalse(response.body().contains("src=\"http"), response.body());
  }

  @Test
  void everyLinkOfAResultsPageLeadsToItsPaper() throws Exception {
    String page = get("/?q=bread").body();
    var links = java.util.regex.Pattern.compile("href=\"(/papers/[^\"]+)\"").matcher(page);
    int followed = 0;
    while (links.find()) {
      assertEquals(200, get(links.group(1)).statusCode(), links.group(1));
      followed++;
    }
    assertEquals(PAPERS.size(), followed);
  }

  @Test
  void parametersSayWhatTheJsonFormSays() throws Exception {
    String parameters =
        "mode=lexical&k=3&diversity=0.2&min_score=-1&half_life_days=90&sort=upvotes&group_by=cluster"
            + "&explain=true&negative=10.1145/3292500.3330701&published_from=1990&published_to=2030-06"
            + "&categories=cs.CL&categories=math&authors=Ada&organisation=north&venue=ACL"
            + "&keywords=kites&has_code=false&source=arxiv&ids=2306.00978&exclude_ids=acl:2022.x-1";
    String body =
        """
        {"positive": [SEED], "negative": ["10.1145/3292500.3330701"], "mode": "lexical", "limit": 3,
         "diversity": 0.2, "min_score": -1, "half_life_days": 90, "sort": "upvotes",
         "group_by": "cluster", "explain": true,
         "filter": {"published": {"gte": "1990", "lte": "2030-06"}, "categories": ["cs.CL", "math"],
                    "authors": ["Ada"], "organisation": ["north"], "venue": ["ACL"],
                    "keywords": ["kites"], "has_code": false, "source": ["arxiv"],
                    "ids": ["2306.00978"], "exclude_ids": ["acl:2022.x-1"]}}
        """;

    ObjectNode related =
        (ObjectNode) json(get("/api/v1/papers/hep-th/9901001/related?" + parameters));
    JsonNode search = json(get("/api/v1/search?q=wind+and+dough&" + parameters));

    assertEquals("arxiv:hep-th/9901001", related.remove("seed").get("id").textValue());
    assertEquals(
        timeless(json(post(body.replace("SEED", "\"hep-th/9901001\"")))), timeless(related));
    assertEquals(
        timeless(json(post(body.replace("SEED", "{\"text\": \"wind and dough\"}")))),
        timeless(search));
  }

  private static JsonNode timeless(JsonNode answer) {
    assertTrue(answer.get("took_ms").isNumber(), answer::toString);
    return ((ObjectNode) answer).without("took_ms");
  }

  @Test
  void anAnswerHasEveryPartThatIsPromised() throws Exception {
    JsonNode answer =
        json(
            post(
                """
                {"positive": ["2306.00978", {"text": "kites", "weight": 2}],
                 "negative": "10.1145/3292500.3330701", "explain": true, "limit": 2,
                 "half_life_days": 30, "group_by": "cluster"}
                """));

    assertEquals("arxiv:2306.00978", answer.get("seeds").get(0).get("id").textValue());
    assertEquals(2, answer.get("results").size());
    JsonNode hit = answer.get("results").get(0);
    assertEquals("arxiv:hep-th/9901001", hit.get("id").textValue());
    assertFalse(hit.has("abstract"));
    assertEquals(0, hit.get("group").intValue());
    JsonNode why = hit.get("why");
    double sum = why.get("recency").doubleValue();
    for (JsonNode part : why.get("parts")) {
      sum += part.get("amount").doubleValue();
      assertTrue(part.has("seed") && part.has("cosine") && part.has("lexical"), part::toString);
    }
    assertEquals(3, why.get("parts").size());
    assertEquals(hit.get("score").doubleValue(), sum, 1e-9);
    assertTrue(why.get("phrases").isArray());
    assertTrue(why.get("sentences").get("of").isTextual());
    assertTrue(why.get("sentences").get("cosine").isNumber());
    assertTrue(answer.get("next_cursor").isTextual());
    assertEquals("words", answer.get("model").textValue());
    assertTrue(answer.get("exact").booleanValue());
    assertEquals(1, answer.get("recall").doubleValue());
    assertEquals(PAPERS.size(), answer.get("papers").intValue());
    assertEquals("hybrid", answer.get("applied").get("mode").textValue());
    assertEquals(30, answer.get("applied").get("half_life_days").intValue());
  }

  @Test
  void theSeedOfARelatedAnswerIsThePaperOfTheAddress() throws Exception {
    JsonNode answer =
        json(get("/api/v1/papers/2306.00978/related?negative=10.1145/3292500.3330701"));

    assertEquals("arxiv:2306.00978", answer.get("seed").get("id").textValue());
  }

  @Test
  void aCursorLeadsToTheNextPageThroughAnAddressAndThroughJson() throws Exception {
    JsonNode all = json(get("/api/v1/papers/2306.00978/related")).get("results");
    String cursor =
        json(get("/api/v1/papers/2306.00978/related?limit=2")).get("next_cursor").textValue();

    JsonNode next = json(get("/api/v1/papers/2306.00978/related?limit=2&cursor=" + cursor));
    JsonNode posted =
        json(
            post(
                "{\"positive\": \"2306.00978\", \"limit\": 2, \"cursor\": \"%s\"}"
                    .formatted(cursor)));

    assertEquals(all.get(2), next.get("results").get(0));
    assertEquals(all.get(3), next.get("results").get(1));
    assertTrue(next.get("next_cursor").isNull(), next::toString);
    assertEquals(next.get("results"), posted.get("results"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/papers/2306.00978/related?cursor=x", "/api/v1/search?q=a&cursor=AAAA"})
  void aCursorThatIsNoneIsGone(String path) throws Exception {
    assertProblem(get(path), 410, "stale-cursor", "from the first page");
  }

  @Test
  void anAnswerWithoutPapersSaysWhatLeftThemOut() throws Exception {
    JsonNode answer = json(get("/api/v1/search?q=kites&categories=cs.CL&min_score=0.1"));

    assertEquals(0, answer.get("results").size());
    assertEquals(
        JSON.readTree(
            """
            [{"condition": "categories", "papers": 5}, {"condition": "min_score", "papers": 0}]
            """),
        answer.get("excluded_by"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "colour=red|the parameter 'colour' is unknown; known are authors, categories",
        "mode=fuzzy|'mode' must be one of",
        "sort=oldest|'sort' must be one of",
        "limit=many|limit must be a whole number",
        "limit=0|from 1 to 1000",
        "diversity=NaN|diversity must be from 0 to 1",
        "diversity=x|diversity must be a number",
        "min_score=Infinity|min_score must be a number",
        "explain=perhaps|explain must be true or false",
        "has_code=2|has_code must be true or false",
        "published_from=May|'gte'",
        "half_life_days=0|half_life_days must be from 1",
        "exclude_ids=%3F|'exclude_ids' must be identifiers",
        "negative=|identifier or its title",
      })
  void aParameterThatIsWrongIsABadRequest(String parameter, String detail) throws Exception {
    assertProblem(
        get("/api/v1/papers/2306.00978/related?" + parameter), 400, "bad-request", detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"positive\": \"x\", \"colour\": 1}", "\u0000"})
  void aBodyThatIsNoRequestIsABadRequest(String body) throws Exception {
    assertProblem(post(body), 400, "bad-request", "");
  }

  @Test
  void anUnknownPaperInABodyIsNotFound() throws Exception {
    assertProblem(post("{\"positive\": \"Nobody knows\"}"), 404, "unknown-paper", "Nobody knows");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    String longest = "{\"positive\": \"%s\"}".formatted("x".repeat(Routes.MAX_BODY_BYTES));

    assertProblem(post(longest), 413, "too-large", "4,194,304 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
  void recommendationsAreAskedForByPostAlone(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(server, "/api/v1/recommend"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();

    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

    assertEquals(405, response.statusCode());
    assertEquals("POST", response.headers().firstValue("Allow").orElseThrow());
  }

  @Test
  void aFullQueueIsServiceUnavailableWithATimeToComeBack() throws Exception {
    try (HttpServer busy = serve(new Failing(new EncoderBusyException()))) {
      HttpResponse<String> response = get(busy, "/api/v1/search?q=kites");

      assertProblem(response, 503, "busy", "try again");
      assertEquals("1", response.headers().firstValue("Retry-After").orElseThrow());
    }
  }

  @Test
  void whileItStartsEveryRequestIsToComeBack() throws Exception {
    try (HttpServer starting = starting(new HashingEncoder("words", 64))) {
      for (String path : List.of("/health/ready", "/", "/api/v1/search?q=kites", "/nowhere")) {
        HttpResponse<String> response = get(starting, path);

        assertProblem(response, 503, "starting", "try again");
        assertEquals("1", response.headers().firstValue("Retry-After").orElseThrow());
      }
      assertEquals(200, get(starting, "/health/live").statusCode());

      starting.ready();

      assertEquals(200, get(starting, "/health/ready").statusCode());
      assertEquals(200, get(starting, "/api/v1/search?q=kites").statusCode());
    }
  }

  @Test
  void aFailureDoesNotTellItsMessageToTheClient() throws Exception {
    try (HttpServer broken = serve(new Failing(new EncodeException("secret of the machine")))) {
      HttpResponse<String> response = get(broken, "/api/v1/search?q=kites");

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
                HttpServer.start(
                    index,
                    new Recommender(
                        index, _ -> new HashingEncoder("words", 64), InstantSource.system()),
                    "127.0.0.1",
                    server.port()));

    assertTrue(String.valueOf(e.getMessage()).contains("--port"), e.getMessage());
  }

  /** An encoder whose engine always fails in one way. */
  private record Failing(EncodeException failure) implements Encoder {
    @Override
    public EmbeddingSpace space() {
      return new HashingEncoder("words", 64).space();
    }

    @Override
    public List<Embedding> encode(List<String> texts, Role role, Priority priority)
        throws EncodeException {
      throw failure;
    }

    @Override
    public void close() {}
  }

  private static void assertProblem(
      HttpResponse<String> response, int status, String type, String detail) throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElseThrow());
    JsonNode problem = JSON.readTree(response.body());
    assertEquals("urn:akin:problem:" + type, problem.get("type").textValue());
    assertEquals(status, problem.get("status").intValue());
    assertTrue(problem.get("detail").textValue().contains(detail), response.body());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    assertEquals(200, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return get(server, path);
  }

  private static HttpResponse<String> get(HttpServer from, String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(from, path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(server, "/api/v1/recommend"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static URI uri(HttpServer from, String path) {
    return URI.create("http://127.0.0.1:" + from.port() + path);
  }
}
