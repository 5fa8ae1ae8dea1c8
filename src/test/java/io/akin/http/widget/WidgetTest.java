package io.akin.http.widget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.TestServer;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Script, frame and builder over a real index. */
class WidgetTest {
  private static final int MOST_BYTES = 8_000;
  private static final String HOSTILE = "\"><script>alert(1)</script>' onload='x";

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    Templates site = new Templates(Assets.ofLayout());
    server =
        TestServer.over(
            folder,
            parts ->
                List.of(
                    new Widget(
                        parts.index(),
                        parts.recommender(),
                        new Freshness(parts.index(), InstantSource.system()),
                        new BaseAddress(false),
                        site),
                    parts.api()));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Document page(String path) throws Exception {
    HttpResponse<String> response = server.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return Jsoup.parse(response.body(), server.uri(path).toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void theScriptIsAllThereIsAndSmall() throws Exception {
    String script = server.get("/widget.js").body();
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(script.getBytes(UTF_8));
    }

    assertTrue(compressed.size() <= MOST_BYTES, compressed.size() + " bytes");
    assertFalse(
        Pattern.compile("^\\s*import\\b|\\bimport\\(", Pattern.MULTILINE).matcher(script).find());
    assertFalse(Pattern.compile("innerHTML|localStorage|cookie|eval\\(").matcher(script).find());
  }

  @Test
  void otherSitesMayLoadTheScriptAndKeepItForAWhile() throws Exception {
    HttpResponse<String> script = server.get("/widget.js");

    assertEquals("*", header(script, "Access-Control-Allow-Origin"));
    assertEquals("cross-origin", header(script, "Cross-Origin-Resource-Policy"));
    assertTrue(header(script, "Content-Type").startsWith("text/javascript"));
    assertTrue(
        header(script, "Cache-Control")
            .matches("public, max-age=\\d+, stale-while-revalidate=\\d+"));
    HttpResponse<String> again =
        server.send(
            HttpRequest.newBuilder(server.uri("/widget.js"))
                .header("If-None-Match", header(script, "ETag"))
                .build());
    assertEquals(304, again.statusCode());
  }

  @Test
  void theCopiedTagVouchesForTheBytesThatAreServed() throws Exception {
    Document tag =
        Jsoup.parse(page("/widget?by=paper&value=2306.00978").expectFirst("#pinned").text());
    Element script = tag.expectFirst("script");
    byte[] served = server.get(URI.create(script.attr("src")).getPath()).body().getBytes(UTF_8);
    String digest =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-384").digest(served));

    assertEquals("sha384-" + digest, script.attr("integrity"));
    assertEquals("anonymous", script.attr("crossorigin"));
    assertEquals(server.uri("/widget.js").toString(), script.attr("src"));
  }

  @Test
  void theOtherTagTrustsTheServer() throws Exception {
    String tag = page("/widget?by=paper&value=2306.00978").expectFirst("#unpinned").text();

    assertFalse(tag.contains("integrity"), tag);
    assertTrue(tag.contains("<akin-related paper=\"2306.00978\" limit=\"5\""), tag);
  }

  @Test
  void theTagHasWhatWasChosenAndRoomForIt() throws Exception {
    Document page =
        page(
            "/widget?by=title&value=Kites+%26+wind&limit=3&theme=dark&heading=More&level=2"
                + "&links=source&why=true");
    Element tag = Jsoup.parse(page.expectFirst("#unpinned").text()).expectFirst("akin-related");

    assertEquals("Kites & wind", tag.attr("title"));
    assertEquals("3", tag.attr("limit"));
    assertEquals("dark", tag.attr("theme"));
    assertEquals("More", tag.attr("heading"));
    assertEquals("2", tag.attr("heading-level"));
    assertEquals("source", tag.attr("links"));
    assertTrue(tag.hasAttr("why"));
    assertEquals("display:block;min-height:23.1em", tag.attr("style"));
    assertEquals("akin-related{display:block;min-height:23.1em}", page.expectFirst("#rule").text());
    Element fallback = tag.expectFirst("a");
    assertEquals("More", fallback.text());
    assertEquals(
        200,
        server
            .send(HttpRequest.newBuilder(URI.create(fallback.attr("href"))).build())
            .statusCode());
  }

  @Test
  void theScriptReckonsHeightsAsTheServerDoes() throws Exception {
    String script = server.get("/widget.js").body();
    var named = Pattern.compile("const (AROUND|ROW|ROW_WITH_WHY) = ([\\d.]+);").matcher(script);
    var heights = named.results().map(constant -> Double.valueOf(constant.group(2))).toList();

    assertEquals(List.of(3.75, 5.1, 6.45), heights);
    assertEquals("29.25", choices("").heightEm());
    assertEquals("36", choices("&why=true").heightEm());
  }

  private static Choices choices(String query) throws Exception {
    return new Choices(Subject.OF_PAGE, 5, "auto", "", 3, "site", query.contains("why"));
  }

  @Test
  void aPageThatSaysWhatItIsAboutNeedsNoPaperInItsTag() throws Exception {
    Document page = page("/widget?by=page&value=ignored");

    assertTrue(page.expectFirst("#unpinned").text().contains("<akin-related limit=\"5\" style="));
    assertEquals(0, page.select("iframe, #markup, akin-related").size());
  }

  @Test
  void theBuilderBeginsWithAPaperOfTheLibrary() throws Exception {
    Document page = page("/widget");

    assertEquals(1, page.select("akin-related[paper]").size());
    assertFalse(page.expectFirst("#value").attr("value").isEmpty());
  }

  @Test
  void theCopiedListHoldsTheRelatedPapersAndNoScript() throws Exception {
    String markup = page("/widget?by=paper&value=2306.00978").expectFirst("#markup").text();
    Document list = Jsoup.parse(markup);

    assertEquals(TestServer.PAPERS.size() - 1, list.select("section > ol > li > a[href]").size());
    assertEquals(0, list.select("script, img").size());
    assertTrue(list.text().contains(TestServer.SCRIPT), markup);
    assertTrue(
        list.select("a")
            .eachAttr("href")
            .contains(server.uri("/papers/arxiv:hep-th/9901001").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"value", "heading"})
  void whatOneWritesIsNeverMarkup(String parameter) throws Exception {
    for (String by : List.of("paper", "title", "text")) {
      String path = "/widget?by=" + by + "&value=kites&" + parameter + "=" + encoded(HOSTILE);
      Document page = page(path);

      assertEquals(3, page.select("script").size(), page.html()); // the layout's is one
      assertEquals(0, page.select("[onload]").size());
      for (Element copied : page.select("textarea:not(#recipe, #rule)")) {
        Document pasted = Jsoup.parse(copied.text());
        assertEquals(0, pasted.select("script:not([src]), [onload]").size(), copied.text());
      }
    }
  }

  @Test
  void theFrameIsCompleteAndMayStandOnAnyPage() throws Exception {
    HttpResponse<String> response =
        server.get("/embed?paper=2306.00978&limit=3&theme=dark&heading=More&why=true");
    Document page = Jsoup.parse(response.body());

    assertEquals(200, response.statusCode());
    assertTrue(header(response, "Content-Security-Policy").endsWith("frame-ancestors *"));
    assertFalse(header(response, "ETag").isEmpty());
    assertEquals("More", page.expectFirst("h1").text());
    assertEquals("dark", page.expectFirst("html").attr("data-theme"));
    assertEquals(3, page.select("li > a[href^=http][target=_top]").size());
    assertTrue(page.text().contains("Shared: "), page.text());
    assertEquals(0, page.select("script, img").size());
  }

  @Test
  void titlesInTheFrameAreText() throws Exception {
    Document page = page("/embed?text=bread&limit=20");

    assertTrue(page.select("li > a").eachText().contains(TestServer.SCRIPT), page.html());
    assertEquals(0, page.select("script").size());
  }

  @Test
  void aPaperNamedByItsTitleIsNotRelatedToItself() throws Exception {
    List<String> titles = page("/embed?title=kites+for+EVERYONE&limit=3").select("li a").eachText();

    assertEquals(3, titles.size());
    assertFalse(titles.contains("Kites for everyone"), titles.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "10.1145/3292500.3330701, https://doi.org/10.1145/3292500.3330701",
    "hep-th/9901001, https://arxiv.org/abs/hep-th/9901001",
    "10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9,"
        + " https://doi.org/10.1002/(sici)1097-4571(199009)41:6%3C391::aid-asi1%3E3.0.co%3B2-9",
  })
  void linksLeadToTheSourceWhereOneWantsThat(String id, String source) throws Exception {
    Document page = page("/embed?text=kites&limit=20&links=source");

    assertTrue(page.select("a").eachAttr("href").contains(source), id + page.html());
  }

  @Test
  void aPaperThatIsNotThereIsSaidNotToBeThere() throws Exception {
    HttpResponse<String> frame = server.get("/embed?paper=" + encoded("<b>2401.99999"));

    assertEquals(404, frame.statusCode());
    assertTrue(
        frame.body().contains("does not have the paper <code>&lt;b&gt;2401.99999"), frame.body());
    assertTrue(
        page("/widget?by=paper&value=2401.99999").text().contains("does not have the paper"));
  }

  @ParameterizedTest
  @CsvSource({
    "/embed, 'name a paper, a title or a text'",
    "/embed?paper=, name a paper",
    "/embed?paper=x&limit=0, limit must be a whole number from 1 to 20",
    "/embed?paper=x&limit=21, got '21'",
    "/embed?paper=x&limit=many, got 'many'",
    "/embed?paper=x&theme=pink, 'theme must be one of auto, light, dark'",
    "/embed?paper=x&links=javascript:1, 'links must be one of site, source'",
    "/widget?level=1, level must be a whole number from 2 to 6",
    "/widget?by=nothing, 'by must be one of'",
    "/widget?by=text&why=perhaps, 'why must be one of false, true'",
  })
  void whatCannotBeIsRefusedWithAReason(String path, String reason) throws Exception {
    TestServer.assertProblem(server.get(path), 400, "bad-request", reason);
  }

  @ParameterizedTest
  @CsvSource({"paper, 2001", "text, 20001", "title, 20001", "heading, 201"})
  void whatIsTooLongIsRefused(String parameter, int length) throws Exception {
    String path = "/embed?text=kites&" + parameter + "=" + "x".repeat(length);
    TestServer.assertProblem(server.get(path), 400, "bad-request", "characters");
  }

  @Test
  void whoHasTheFrameIsToldSo() throws Exception {
    HttpResponse<String> frame = server.get("/embed?paper=2306.00978");
    HttpResponse<String> again =
        server.send(
            HttpRequest.newBuilder(server.uri("/embed?paper=2306.00978"))
                .header("If-None-Match", header(frame, "ETag"))
                .build());

    assertEquals(304, again.statusCode());
  }

  @Test
  void theRecipeAsksWhatTheServerAnswers() throws Exception {
    String recipe =
        page("/widget?by=paper&value=hep-th/9901001&limit=2").expectFirst("#recipe").text();
    Matcher address = Pattern.compile("\\$\\{server}(/api[^`]*)`").matcher(recipe);

    assertTrue(address.find(), recipe);
    assertEquals(2, server.json(address.group(1)).get("results").size());
  }
}
