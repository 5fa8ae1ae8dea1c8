package io.akin.http.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndFeed;
import io.akin.atlas.Atlas;
import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.SiteAtlas;
import io.akin.http.SitePapers;
import io.akin.http.TestServer;
import io.akin.listing.Listings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds of topics, over a real index and an atlas made by hand. */
class TopicFeedTest {
  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, SitePapers.all());
    server = serve(Optional.of(SiteAtlas.of(folder)));
  }

  private static TestServer serve(Optional<Atlas> atlas) throws IOException {
    return TestServer.over(
        folder,
        parts ->
            List.of(
                new Feeds(
                    new Listings(parts.index()),
                    parts.recommender(),
                    parts.landscapes(atlas),
                    new Freshness(parts.index(), InstantSource.system()),
                    new BaseAddress(false))));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void aTopicsNewestPapersAreAFeedInBothForms() throws Exception {
    SyndFeed atom = FeedsTest.atom(server, "/feeds/topic.atom?topic=kites-strings&limit=3");
    JsonNode json = server.json("/feeds/topic.json?topic=kites-strings&limit=3");

    assertEquals("New papers: kites strings", atom.getTitle());
    assertTrue(json.get("home_page_url").textValue().endsWith("/topics/kites-strings"));
    assertEquals(3, atom.getEntries().size());
    for (int i = 0; i < 3; i++) {
      assertEquals(atom.getEntries().get(i).getUri(), json.get("items").get(i).get("id").asText());
    }
    List<String> dates =
        json.get("items").findValuesAsText("date_published"); // ISO 8601, so in order as texts
    assertEquals(3, dates.size());
    assertEquals(dates.stream().sorted(Comparator.reverseOrder()).toList(), dates);
  }

  @Test
  void anUnknownTopicIsToldWithThoseNearIt() throws Exception {
    TestServer.assertProblem(
        server.get("/feeds/topic.atom?topic=kites-string"),
        404,
        "no-such-address",
        "near to it are kites-strings");
    TestServer.assertProblem(
        server.get("/feeds/topic.json"), 404, "no-such-address", "/topics has all");
  }

  @Test
  void withoutAnAtlasTheFeedSaysHowToMakeOne() throws Exception {
    try (TestServer without = serve(Optional.empty())) {
      TestServer.assertProblem(
          without.get("/feeds/topic.atom?topic=x"), 404, "no-such-address", "akin cluster");
    }
  }
}
