package io.akin.http.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.atlas.Atlas;
import io.akin.http.SiteAtlas;
import io.akin.http.SitePapers;
import io.akin.http.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of topics, over a real index and an atlas made by hand. */
class TopicPagesTest {
  private static final String HOSTILE = "<script>alert('topic')</script> \"'& ";

  @TempDir private static Path folder;
  private static Atlas atlas;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, SitePapers.all());
    atlas = SiteAtlas.of(folder);
    server = serve(Optional.of(atlas));
  }

  private static TestServer serve(Optional<Atlas> given) throws IOException {
    return TestServer.over(folder, parts -> List.of(parts.site(parts.landscapes(given))));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Document page(TestServer from, String path, int status) throws Exception {
    HttpResponse<String> response = from.get(path);
    assertEquals(status, response.statusCode(), response.body());
    return Jsoup.parse(response.body());
  }

  private static Document page(String path) throws Exception {
    return page(server, path, 200);
  }

  @Test
  void theTreeHasEveryTopicUnderWhatItIsPartOf() throws Exception {
    Document page = page("/topics");

    assertEquals(List.of("kites wind", "bread"), page.select(".topics > li > h2").eachText());
    assertEquals(
        List.of("/topics/kites-strings", "/topics/kites-dragons"),
        page.select(".topics > li:first-child ul a").eachAttr("href"));
    assertEquals(SiteAtlas.SLUGS.size(), page.select("svg[role=img][aria-label]").size());
  }

  @Test
  void everyLinkOfATopicLeadsSomewhere() throws Exception {
    for (String slug : SiteAtlas.SLUGS) {
      for (String link : page("/topics/" + slug).select("main a").eachAttr("href")) {
        if (!link.startsWith("/map") && !link.startsWith("/feeds")) { // surfaces of their own
          assertEquals(200, server.get(link.replaceFirst("#.*", "")).statusCode(), link);
        }
      }
    }
  }

  @Test
  void aTopicTellsWhatItIsPartOfMadeOfAndLike() throws Exception {
    Document coarse = page("/topics/kites-wind");
    Document fine = page("/topics/kites-strings");

    assertEquals("kites wind", coarse.expectFirst("h1").text());
    assertEquals(List.of("kites strings", "kites dragons"), coarse.select(".parts a").eachText());
    assertEquals(List.of("Topics", "kites wind"), fine.select(".within a").eachText());
    assertEquals("/map#topic=kites-wind", coarse.expectFirst("a[href^=/map#]").attr("href"));
    assertTrue(
        coarse
            .expectFirst("a[href^=/recommend?positive=]")
            .attr("href")
            .matches("(.*positive=){3}.*"));
    assertEquals("bread", coarse.expectFirst(".bridges .count a").text());
    assertEquals(
        List.of("/feeds/topic.atom?topic=kites-wind", "/feeds/topic.json?topic=kites-wind"),
        coarse.select("link[rel=alternate]").eachAttr("href"));
  }

  @Test
  void thePapersOfATopicAreOnItsPagesNewestFirst() throws Exception {
    int total = atlas.topics().getFirst().papers();
    List<String> titles = new ArrayList<>();
    List<String> days = new ArrayList<>();
    String path = "/topics/kites-wind";
    Document page = page(path);
    while (true) {
      titles.addAll(page.select("section[aria-labelledby=newest] .title a").eachAttr("href"));
      days.addAll(page.select("section[aria-labelledby=newest] time").eachText());
      if (page.select("[aria-label=Pages] [rel=next]").isEmpty()) {
        break;
      }
      page = page(page.expectFirst("[rel=next]").attr("href").replaceFirst("#.*", ""));
    }

    assertTrue(total > 0 && total <= titles.size(), titles.toString());
    assertEquals(total, new HashSet<>(titles).size());
    assertEquals(days.stream().sorted((a, b) -> b.compareTo(a)).toList(), days);
    assertEquals("No papers here.", page("/topics/kites-wind?p=99").expectFirst(".empty").text());
  }

  @Test
  void anUnknownTopicLeadsToThoseNearIt() throws Exception {
    Document page = page(server, "/topics/kites-string", 404);

    assertEquals("kites strings", page.expectFirst("ul[aria-labelledby=nearest] a").text());
    assertEquals(List.of(), page(server, "/topics/qqqq", 404).select("[aria-labelledby=nearest]"));
  }

  @Test
  void theFirstPageShowsTheCoarsestTopics() throws Exception {
    assertEquals(
        List.of("kites wind", "bread"),
        page("/").select("[aria-labelledby=topics] li a").eachText());
  }

  @Test
  void withoutAnAtlasPagesSayHowToMakeOneAndTheFirstPageSaysNothing() throws Exception {
    try (TestServer without = serve(Optional.empty())) {
      assertTrue(page(without, "/topics", 200).text().contains("akin cluster"));
      assertTrue(page(without, "/topics/bread", 404).text().contains("akin cluster"));
      assertTrue(page(without, "/", 200).select("#topics").isEmpty());
    }
  }

  @Test
  void aClientThatHasThePageIsToldUntilThereIsAnotherAtlas() throws Exception {
    String tag = server.get("/topics").headers().firstValue("ETag").orElseThrow();

    assertEquals(304, ask(server, tag));
    try (TestServer other =
        TestServer.over(
            folder, parts -> List.of(parts.site(parts.landscapes(Optional.of(hostile())))))) {
      assertEquals(200, ask(other, tag));
    }
  }

  private static int ask(TestServer from, String tag) throws Exception {
    return from.send(
            HttpRequest.newBuilder(from.uri("/topics")).header("If-None-Match", tag).build())
        .statusCode();
  }

  private static Atlas hostile() {
    try {
      return new SiteAtlas(HOSTILE).over(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTopicsNameIsNeverMarkup() throws Exception {
    try (TestServer named = serve(Optional.of(hostile()))) {
      for (String path :
          List.of("/", "/topics", "/topics/bread", "/topics/kites-strings", "/topics/x-bread")) {
        String body = named.get(path).body();
        assertFalse(body.contains("<script>"), body);
        assertTrue(body.contains("&lt;script&gt;"), body);
      }
    }
  }
}
