package io.akin.http.semanticscholar;

import static io.akin.http.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.http.Keys;
import io.akin.http.ServerOptions;
import io.akin.http.TestServer;
import io.akin.paper.Author;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Python client {@code semanticscholar} sends, as recorded, and what it must get. */
class SemanticScholarTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the client asks for where its user names no fields, of one paper. */
  private static final String ALL_FIELDS =
      "abstract,authors,authors.affiliations,authors.authorId,authors.citationCount,"
          + "authors.externalIds,authors.hIndex,authors.homepage,authors.name,authors.paperCount,"
          + "authors.url,citationCount,citationStyles,citations,citations.abstract,"
          + "citations.authors,citations.citationCount,citations.citationStyles,"
          + "citations.corpusId,citations.externalIds,citations.fieldsOfStudy,"
          + "citations.influentialCitationCount,citations.isOpenAccess,citations.journal,"
          + "citations.openAccessPdf,citations.paperId,citations.publicationDate,"
          + "citations.publicationTypes,citations.publicationVenue,citations.referenceCount,"
          + "citations.s2FieldsOfStudy,citations.title,citations.url,citations.venue,"
          + "citations.year,corpusId,embedding,externalIds,fieldsOfStudy,"
          + "influentialCitationCount,isOpenAccess,journal,openAccessPdf,paperId,"
          + "publicationDate,publicationTypes,publicationVenue,referenceCount,references,"
          + "references.abstract,references.authors,references.citationCount,"
          + "references.citationStyles,references.corpusId,references.externalIds,"
          + "references.fieldsOfStudy,references.influentialCitationCount,"
          + "references.isOpenAccess,references.journal,references.openAccessPdf,"
          + "references.paperId,references.publicationDate,references.publicationTypes,"
          + "references.publicationVenue,references.referenceCount,references.s2FieldsOfStudy,"
          + "references.title,references.url,references.venue,references.year,s2FieldsOfStudy,"
          + "title,tldr,url,venue,year";

  /** The same of papers in lists. */
  private static final String LIST_FIELDS =
      "abstract%2Cauthors%2CcitationCount%2CcitationStyles%2CcorpusId%2CexternalIds%2C"
          + "fieldsOfStudy%2CinfluentialCitationCount%2CisOpenAccess%2Cjournal%2CopenAccessPdf%2C"
          + "paperId%2CpublicationDate%2CpublicationTypes%2CpublicationVenue%2CreferenceCount%2C"
          + "s2FieldsOfStudy%2Ctitle%2Curl%2Cvenue%2Cyear";

  private static final String S2_ID = "649def34f8be52c8b66281af98ae884c09aef38b";
  private static final String DOI = "10.1002/(sici)1097-4571(199009)41:6<391::aid-asi1>3.0.co;2-9";

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    List<Paper> papers = new ArrayList<>(TestServer.PAPERS);
    papers.add(
        Paper.titled("Wind over paper kites")
            .ids(ids("2501.00042", "s2:" + S2_ID, "corpusid:4711", "pmid:99"))
            .abstractText(
                "We fly many kites over fields. Strong wind lifts every kite made of paper.")
            .authors(List.of(new Author("Ada Example"), new Author("Bo Sample")))
            .published(PublicationDate.parse("2025-01-01"))
            .venue("Journal of Kites")
            .categories(List.of("cs.LG", "physics.geo-ph"))
            .build());
    papers.add(
        Paper.titled("Kites of an early year")
            .ids(ids("acl:W12-3903", "10.2139/ssrn.2250500"))
            .abstractText("Old kites.")
            .published(PublicationDate.parse("2012"))
            .categories(List.of("Medicine"))
            .build());
    TestServer.fill(folder, papers);
    server = over(ServerOptions.at("127.0.0.1", 0));
  }

  private static List<PaperId> ids(String... texts) {
    return List.of(texts).stream().map(text -> PaperId.parse(text).orElseThrow()).toList();
  }

  private static TestServer over(ServerOptions options) throws IOException {
    return TestServer.over(
        folder,
        TestServer.encoder(),
        options,
        parts -> List.of(new SemanticScholar(parts.index(), parts.finder(), parts.recommender())));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void aPaperHasItsIdentifierAndTitleWhenNoFieldsAreNamed() throws Exception {
    JsonNode paper = server.json("/graph/v1/paper/ARXIV:2501.00042");

    assertEquals(
        JSON.readTree("{\"paperId\":\"%s\",\"title\":\"Wind over paper kites\"}".formatted(S2_ID)),
        paper);
  }

  @Test
  void allThatTheClientAsksForIsThereInItsForm() throws Exception {
    JsonNode paper =
        server.json("/graph/v1/paper/arXiv:2501.00042?fields=" + ALL_FIELDS.replace(",", "%2C"));

    Set<String> names = new TreeSet<>();
    paper.fieldNames().forEachRemaining(names::add);
    Set<String> wanted = new TreeSet<>();
    for (String field : ALL_FIELDS.split(",", -1)) {
      wanted.add(field.replaceFirst("\\..*", ""));
    }
    assertEquals(wanted, names);
    JsonNode ids = paper.get("externalIds");
    assertEquals("2501.00042", ids.get("ArXiv").textValue());
    assertEquals("10.48550/arXiv.2501.00042", ids.get("DOI").textValue());
    assertEquals("99", ids.get("PubMed").textValue());
    assertEquals(4711, ids.get("CorpusId").intValue());
    assertEquals(4711, paper.get("corpusId").intValue());
    assertEquals("Ada Example", paper.get("authors").get(0).get("name").textValue());
    assertTrue(paper.get("authors").get(0).get("hIndex").isNull());
    assertEquals("2025-01-01", paper.get("publicationDate").textValue());
    assertEquals(2025, paper.get("year").intValue());
    assertEquals("Journal of Kites", paper.get("venue").textValue());
    assertEquals(
        JSON.readTree("[\"Computer Science\",\"Geology\",\"Physics\"]"),
        paper.get("fieldsOfStudy"));
    assertEquals("external", paper.get("s2FieldsOfStudy").get(0).get("source").textValue());
    assertTrue(paper.get("isOpenAccess").booleanValue());
    assertEquals(
        "https://arxiv.org/pdf/2501.00042", paper.get("openAccessPdf").get("url").textValue());
    assertEquals(0, paper.get("citations").size());
    assertEquals("words", paper.get("embedding").get("model").textValue());
    assertEquals(64, paper.get("embedding").get("vector").size());
    assertTrue(paper.get("tldr").isNull());
  }

  @Test
  void aDateThatIsNoDayIsAYearAlone() throws Exception {
    JsonNode paper = server.json("/graph/v1/paper/ACL:W12-3903?fields=publicationDate,year,venue");

    assertTrue(paper.get("publicationDate").isNull());
    assertEquals(2012, paper.get("year").intValue());
    assertEquals("", paper.get("venue").textValue());
  }

  @Test
  void fieldsBelowADotChooseWithinAPart() throws Exception {
    JsonNode paper =
        server.json("/graph/v1/paper/" + S2_ID + "?fields=authors.hIndex,embedding.specter_v2");

    assertEquals(
        JSON.readTree("{\"authorId\":null,\"name\":\"Ada Example\",\"hIndex\":null}"),
        paper.get("authors").get(0));
    assertEquals(64, paper.get("embedding").get("vector").size());
    assertFalse(paper.has("title"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ARXIV:2501.00042|Wind over paper kites",
        "arxiv%3A2501.00042|Wind over paper kites",
        "2501.00042v3|Wind over paper kites",
        S2_ID + "|Wind over paper kites",
        "CorpusId:4711|Wind over paper kites",
        "CorpusID%3A4711|Wind over paper kites",
        "PMID:99|Wind over paper kites",
        "URL:https://arxiv.org/abs/2501.00042|Wind over paper kites",
        "URL:https%3A%2F%2Farxiv.org%2Fpdf%2F2501.00042v2|Wind over paper kites",
        "URL:https://www.semanticscholar.org/paper/Wind-over/" + S2_ID + "|Wind over paper kites",
        "DOI:10.48550/arXiv.2501.00042|Wind over paper kites",
        "hep-th/9901001|Strings and kites",
        "ARXIV:hep-th%2F9901001|Strings and kites",
        "10.2139/ssrn.2250500|Kites of an early year",
        "DOI:10.2139%2FSSRN.2250500|Kites of an early year",
        "ACL:W12-3903|Kites of an early year",
        "URL:https://aclanthology.org/W12-3903.pdf|Kites of an early year",
        "URL:https://www.aclweb.org/anthology/W12-3903/|Kites of an early year",
        "URL:https://dl.acm.org/doi/abs/10.1145/3292500.3330701|Sour dough at scale",
        "10.1002/(SICI)1097-4571(199009)41:6%3C391::AID-ASI1%3E3.0.CO;2-9|Indexing bread",
        "CorpusId:1230600978|Kites for everyone",
      })
  void aPaperIsFoundByEveryKindOfIdentifierRawAndEncoded(String id, String title) throws Exception {
    assertEquals(
        title, server.json("/graph/v1/paper/" + id + "?fields=title").get("title").textValue());
    assertTrue(server.json("/recommendations/v1/papers/forpaper/" + id).has("recommendedPapers"));
  }

  @Test
  void everyPaperIsFoundByThePaperIdItIsGiven() throws Exception {
    JsonNode found = server.json("/graph/v1/paper/search?query=kites&fields=corpusId,title");

    assertEquals(7, found.get("data").size());
    for (JsonNode paper : found.get("data")) {
      String id = paper.get("paperId").textValue();
      assertTrue(id.matches("[0-9a-f]{40}"), id);
      assertEquals(
          paper.get("title"), server.json("/graph/v1/paper/" + id + "?fields=title").get("title"));
      assertTrue(paper.get("corpusId").isIntegralNumber());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ARXIV:hep-th/9901001, 61727869763a6865702d74682f39393031303031", // of 20 bytes
    "10.2139/ssrn.2250500, 61636c3a5731322d333930330000000000000000", // which is longer than ACL's
  })
  void aPaperIdSpellsAnIdentifierThatIsShortEnough(String id, String digits) throws Exception {
    assertEquals(digits, server.json("/graph/v1/paper/" + id).get("paperId").textValue());
    assertEquals(
        digits,
        server
            .json("/graph/v1/paper/" + digits.toUpperCase(Locale.ROOT))
            .get("paperId")
            .textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "CorpusId:1",
        "CorpusId:999999999999999",
        "10.1/none",
        "0000000000000000000000000000000000000000",
        "ff616b696e3a7469746c653a0123456789abcdef",
        "ff616b696e3a7469746c653affffffffffffffff",
        "ffffffffffffffffffffffffffffffffffffffff",
        "URL:https://example.org/x",
        "URL:",
        "batch",
        "%F0%9F%AA%81",
      })
  void anUnknownPaperIsNotFoundInTheClientsWords(String id) throws Exception {
    HttpResponse<String> graph = server.get("/graph/v1/paper/" + id + "?fields=t%2Ci%2Ct%2Cl%2Ce");
    HttpResponse<String> like = server.get("/recommendations/v1/papers/forpaper/" + id);

    assertError(graph, 404, " not found");
    assertError(like, 404, "Paper with id ");
  }

  @Test
  void unknownFieldsAreNamed() throws Exception {
    assertError(
        server.get("/graph/v1/paper/2501.00042?fields=unknown"),
        400,
        "Unrecognized or unsupported fields: [unknown]");
    assertError(
        server.get("/graph/v1/paper/search?query=kites&fields=title,authors.shoe,title.x"),
        400,
        "Unrecognized or unsupported fields: [authors.shoe, title.x]");
  }

  @Test
  void aBatchComesInTheOrderOfItsNamesWithNullForTheUnknown() throws Exception {
    JsonNode papers =
        json(
            server.post(
                "/graph/v1/paper/batch?fields=" + LIST_FIELDS,
                "{\"ids\":[\"DOI:%s\",\"CorpusId:1\",\"ARXIV:2501.00042\"]}".formatted(DOI)));

    assertEquals(3, papers.size());
    assertEquals(DOI, papers.get(0).get("externalIds").get("DOI").textValue());
    assertTrue(papers.get(1).isNull());
    assertEquals(S2_ID, papers.get(2).get("paperId").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"ids\":[]}",
        "{\"ids\":null}",
        "{\"ids\":\"x\"}",
        "{\"ids\":[1]}",
        "{\"ids\":{\"a\":\"b\"}}",
        "\"ids\"",
        "{\"ids\":[null]}",
        "{\"ids\":[\"x\"]} {}"
      })
  void aBatchThatNamesNoPapersIsABadRequest(String body) throws Exception {
    assertError(server.post("/graph/v1/paper/batch", body), 400, "");
    assertError(server.post("/recommendations/v1/papers/", body), 400, "");
  }

  @Test
  void aBatchHasAtMostFiveHundredNames() throws Exception {
    String names = "\"x\",".repeat(500) + "\"x\"";

    assertError(
        server.post("/graph/v1/paper/batch", "{\"ids\":[" + names + "]}"), 400, "at most 500");
  }

  @Test
  void searchesGoOnToTheLastPageWhichNamesNoNext() throws Exception {
    Set<String> seen = new TreeSet<>();
    int offset = 0;
    while (true) {
      JsonNode page =
          server.json(
              "/graph/v1/paper/search?query=paper+kites&fields=title&offset=%d&limit=3"
                  .formatted(offset));
      page.get("data").forEach(paper -> seen.add(paper.get("paperId").textValue()));
      assertEquals(offset, page.get("offset").intValue());
      assertEquals(7, page.get("total").intValue());
      if (!page.has("next")) {
        break;
      }
      assertEquals(offset + 3, page.get("next").intValue());
      offset += 3;
    }

    assertEquals(6, offset);
    assertEquals(7, seen.size());
  }

  @Test
  void anEmptySearchHasNoData() throws Exception {
    assertEquals(
        JSON.readTree("{\"total\":0,\"offset\":0}"),
        server.json("/graph/v1/paper/search?query=kites&year=1900"));
    assertFalse(server.json("/graph/v1/paper/search?query=kites&offset=900").has("data"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "year=2012|1",
        "year=2013-2025|1",
        "year=2010-|2",
        "year=-2024|1",
        "year=2012-2025|2",
        "publicationDateOrYear=2025-01-01|1",
        "publicationDateOrYear=%3A2024|1",
        "publicationDateOrYear=2024-12%3A|1",
        "publicationDateOrYear=2012-06-01:2025-01-01|2",
        "venue=Journal+of+Kites|1",
        "venue=ArXiv|3",
        "fieldsOfStudy=Computer+Science|1",
        "fieldsOfStudy=Medicine,Geology|2",
        "openAccessPdf=|5",
        "openAccessPdf|5",
        "minCitationCount=0|7",
        "somethingElse=1|7",
      })
  void aSearchLeavesOutWhatItsParametersSay(String parameter, int papers) throws Exception {
    JsonNode page = server.json("/graph/v1/paper/search?query=kites&" + parameter);

    assertEquals(papers, page.get("total").intValue());
    assertEquals(papers, page.get("data").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query=|query",
        "limit=5|query",
        "query=x&limit=0|limit",
        "query=x&limit=101|limit",
        "query=x&limit=ten|limit",
        "query=x&offset=-1|offset",
        "query=x&offset=99999999999|offset",
        "query=x&offset=950&limit=100|at most 1000",
        "query=x&year=20-|year",
        "query=x&year=2020-2010|period",
        "query=x&publicationDateOrYear=2020-13|date",
        "query=x&fieldsOfStudy=Kites|no field of study",
        "query=x&minCitationCount=10|citations",
        "query=x&publicationTypes=Book|type",
        "query=x&venue=%2C|venue",
      })
  void aSearchThatCannotBeAnsweredSaysWhy(String parameters, String why) throws Exception {
    assertError(server.get("/graph/v1/paper/search?" + parameters), 400, why);
  }

  @Test
  void aBulkSearchGivesPapersWithTheWordsInTheOrderAskedFor() throws Exception {
    JsonNode all =
        server.json(
            "/graph/v1/paper/search/bulk?query=kites&sort=publicationDate%3Adesc"
                + "&fields=year&offset=0&limit=100");

    assertTrue(all.get("token").isNull());
    assertEquals(5, all.get("total").intValue());
    assertEquals(5, all.get("data").size());
    assertEquals(2025, all.get("data").get(0).get("year").intValue());
    assertEquals(2012, all.get("data").get(1).get("year").intValue());
    assertError(
        server.get("/graph/v1/paper/search/bulk?query=kites&sort=shoeSize"), 400, "sort must be");
  }

  @Test
  void aTitleIsMatched() throws Exception {
    JsonNode exact =
        server.json(
            "/graph/v1/paper/search/match?query=wind+over+paper+KITES&fields=title&offset=0&limit=100");
    JsonNode near = server.json("/graph/v1/paper/search/match?query=wind+kites+over&fields=title");

    assertEquals(S2_ID, exact.get("data").get(0).get("paperId").textValue());
    assertEquals(1, exact.get("data").get(0).get("matchScore").doubleValue());
    assertEquals(S2_ID, near.get("data").get(0).get("paperId").textValue());
    assertTrue(near.get("data").get(0).get("matchScore").doubleValue() < 1);
    assertError(
        server.get("/graph/v1/paper/search/match?query=zeppelins"), 404, "Title match not found");
  }

  @Test
  void titlesAreSuggested() throws Exception {
    JsonNode matches = server.json("/graph/v1/paper/autocomplete?query=wind").get("matches");

    assertEquals(
        JSON.readTree(
            "[{\"id\":\"%s\",\"title\":\"Wind over paper kites\",\"authorsYear\":\"Example & Sample, 2025\"}]"
                .formatted(S2_ID)),
        matches);
    assertEquals(
        0, server.json("/graph/v1/paper/autocomplete?query=zeppelin").get("matches").size());
  }

  @Test
  void snippetsAreSentencesOfPapersWordForWord() throws Exception {
    JsonNode first =
        server
            .json("/graph/v1/snippet/search?query=strong+wind+lifts+every+kite&limit=2")
            .get("data")
            .get(0);

    assertEquals(
        "Strong wind lifts every kite made of paper.",
        first.get("snippet").get("text").textValue());
    assertEquals("abstract", first.get("snippet").get("snippetKind").textValue());
    assertEquals(31, first.get("snippet").get("snippetOffset").get("start").intValue());
    assertEquals("4711", first.get("paper").get("corpusId").textValue());
    assertEquals(
        1,
        server
            .json("/graph/v1/snippet/search?query=bread&paperIds=CorpusId:4711,CorpusId:1")
            .get("data")
            .size());
    assertEquals(
        0,
        server.json("/graph/v1/snippet/search?query=bread&paperIds=CorpusId:1").get("data").size());
  }

  @Test
  void papersLikeOneComeFromTheWholeLibrary() throws Exception {
    JsonNode usual =
        server.json(
            "/recommendations/v1/papers/forpaper/10.2139/ssrn.2250500?fields=%s&limit=3&from=recent"
                .formatted(LIST_FIELDS));
    JsonNode all =
        server.json("/recommendations/v1/papers/forpaper/10.2139/ssrn.2250500?from=all-cs");

    assertEquals(3, usual.get("recommendedPapers").size());
    assertEquals(6, all.get("recommendedPapers").size());
    assertEquals(LIST_FIELDS.split("%2C", -1).length, usual.get("recommendedPapers").get(0).size());
    assertError(
        server.get("/recommendations/v1/papers/forpaper/2501.00042?from=old"), 400, "from must be");
    assertError(
        server.get("/recommendations/v1/papers/forpaper/2501.00042?limit=501"), 400, "1 to 500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/recommendations/v1/papers", "/recommendations/v1/papers/"})
  void papersLikeSomeAndUnlikeOthersComeWithAndWithoutASlash(String path) throws Exception {
    JsonNode like =
        json(
            server.post(
                path + "?fields=title&limit=2",
                "{\"positivePaperIds\":[\"ARXIV:2306.00978\",\"%s\"],\"negativePaperIds\":[\"ACL:W12-3903\"]}"
                    .formatted(S2_ID)));
    JsonNode without =
        json(
            server.post(
                path + "?fields=title&limit=100",
                "{\"positivePaperIds\":[\"ARXIV:2306.00978\"],\"negativePaperIds\":null}"));

    assertEquals(2, like.get("recommendedPapers").size());
    assertEquals(6, without.get("recommendedPapers").size());
    assertError(
        server.post(path, "{\"positivePaperIds\":[],\"negativePaperIds\":[\"x\"]}"),
        400,
        "No positive paper examples given");
    assertError(
        server.post(path, "{\"positivePaperIds\":[\"nothing\"]}"),
        404,
        "Paper with id nothing not found");
  }

  @Test
  void scoreAndReasonsAreToldOnlyToThoseWhoAsk() throws Exception {
    String path = "/recommendations/v1/papers/forpaper/2306.00978?limit=1&fields=title";
    JsonNode usual = server.json(path).get("recommendedPapers").get(0);
    JsonNode told = server.json(path + ",score,why").get("recommendedPapers").get(0);

    assertEquals(2, usual.size());
    assertTrue(told.get("score").isNumber());
    assertEquals(1, told.get("why").get("parts").size());
  }

  @Test
  void authorsComeByPagesAndCitationsAreNone() throws Exception {
    JsonNode first = server.json("/graph/v1/paper/2501.00042/authors?limit=1");
    JsonNode rest = server.json("/graph/v1/paper/2501.00042/authors?limit=1&offset=1&fields=url");

    assertEquals(
        JSON.readTree(
            "{\"offset\":0,\"next\":1,\"data\":[{\"authorId\":null,\"name\":\"Ada Example\"}]}"),
        first);
    assertNull(rest.get("next"));
    assertEquals("Bo Sample", rest.get("data").get(0).get("name").textValue());
    assertEquals(
        JSON.readTree("{\"offset\":0,\"data\":[]}"),
        server.json("/graph/v1/paper/10.2139/ssrn.2250500/references?fields=contexts,title"));
  }

  @Test
  void otherAddressesAndMethodsAreErrorsTheClientUnderstands() throws Exception {
    assertError(server.get("/graph/v1/author/1"), 404, "nothing is served");
    assertError(server.post("/graph/v1/paper/search", "{}"), 400, "GET");
    assertError(server.post("/graph/v1/paper/batch", " ".repeat(5_000_000)), 400, "bytes");
  }

  @Test
  void aClientThatAsksTooOftenIsToldToWait() throws Exception {
    try (TestServer limited = over(options(OptionalInt.of(1), Keys.none(), false))) {
      assertEquals(200, limited.get("/graph/v1/paper/2501.00042").statusCode());
      HttpResponse<String> refused = limited.get("/graph/v1/paper/2501.00042");

      assertEquals(429, refused.statusCode());
      assertTrue(JSON.readTree(refused.body()).has("message"));
      assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    }
  }

  @Test
  void aClientWithoutAKeyIsForbiddenWhereOneIsNeeded() throws Exception {
    Keys keys = Keys.none();
    try (TestServer closed = over(options(OptionalInt.empty(), keys, true))) {
      HttpResponse<String> refused = closed.get("/graph/v1/paper/2501.00042");

      assertEquals(403, refused.statusCode());
      assertTrue(JSON.readTree(refused.body()).has("message"));
    }
  }

  private static ServerOptions options(OptionalInt rate, Keys keys, boolean keyRequired) {
    return new ServerOptions(
        "127.0.0.1",
        0,
        keys,
        keyRequired,
        rate,
        false,
        List.of(),
        Optional.empty(),
        InstantSource.system());
  }

  private static void assertError(HttpResponse<String> response, int status, String text)
      throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("*", response.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
    JsonNode error = JSON.readTree(response.body());
    assertTrue(error.path("error").asText("nothing").contains(text), response.body());
    assertEquals(1, error.size());
  }
}
