package io.akin.http.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.http.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages for people, over a real index. */
class PagesTest {
  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    server =
        TestServer.over(folder, parts -> List.of(new Pages(parts.index(), parts.recommender())));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void aPapersTextIsNeverMarkup() throws Exception {
    String page = server.get("/papers/acl:2022.x-1").body();
    String search =
        server.get("/?q=" + URLEncoder.encode(TestServer.SCRIPT, StandardCharsets.UTF_8)).body();
    String unknown =
        server.get("/papers/" + URLEncoder.encode("<b>x</b>", StandardCharsets.UTF_8)).body();

    assertFalse(page.contains("<script>"), page);
    assertTrue(page.contains("&lt;script&gt;"), page);
    assertFalse(search.contains("<script>"), search);
    assertFalse(unknown.contains("<b>"), unknown);
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
    "/?q=bread, '# Papers for bread'",
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

  @Test
  void pagesLoadNothingFromElsewhereAndSaySo() throws Exception {
    HttpResponse<String> response = server.get("/papers/2306.00978");

    String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'"), policy);
    assertFalse(response.body().contains("src=\"http"), response.body());
  }

  @Test
  void everyLinkOfAResultsPageLeadsToItsPaper() throws Exception {
    String page = server.get("/?q=bread").body();
    var links = java.util.regex.Pattern.compile("href=\"(/papers/[^\"]+)\"").matcher(page);
    int followed = 0;
    while (links.find()) {
      assertEquals(200, server.get(links.group(1)).statusCode(), links.group(1));
      followed++;
    }
    assertEquals(TestServer.PAPERS.size(), followed);
  }
}
