package io.akin.http.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.http.HostilePapers;
import io.akin.http.PaperAddress;
import io.akin.http.TestServer;
import io.akin.http.XssPayloads;
import io.akin.index.PaperIndex;
import io.akin.index.lucene.LuceneIndex;
import io.akin.paper.Paper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that would do harm as markup, as the title, abstract, author and keyword of papers. */
class HostilePagesTest {
  /** All elements that our templates have. */
  private static final Set<String> ELEMENTS =
      Set.of(
          "html head meta title link script body a header img form label input button nav main"
              .concat(" footer p h1 h2 h3 ol ul li span time code b dl dt dd details summary div")
              .concat(" select option textarea section article")
              .split(" "));

  @TempDir private static Path folder;
  private static TestServer server;

  /** As they are indexed, which is made readable. */
  private static final List<Paper> PAPERS = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, HostilePapers.all());
    server = TestServer.over(folder, parts -> List.of(parts.site()));
    try (PaperIndex index = LuceneIndex.open(folder)) {
      index.scan(indexed -> PAPERS.add(indexed.paper()));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** A page, or what says that there is none. */
  private static Document page(String path) throws Exception {
    var response =
        server.send(HttpRequest.newBuilder(server.uri(path)).header("Accept", "text/html").build());
    assertTrue(response.statusCode() < 500, path + ": " + response.body());
    Document page = Jsoup.parse(response.body(), server.uri(path).toString());
    assertHarmless(page, path);
    return page;
  }

  private static void assertHarmless(Document page, String where) {
    for (Element element : page.getAllElements()) {
      String name = element.normalName();
      assertTrue(name.equals("#root") || ELEMENTS.contains(name), where + ": " + element);
      if (name.equals("script")) {
        assertTrue(element.attr("src").startsWith("/assets/site.js"), where + ": " + element);
      }
      for (Attribute attribute : element.attributes()) {
        String key = attribute.getKey();
        assertTrue(!key.startsWith("on") && !key.equals("style"), where + ": " + element);
        if (key.equals("href") || key.equals("src") || key.equals("action")) {
          assertTrue(
              attribute.getValue().matches("(/|#|https?://|/\\S*).*"), where + ": " + element);
        }
      }
    }
  }

  /** As papers keep their texts. */
  private static String oneLine(String text) {
    return Paper.titled("x").abstractText("x" + text).build().abstractText().substring(1);
  }

  @Test
  void everyTextStaysTextOnThePageOfItsPaper() throws Exception {
    for (Paper paper : PAPERS) {
      Document page = page(PaperAddress.of(paper.id()));
      if (!paper.abstractText().isEmpty()) {
        assertEquals(
            paper.abstractText(),
            oneLine(page.expectFirst(".abstract").wholeText()),
            paper.title());
      }
      assertTrue(
          oneLine(page.expectFirst("title").wholeText()).startsWith(paper.title()), paper.title());
    }
  }

  @Test
  void everyTextStaysTextInListsAndSearches() throws Exception {
    for (int number = 1; number <= (PAPERS.size() + 19) / 20; number++) {
      page("/papers?p=" + number);
    }
    for (String payload : XssPayloads.all()) {
      String text = URLEncoder.encode(payload, UTF_8);
      page("/search?q=" + text);
      page("/search?q=x&venue=" + text + "&keywords=" + text + "&mode=" + text);
      page("/recommend?text=" + text + "&unknown=" + text);
    }
    page("/");
  }

  @Test
  void everyTextStaysTextWhereItNamesNoPaper() throws Exception {
    for (String payload : XssPayloads.all()) {
      String text = URLEncoder.encode("x " + payload, UTF_8).replace("+", "%20");
      page("/papers/" + text);
      page("/recommend?negative=" + text);
    }
  }
}
