package io.akin.http.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.http.SitePapers;
import io.akin.http.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
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

/** Pages for people, over a real index. */
class SiteTest {
  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, SitePapers.all());
    server = TestServer.over(folder, parts -> List.of(parts.site()));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Document page(String path) throws Exception {
    HttpResponse<String> response = server.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return Jsoup.parse(response.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static HttpResponse<String> add(String... form) throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < form.length; i += 2) {
      body.append(i == 0 ? "" : "&").append(form[i]).append('=').append(encoded(form[i + 1]));
    }
    return server.send(
        HttpRequest.newBuilder(server.uri("/recommend"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** Where a form leads, decoded. */
  private static String added(String... form) throws Exception {
    HttpResponse<String> response = add(form);
    assertEquals(303, response.statusCode(), response.body());
    return URLDecoder.decode(response.headers().firstValue("Location").orElseThrow(), UTF_8);
  }

  @Test
  void aPapersTextIsNeverMarkup() throws Exception {
    String paper = server.get("/papers/acl:2022.x-1").body();
    String search = server.get("/search?q=" + encoded(TestServer.SCRIPT)).body();
    String unknown = server.get("/papers/" + encoded("<b>x</b>")).body();

    assertFalse(paper.contains("<script>"), paper);
    assertTrue(paper.contains("&lt;script&gt;"), paper);
    assertFalse(search.contains("<script>"), search);
    assertFalse(unknown.contains("<b>x"), unknown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hep-th%2F9901001",
        "hep-th/9901001",
        "10.1002/(SICI)1097-4571(199009)41:6%3C391::AID-ASI1%3E3.0.CO;2-9",
        "10.1002%2F%28SICI%291097-4571%28199009%2941%3A6%3C391%3A%3AAID-ASI1%3E3.0.CO%3B2-9"
      })
  void aPaperHasAPageUnderAnyNameRawAndEncoded(String reference) throws Exception {
    assertEquals(200, server.get("/papers/" + reference).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "/papers/acl:2022.x-1, '# \\<script\\>'",
    "/search?q=bread, '# Papers for bread'",
  })
  void aPageIsGivenAsMarkdownToThoseWhoWantIt(String path, String beginning) throws Exception {
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.uri(path))
                .header("Accept", "text/markdown, text/html, */*")
                .build());

    assertTrue(
        response.headers().firstValue("Content-Type").orElseThrow().startsWith("text/markdown"));
    assertTrue(response.body().startsWith(beginning), response.body());
    assertTrue(response.body().contains("- ["), response.body());
    assertFalse(response.body().contains(" <script"), response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/search?q=kites",
        "/search",
        "/papers",
        "/papers/trending",
        "/papers/date/2023-06-05",
        "/papers/arxiv:2306.00978",
        "/papers/arxiv:2306.00978?why=sentences",
        "/recommend",
        "/recommend?positive=2306.00978&text=bread&negative=hep-th/9901001"
      })
  void aPageLoadsFromThisServerAloneAndIsSmall(String path) throws Exception {
    HttpResponse<String> response = server.get(path);
    Document page = Jsoup.parse(response.body());
    String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();

    assertTrue(policy.startsWith("default-src 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    long loaded = gzipped(response.body().getBytes(UTF_8));
    for (Element element : page.select("[src], link[rel=stylesheet], link[rel=icon]")) {
      String address = element.attr(element.hasAttr("src") ? "src" : "href");
      assertTrue(address.startsWith("/assets/"), address);
      loaded += gzipped(server.get(address).body().getBytes(UTF_8));
    }
    assertEquals(List.of(), page.select("script:not([src]), style, [style]").eachText());
    assertTrue(loaded <= 60_000, path + " takes " + loaded + " bytes");
  }

  private static int gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.size();
  }

  @Test
  void everyLinkOfAResultsPageLeadsSomewhere() throws Exception {
    List<String> links = page("/search?q=bread").select("main a").eachAttr("href");

    assertFalse(links.isEmpty());
    for (String link : links) {
      if (!link.startsWith("/feeds/")) { // another surface
        assertEquals(200, server.get(link).statusCode(), link);
      }
    }
  }

  @Test
  void aPaperIsShownWithAllThatIsKnownOfIt() throws Exception {
    Document page = page("/papers/arxiv:2306.00978");

    assertEquals("Kites in O(n²) wind", page.expectFirst("h1").text());
    assertEquals("O(n^2)", page.expectFirst("h1 .tex").attr("data-tex"));
    assertEquals("Ada Lovelace, Kurt Gödel and 1 more", page.expectFirst(".authors").text());
    assertTrue(page.expectFirst(".facts").text().contains("12 upvotes"), page.text());
    assertTrue(page.expectFirst(".facts").text().contains("3 comments"), page.text());
    assertEquals(
        List.of(
            "https://arxiv.org/abs/2306.00978",
            "https://arxiv.org/pdf/2306.00978",
            "https://example.org/kites"),
        page.select(".links a").eachAttr("href"));
    assertEquals(
        List.of("Ada Lovelace", "Kurt Gödel"),
        page.select("meta[name=citation_author]").eachAttr("content"));
    assertEquals("2306.00978", page.expectFirst("meta[name=citation_arxiv_id]").attr("content"));
    assertEquals(
        server.uri("/papers/arxiv:2306.00978").toString(),
        page.expectFirst("meta[property=og:url]").attr("content"));
    assertTrue(page.expectFirst("#bibtex").wholeText().startsWith("@article{lovelace2023kites"));
    assertFalse(page.select(".hits .why b").isEmpty(), page.text());
    assertTrue(page.select(".hits .pair").isEmpty());
  }

  @Test
  void theSentencesThatMatchAreShownWhenTheyAreAskedFor() throws Exception {
    Document page = page("/papers/arxiv:2306.00978?why=sentences");

    assertFalse(page.select(".hits .pair dd").isEmpty(), page.text());
  }

  @Test
  void aRelatedPaperCanBeAddedToWhatIsWantedOrNot() throws Exception {
    Element hit = page("/papers/arxiv:2306.00978").expectFirst(".hits li");
    String title = hit.expectFirst(".title").text();

    Document more = page(hit.select(".acts a").get(0).attr("href"));
    Document less = page(hit.select(".acts a").get(1).attr("href"));

    assertEquals(
        List.of("Kites in O(n²) wind", title),
        more.select(".chips.like li > :first-child").eachText());
    assertEquals(List.of(title), less.select(".chips.unlike li > :first-child").eachText());
    assertFalse(more.select(".hits .title").eachText().contains(title));
    assertFalse(less.select(".hits .title").eachText().contains(title));
  }

  @Test
  void theChoiceLosesWhatIsRemoved() throws Exception {
    Document page = page("/recommend?positive=2306.00978&text=bread&negative=hep-th/9901001");

    List<String> without = page.select(".chips .drop").eachAttr("href");

    assertEquals(
        List.of(
            "/recommend?text=bread&negative=hep-th%2F9901001",
            "/recommend?positive=2306.00978&negative=hep-th%2F9901001",
            "/recommend?positive=2306.00978&text=bread"),
        without);
  }

  @Test
  void aPaperThatIsNotHereIsNamedAndCanBeRemoved() throws Exception {
    HttpResponse<String> response =
        server.get("/recommend?positive=2306.00978&positive=arxiv:2301.99999");
    Document page = Jsoup.parse(response.body());

    assertEquals(404, response.statusCode());
    assertTrue(page.expectFirst(".chips .missing").text().contains("arxiv:2301.99999"));
    assertEquals(
        "/recommend?positive=2306.00978", page.expectFirst(".chips .missing .drop").attr("href"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hep-th/9901001                          | /recommend?positive=arxiv:hep-th/9901001
          Kites in $O(n^2)$ wind                  | /recommend?positive=arxiv:2306.00978
          https://arxiv.org/abs/2306.00978v2      | /recommend?positive=arxiv:2306.00978
          a text about dough                      | /recommend?text=a text about dough
          arxiv:2301.99999                        | /recommend?unknown=arxiv:2301.99999
          """)
  void whatIsPastedIsFound(String pasted, String address) throws Exception {
    assertEquals(address, added("add", pasted, "as", "like"));
  }

  @Test
  void aBibliographyIsPastedAsItIs() throws Exception {
    String bibtex =
        """
        @article{a, title={Sour dough at scale}, doi={10.1145/3292500.3330701}, year=2019}
        @misc{b, title={A paper nobody here knows}, year=2020}
        """;

    assertEquals(
        "/recommend?positive=arxiv:2306.00978&positive=doi:10.1145/3292500.3330701"
            + "&text=A paper nobody here knows",
        added("positive", "arxiv:2306.00978", "add", bibtex, "as", "like"));
  }

  @Test
  void whatIsUnwantedIsNoLongerWanted() throws Exception {
    assertEquals(
        "/recommend?text=bread&negative=arxiv:2306.00978",
        added(
            "positive", "arxiv:2306.00978", "text", "bread", "add", "2306.00978", "as", "unlike"));
  }

  @Test
  void nothingPastedIsAnErrorThatSaysWhatToPaste() throws Exception {
    TestServer.assertProblem(add("add", "  "), 400, "bad-request", "paste identifiers, titles");
  }

  @Test
  void entriesThatCannotBeReadAreCounted() throws Exception {
    String address = added("add", "@misc{a, title={Bread}}\n@misc{b, title={", "as", "like");

    assertEquals("/recommend?text=Bread&unread=1", address);
    assertTrue(page(address).expectFirst(".notice").text().contains("left out: 1"));
    TestServer.assertProblem(
        add("add", "@misc{b, title={", "as", "like"), 400, "bad-request", "no entry of it");
  }

  @Test
  void aFormOfAnotherKindIsRefusedWithAReason() throws Exception {
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.uri("/recommend"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x--\r\n"))
                .build());

    TestServer.assertProblem(response, 400, "bad-request", "x-www-form-urlencoded");
  }

  @Test
  void whoLikesNothingIsAskedTo() throws Exception {
    Document page = page("/recommend?negative=2306.00978");

    assertTrue(page.select(".hits").isEmpty());
    assertTrue(page.text().contains("Add at least one paper or text that you like"));
  }

  @Test
  void aPageBehindTheLastLeadsToTheLast() throws Exception {
    assertEquals(
        "/papers/month/2023-06?p=2",
        page("/papers/month/2023-06?p=99").expectFirst("[aria-label=Pages] a").attr("href"));
  }

  @Test
  void filtersNarrowAPageAndStayInItsForm() throws Exception {
    Document page = page("/search?q=kites&categories=cs.CL&sort=newest&authors=&utm_source=mail");

    assertEquals(List.of("Kites in O(n²) wind"), page.select(".hits .title").eachText());
    assertEquals("cs.CL", page.expectFirst("input[name=categories]").attr("value"));
    assertEquals("newest", page.expectFirst("select[name=sort] [selected]").attr("value"));
    assertEquals("2 set", page.expectFirst("summary b").text());
    assertEquals(
        "/feeds/search.atom?q=kites&sort=newest&categories=cs.CL",
        page.expectFirst("link[type=application/atom+xml]").attr("href"));
  }

  @Test
  void filtersThatLeaveNothingAreNamed() throws Exception {
    Document page = page("/search?q=kites&published_from=2031");

    assertTrue(page.select("main li").text().contains("published leaves out"), page.text());
    assertEquals(
        List.of("/search?q=kites"),
        page.select("main p a").eachAttr("href").stream()
            .filter(address -> address.startsWith("/search"))
            .toList());
  }

  @Test
  void pagesOfASearchFollowOneAnother() throws Exception {
    Document first = page("/search?q=dragons+and+kites");
    Document second = page(first.expectFirst(".onward a").attr("href"));

    List<String> seen = first.select(".hits .title").eachText();
    List<String> next = second.select(".hits .title").eachText();
    assertEquals(10, seen.size());
    assertEquals(10, next.size());
    assertTrue(next.stream().noneMatch(seen::contains), next.toString());
  }

  @Test
  void aSearchForAPapersNameLeadsToIt() throws Exception {
    assertEquals(
        "/papers/arxiv:2306.00978",
        page("/search?q=2306.00978").expectFirst(".named a").attr("href"));
  }

  @Test
  void theFirstPageShowsTheLatestAndWhatReadersLike() throws Exception {
    Document page = page("/");

    assertEquals(
        "Dragons and kites of day 24", page.expectFirst("[aria-labelledby=latest] .title").text());
    assertEquals(
        "Dragons and kites of day 25",
        page.expectFirst("[aria-labelledby=trending] .title").text());
    assertEquals(
        "/search?q=kites", server.get("/?q=kites").headers().firstValue("Location").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "/papers/date/2023-06-05, 6, 4 June 2023, ''",
    "/papers/date/2023-06-03, 5, 2 June 2023, 4 June 2023",
    "/papers/week/2023-W23, 6, week 22 of 2023, ''",
    "/papers/month/2023-06, 26, '', ''",
    "/papers/date/2024-02-29, 0, 5 June 2023, ''",
  })
  void aListingLeadsToTheOnesBeforeAndAfterIt(String path, int papers, String before, String after)
      throws Exception {
    Document page = page(path);

    String total = papers == 0 ? "" : page.expectFirst(".made").text();
    assertTrue(papers == 0 || total.startsWith(papers + " papers"), total);
    String first = page.select("[aria-label=Dates] [rel=prev]").text();
    assertTrue(before.isEmpty() || first.equals(before), first);
    assertEquals(after, page.select("[aria-label=Dates] [rel=next]").text());
  }

  @Test
  void aLongListingHasPages() throws Exception {
    Document first = page("/papers/month/2023-06");
    Document second = page(first.expectFirst("[aria-label=Pages] [rel=next]").attr("href"));

    assertEquals(20, first.select(".papers > li").size());
    assertEquals(6, second.select(".papers > li").size());
    assertEquals(
        "/papers/month/2023-06?p=1",
        second.expectFirst("[aria-label=Pages] [rel=prev]").attr("href"));
  }

  @Test
  void theMostLikedOfNowComeFirst() throws Exception {
    List<String> titles = page("/papers/trending").select(".title").eachText();

    assertEquals("Dragons and kites of day 25", titles.get(0));
    assertEquals("Dragons and kites of day 24", titles.get(1));
  }

  @ParameterizedTest
  @CsvSource({
    "/papers/date/2023-02-30, 2023-02-30",
    "/papers/week/2023-W60, 2023-W60",
    "/papers/month/May, May",
    "/papers?p=0, number of a page",
    "/papers?p=x, number of a page",
    "/search?q=kites&published_from=May, May",
    "/search?q=kites&cursor=abc, cursor",
  })
  void whatCannotBeAnsweredIsSaidInAPage(String path, String said) throws Exception {
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.uri(path)).header("Accept", "text/html,*/*").build());

    assertTrue(response.statusCode() >= 400 && response.statusCode() < 500, response.body());
    assertTrue(Jsoup.parse(response.body()).expectFirst("main").text().contains(said));
  }

  @Test
  void programsAreToldOfErrorsInTheirWay() throws Exception {
    TestServer.assertProblem(
        server.get("/papers/date/2023-02-30"), 400, "bad-request", "2023-02-30");
    TestServer.assertProblem(server.get("/nowhere"), 404, "no-such-address", "nothing is served");
  }

  @Test
  void aPageThatABrowserHasIsNotSentAgain() throws Exception {
    String tag = server.get("/papers/2306.00978").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        server.send(
            HttpRequest.newBuilder(server.uri("/papers/2306.00978"))
                .header("If-None-Match", tag)
                .build());

    assertEquals(304, again.statusCode());
    assertTrue(again.headers().firstValue("Content-Security-Policy").isEmpty());
  }

  @Test
  void anAssetIsKeptForGoodUnderAnAddressThatChangesWithIt() throws Exception {
    String address = page("/").expectFirst("link[rel=stylesheet]").attr("href");

    HttpResponse<String> versioned = server.get(address);
    HttpResponse<String> plain = server.get(address.substring(0, address.indexOf('?')));

    assertTrue(versioned.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"));
    assertFalse(plain.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"));
    assertEquals(versioned.body(), plain.body());
  }

  @Test
  void theFilesThatSetFormulaeAreServed() throws Exception {
    String sheet = server.get("/assets/katex/katex.min.css").body();
    var fonts = java.util.regex.Pattern.compile("url\\((fonts/[^)]+woff2)\\)").matcher(sheet);

    assertTrue(server.get("/assets/katex/katex.min.js").body().contains("katex"));
    int found = 0;
    while (fonts.find()) {
      assertEquals(200, server.get("/assets/katex/" + fonts.group(1)).statusCode());
      found++;
    }
    assertTrue(found >= 20, "fonts: " + found);
  }
}
