package io.akin.http.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.atlas.Atlas;
import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.SiteAtlas;
import io.akin.http.Surface;
import io.akin.http.TestServer;
import io.akin.http.feed.Feeds;
import io.akin.http.mcp.Mcp;
import io.akin.landscape.Landscapes;
import io.akin.listing.Listings;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.SourceId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What robots and assistants read first, over a real index. */
class DiscoveryTest {
  private static final int MANY = 25;

  @TempDir private static Path folder;

  @BeforeAll
  static void fill() throws IOException {
    Stream<Paper> many =
        IntStream.range(0, MANY - TestServer.PAPERS.size())
            .mapToObj(
                i ->
                    Paper.titled("Paper " + i)
                        .ids(List.of(PaperId.parse("2401.%05d".formatted(i + 1)).orElseThrow()))
                        .published(PublicationDate.parse("2024-02"))
                        .build());
    TestServer.fill(folder, Stream.concat(TestServer.PAPERS.stream(), many).toList());
  }

  private static Function<TestServer.Parts, List<Surface>> surfaces(
      boolean allowed, int perFile, Set<String> without) {
    return parts -> {
      Freshness freshness = new Freshness(parts.index(), InstantSource.system());
      BaseAddress address = new BaseAddress(false);
      Landscapes landscapes = parts.landscapes(Optional.empty());
      return List.of(
          parts.api(),
          new Mcp(parts.finder(), parts.recommender(), List.of()),
          new Feeds(
              new Listings(parts.index()), parts.recommender(), landscapes, freshness, address),
          new Discovery(parts.index(), landscapes, freshness, address, allowed, without, perFile),
          parts.site());
    };
  }

  private static TestServer serve(boolean allowed, int perFile) throws IOException {
    return TestServer.over(folder, surfaces(allowed, perFile, Set.of()));
  }

  @Test
  void robotsAreKeptOutUnlessTheyAreAllowed() throws Exception {
    try (TestServer server = serve(false, 10)) {
      HttpResponse<String> robots = server.get("/robots.txt");

      assertEquals("User-agent: *\nDisallow: /\n", robots.body());
      assertTrue(
          robots.headers().firstValue("Content-Type").orElseThrow().startsWith("text/plain"));
      for (String path : List.of("/sitemap.xml", "/sitemap/papers.xml")) {
        TestServer.assertProblem(server.get(path), 404, "no-such-address", "--allow-robots");
      }
    }
  }

  @Test
  void whereThereAreNoPagesRobotsAreKeptOut() throws Exception {
    try (TestServer server = TestServer.over(folder, surfaces(true, 10, Set.of("site")))) {
      assertEquals("User-agent: *\nDisallow: /\n", server.get("/robots.txt").body());
      assertEquals(404, server.get("/sitemap.xml").statusCode());
    }
  }

  @Test
  void robotsMayReadPapersAndNothingThatHasNoEnd() throws Exception {
    try (TestServer server = serve(true, 10)) {
      List<String> rules = server.get("/robots.txt").body().lines().toList();

      assertEquals("User-agent: *", rules.getFirst());
      assertTrue(rules.contains("Allow: /papers/"));
      for (String path : List.of("/search", "/recommend", "/api/", "/feeds/", "/embed")) {
        assertTrue(rules.contains("Disallow: " + path), path);
      }
      assertFalse(rules.contains("Disallow: /"));
      assertEquals("Sitemap: " + server.uri("/sitemap.xml"), rules.getLast());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 24, 25, 26, 10_000})
  void everyPaperIsInOneFileOfTheSitemapAndNoFileIsTooLong(int perFile) throws Exception {
    try (TestServer server = serve(true, perFile)) {
      List<String> files = locations(server.get("/sitemap.xml"), "sitemapindex");
      List<String> pages = new ArrayList<>();
      for (String file : files) {
        List<String> listed = locations(server.get(path(server, file)), "urlset");
        assertTrue(listed.stream().filter(page -> page.contains("/papers/")).count() <= perFile);
        pages.addAll(listed);
      }

      assertEquals((MANY + perFile - 1) / perFile, files.size());
      assertEquals(MANY + 1, pages.size());
      assertEquals(pages.size(), new HashSet<>(pages).size());
      for (String page : pages) {
        assertEquals(200, server.get(path(server, page)).statusCode(), page);
      }
    }
  }

  @Test
  void topicsAreInTheSitemapAndAssistantsAreToldOfThem() throws Exception {
    Atlas atlas = SiteAtlas.of(folder);
    try (TestServer server =
        TestServer.over(
            folder,
            parts -> {
              Landscapes landscapes = parts.landscapes(Optional.of(atlas));
              return List.of(
                  new Discovery(
                      parts.index(),
                      landscapes,
                      new Freshness(parts.index(), InstantSource.system()),
                      new BaseAddress(false),
                      true,
                      Set.of(),
                      10),
                  parts.site(landscapes));
            })) {
      List<String> first =
          locations(server.get("/sitemap/papers.xml"), "urlset").stream()
              .map(address -> path(server, address))
              .filter(page -> page.startsWith("/topics"))
              .toList();

      assertEquals(
          Stream.concat(Stream.of("/topics"), SiteAtlas.SLUGS.stream().map("/topics/"::concat))
              .toList(),
          first);
      for (String page : first) {
        assertEquals(200, server.get(page).statusCode(), page);
      }
      assertTrue(server.get("/llms.txt").body().contains("[Topics](" + server.uri("/topics")));
    }
  }

  private static String path(TestServer server, String address) {
    String base = server.uri("").toString();
    assertTrue(address.startsWith(base), address);
    return address.substring(base.length());
  }

  private static List<String> locations(HttpResponse<String> response, String root)
      throws Exception {
    Document document = xml(response);
    assertEquals(root, document.getDocumentElement().getLocalName());
    return texts(document.getDocumentElement(), "loc");
  }

  private static Document xml(HttpResponse<String> response) throws Exception {
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(
        response.headers().firstValue("Content-Type").orElseThrow().startsWith("application/xml"));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(response.body().getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Element element, String name) {
    NodeList found =
        element.getElementsByTagNameNS("http://www.sitemaps.org/schemas/sitemap/0.9", name);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }

  @Test
  void aPageChangedWhenItsPaperDid() throws Exception {
    try (TestServer server = serve(true, 100)) {
      List<String> changes =
          texts(xml(server.get("/sitemap/papers.xml")).getDocumentElement(), "lastmod");

      assertEquals(MANY - TestServer.PAPERS.size(), changes.size());
      assertEquals(Set.of("2024-02-01"), new HashSet<>(changes));
    }
  }

  @Test
  void aPaperWhoseAddressIsTooLongIsLeftOut(@TempDir Path other) throws Exception {
    TestServer.fill(
        other,
        List.of(
            Paper.titled("Long").ids(List.of(new SourceId("x", "語".repeat(230)))).build(),
            Paper.titled("Short").ids(List.of(new SourceId("x", "語&<"))).build()));
    try (TestServer server = TestServer.over(other, surfaces(true, 1, Set.of()))) {
      List<String> files = locations(server.get("/sitemap.xml"), "sitemapindex");
      List<String> pages = new ArrayList<>();
      for (String file : files) {
        pages.addAll(locations(server.get(path(server, file)), "urlset"));
      }

      assertEquals(
          List.of("/", "/papers/x:%E8%AA%9E%26%3C"),
          pages.stream().map(page -> path(server, page)).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "id,nothing", "published,1,arxiv:2306.00978"})
  void aFileThatBeginsNowhereIsAProblem(String after) throws Exception {
    try (TestServer server = serve(true, 10)) {
      TestServer.assertProblem(
          server.get(
              "/sitemap/papers.xml?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8)),
          400,
          "bad-request",
          "/sitemap.xml");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sitemap.xml", "/sitemap/papers.xml", "/llms.txt"})
  void whatARobotHasIsNotSentAgain(String path) throws Exception {
    try (TestServer server = serve(true, 10)) {
      String tag = server.get(path).headers().firstValue("ETag").orElseThrow();
      HttpRequest again =
          HttpRequest.newBuilder(server.uri(path)).header("If-None-Match", tag).build();

      assertEquals(304, server.send(again).statusCode());
    }
  }

  @Test
  void everyLinkOfLlmsTxtLeadsSomewhere() throws Exception {
    try (TestServer server = serve(false, 10)) {
      String text = server.get("/llms.txt").body();
      Matcher links = Pattern.compile("(?m)^- \\[[^\\]]+\\]\\(([^)]+)\\): \\S.*$").matcher(text);
      Set<String> followed = new HashSet<>();
      while (links.find()) {
        String path = path(server, links.group(1));
        int status = server.get(path).statusCode();
        assertEquals(path.equals("/mcp") ? 405 : 200, status, path);
        followed.add(path);
      }

      assertTrue(text.startsWith("# Akin\n\n> A library of 25 research papers"), text);
      assertTrue(
          followed.containsAll(
              List.of("/", "/docs", "/openapi.yaml", "/mcp", "/feeds/latest.json")),
          followed::toString);
      assertTrue(
          text.contains(
              "`"
                  + server
                      .uri("/papers/%7Bid%7D")
                      .toString()
                      .replace("%7B", "{")
                      .replace("%7D", "}")),
          text);
    }
  }

  @ParameterizedTest
  @CsvSource({"site, /papers/{id}`: a paper", "api, /openapi.yaml", "mcp, /mcp", "feeds, /feeds/"})
  void llmsTxtSaysNothingOfWhatIsSwitchedOff(String surface, String named) throws Exception {
    try (TestServer all = serve(false, 10);
        TestServer fewer = TestServer.over(folder, surfaces(false, 10, Set.of(surface)))) {
      assertTrue(all.get("/llms.txt").body().contains(named));
      assertFalse(fewer.get("/llms.txt").body().contains(named));
    }
  }
}
