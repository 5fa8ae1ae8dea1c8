package io.akin.http.api;

import static io.akin.http.TestServer.assertProblem;
import static io.akin.http.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.TestServer;
import io.akin.recommend.Seed;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's own interface, over a real index. */
class ApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    server = TestServer.over(folder, parts -> List.of(parts.api()));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
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
    JsonNode paper = json(server.get("/api/v1/papers/" + reference));
    JsonNode related = json(server.get("/api/v1/papers/" + reference + "/related?k=1"));

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
    assertEquals(id, json(server.get("/api/v1/papers/" + reference)).get("id").textValue());
  }

  @Test
  void relatedPapersComeMostSimilarFirstWithoutTheSeed() throws Exception {
    JsonNode results = json(server.get("/api/v1/papers/2306.00978/related?k=10")).get("results");

    assertEquals(TestServer.PAPERS.size() - 1, results.size());
    for (int i = 0; i < results.size(); i++) {
      assertFalse(results.get(i).get("id").textValue().equals("arxiv:2306.00978"));
      assertTrue(
          i == 0
              || results.get(i - 1).get("score").doubleValue()
                  >= results.get(i).get("score").doubleValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/papers/2306.00978, '# Kites for everyone'",
    "/api/v1/papers/2306.00978/related, '# Papers like Kites for everyone'",
    "/api/v1/search?q=bread, '# Recommended papers'"
  })
  void aPaperAndAListAreGivenAsMarkdownToThoseWhoWantIt(String path, String beginning)
      throws Exception {
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.uri(path))
                .header("Accept", "text/markdown, application/json;q=0.9")
                .build());

    assertEquals(
        "text/markdown; charset=utf-8",
        response.headers().firstValue("Content-Type").orElseThrow().toLowerCase(Locale.ROOT));
    assertEquals("Accept, Accept-Encoding", response.headers().firstValue("Vary").orElseThrow());
    assertTrue(response.body().startsWith(beginning + "\n\n- "), response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "application/json, text/markdown;q=0.5",
        "text/markdown;q=0",
        "text/markdown;q=x",
        ";;,;q=,"
      })
  void othersAreGivenJson(String accept) throws Exception {
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.uri("/api/v1/papers/2306.00978"))
                .header("Accept", accept)
                .build());

    assertEquals("arxiv:2306.00978", json(response).get("id").textValue());
  }

  @Test
  void aSearchFindsPapersForAText() throws Exception {
    JsonNode results = json(server.get("/api/v1/search?q=bread+and+dough&k=2")).get("results");

    assertEquals(2, results.size());
    assertTrue(
        results.get(0).get("title").textValue().contains("bread")
            || results.get(0).get("title").textValue().contains("dough"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "1000000", "99999999999999999999", "ten", "", "1.5"})
  void aNumberOfPapersOutOfRangeIsABadRequest(String k) throws Exception {
    HttpResponse<String> response = server.get("/api/v1/papers/2306.00978/related?k=" + k);

    assertProblem(response, 400, "bad-request", "from 1 to 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/search", "/api/v1/search?q=", "/api/v1/search?q=%20"})
  void aSearchForNothingIsABadRequest(String path) throws Exception {
    assertProblem(server.get(path), 400, "bad-request", "q must be");
  }

  @Test
  void aTextThatIsTooLongIsABadRequest() throws Exception {
    HttpResponse<String> response =
        server.get("/api/v1/search?q=" + "a".repeat(Seed.OfText.MAX_TEXT + 1));

    assertProblem(response, 400, "bad-request", "q must be");
  }

  @Test
  void anUnknownPaperIsNotFoundAndSimilarTitlesAreNamed() throws Exception {
    HttpResponse<String> response = server.get("/api/v1/papers/Everyone%20has%20kites/related");

    assertProblem(response, 404, "unknown-paper", "Everyone has kites");
    assertEquals(
        "Kites for everyone",
        JSON.readTree(response.body()).get("similar").get(0).get("title").textValue());
  }

  @Test
  void aWholeAbstractOfAnyScriptFitsIntoASearch() throws Exception {
    String text = "風".repeat(Seed.OfText.MAX_TEXT);

    HttpResponse<String> response =
        server.get("/api/v1/search?k=1&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));

    assertEquals(200, response.statusCode(), response.body());
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
        (ObjectNode) json(server.get("/api/v1/papers/hep-th/9901001/related?" + parameters));
    JsonNode search = json(server.get("/api/v1/search?q=wind+and+dough&" + parameters));

    assertEquals("arxiv:hep-th/9901001", related.remove("seed").get("id").textValue());
    assertEquals(
        timeless(
            json(server.post("/api/v1/recommend", body.replace("SEED", "\"hep-th/9901001\"")))),
        timeless(related));
    assertEquals(
        timeless(
            json(
                server.post(
                    "/api/v1/recommend", body.replace("SEED", "{\"text\": \"wind and dough\"}")))),
        timeless(search));
  }

  @ParameterizedTest
  @CsvSource({
    "explain=brief, true, false",
    "explain=brief&fields=why, true, false",
    "fields=why&explain=brief, true, false",
    "explain=true&fields=id, false, false",
    "explain=false&fields=why, true, true",
    "fields=why&explain=false, true, true",
    "fields=why, true, true",
    "explain=true, true, true",
    "explain=1, true, true",
    "explain=false, false, false",
    "explain=brief&fields=id, false, false"
  })
  void reasonsMayBeBrief(String parameters, boolean reasons, boolean sentences) throws Exception {
    JsonNode answer = json(server.get("/api/v1/papers/hep-th/9901001/related?k=1&" + parameters));

    JsonNode hit = answer.get("results").get(0);
    assertEquals(reasons, hit.has("why"));
    assertEquals(reasons, hit.path("why").has("phrases"));
    assertEquals(sentences, hit.path("why").has("sentences"));
  }

  @Test
  void anAnswerHasEveryPartThatIsPromised() throws Exception {
    JsonNode answer =
        json(
            server.post(
                "/api/v1/recommend",
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
    assertEquals(TestServer.PAPERS.size(), answer.get("papers").intValue());
    assertEquals("hybrid", answer.get("applied").get("mode").textValue());
    assertEquals(30, answer.get("applied").get("half_life_days").intValue());
  }

  @Test
  void theSeedOfARelatedAnswerIsThePaperOfTheAddress() throws Exception {
    JsonNode answer =
        json(server.get("/api/v1/papers/2306.00978/related?negative=10.1145/3292500.3330701"));

    assertEquals("arxiv:2306.00978", answer.get("seed").get("id").textValue());
  }

  @Test
  void aCursorLeadsToTheNextPageThroughAnAddressAndThroughJson() throws Exception {
    JsonNode all = json(server.get("/api/v1/papers/2306.00978/related")).get("results");
    String cursor =
        json(server.get("/api/v1/papers/2306.00978/related?limit=2"))
            .get("next_cursor")
            .textValue();

    JsonNode next = json(server.get("/api/v1/papers/2306.00978/related?limit=2&cursor=" + cursor));
    JsonNode posted =
        json(
            server.post(
                "/api/v1/recommend",
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
    assertProblem(server.get(path), 410, "stale-cursor", "from the first page");
  }

  @Test
  void anAnswerWithoutPapersSaysWhatLeftThemOut() throws Exception {
    JsonNode answer = json(server.get("/api/v1/search?q=kites&categories=cs.CL&min_score=0.1"));

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
        "explain=perhaps|explain must be true or false, or brief",
        "has_code=2|has_code must be true or false",
        "published_from=May|'gte'",
        "half_life_days=0|half_life_days must be from 1",
        "exclude_ids=%3F|'exclude_ids' must be identifiers",
        "negative=|identifier or its title",
      })
  void aParameterThatIsWrongIsABadRequest(String parameter, String detail) throws Exception {
    assertProblem(
        server.get("/api/v1/papers/2306.00978/related?" + parameter), 400, "bad-request", detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"positive\": \"x\", \"colour\": 1}", "\u0000"})
  void aBodyThatIsNoRequestIsABadRequest(String body) throws Exception {
    assertProblem(server.post("/api/v1/recommend", body), 400, "bad-request", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "utf-16", "IBM037"})
  void aBodyIsUtf8WhateverItSaysItIs(String charset) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri("/api/v1/recommend"))
            .header("Content-Type", "application/json; charset=" + charset)
            .POST(HttpRequest.BodyPublishers.ofString("{\"positive\": \"2306.00978\"}"))
            .build();

    assertEquals(200, server.send(request).statusCode());
  }

  @Test
  void anUnknownPaperInABodyIsNotFound() throws Exception {
    assertProblem(
        server.post("/api/v1/recommend", "{\"positive\": \"Nobody knows\"}"),
        404,
        "unknown-paper",
        "Nobody knows");
  }

  private static JsonNode timeless(JsonNode answer) {
    assertTrue(answer.get("took_ms").isNumber(), answer::toString);
    return ((ObjectNode) answer).without("took_ms");
  }

  @Test
  void fieldsChooseWhatIsToldOfEachPaper() throws Exception {
    JsonNode hit =
        server.json("/api/v1/search?q=bread&k=1&fields=id,abstract,score").get("results").get(0);
    JsonNode paper = server.json("/api/v1/papers/2306.00978?fields=title");
    JsonNode reasoned =
        server.json("/api/v1/papers/2306.00978/related?k=1&fields=id&fields=why").get("results");

    assertEquals(List.of("id", "abstract", "score"), List.copyOf(names(hit)));
    assertEquals(List.of("title"), List.copyOf(names(paper)));
    assertEquals(List.of("id", "why"), List.copyOf(names(reasoned.get(0))));
  }

  private static List<String> names(JsonNode node) {
    return node.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  @Test
  void aFieldThatIsNoneIsABadRequest() throws Exception {
    assertProblem(
        server.get("/api/v1/search?q=bread&fields=colour"),
        400,
        "bad-request",
        "no field 'colour'");
  }

  @Test
  void answersAreCompressedForThoseWhoCanReadThat() throws Exception {
    for (String encoding : List.of("gzip", "zstd")) {
      HttpResponse<String> response =
          server.send(
              HttpRequest.newBuilder(server.uri("/api/v1/search?q=bread&explain=true"))
                  .header("Accept-Encoding", encoding)
                  .build());

      assertEquals(encoding, response.headers().firstValue("Content-Encoding").orElseThrow());
    }
  }

  @Test
  void statsTellWhatTheIndexWasMadeWith() throws Exception {
    JsonNode stats = server.json("/api/v1/stats");

    assertEquals(TestServer.PAPERS.size(), stats.get("papers").intValue());
    assertEquals("words", stats.get("model").textValue());
    assertEquals(64, stats.get("dimension").intValue());
    assertEquals("exact", stats.get("structure").textValue());
    assertTrue(stats.get("bytes").longValue() > 0);
  }
}
