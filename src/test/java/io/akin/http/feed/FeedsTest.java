package io.akin.http.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.SyndFeedInput;
import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.TestServer;
import io.akin.listing.Listings;
import io.akin.paper.Author;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds over a real index, read by a library for feeds. */
class FeedsTest {
  private static final List<Paper> PAPERS = papers();

  @TempDir private static Path folder;
  private static TestServer server;

  private static List<Paper> papers() {
    List<Paper> papers = new ArrayList<>(TestServer.PAPERS);
    papers.add(
        paper("2401.00001", "Kites by the day")
            .abstractText("Kites that are dated to the day.")
            .published(PublicationDate.parse("2024-01-05"))
            .updated(PublicationDate.parse("2024-03"))
            .authors(List.of(new Author("Ada Kite"), new Author("Bo Wind")))
            .authorCount(4)
            .categories(List.of("cs.CL", "cs.LG"))
            .keywords(List.of("wind"))
            .language("en")
            .build());
    papers.add(
        paper("2312.00001", "Kites by the month")
            .abstractText("Kites that are dated to the month.")
            .published(PublicationDate.parse("2023-12"))
            .organisation(new Organisation("kiteco", "Kite & Co"))
            .build());
    papers.add(
        paper("1901.00001", "Kites by the year")
            .published(PublicationDate.parse("2019"))
            .withdrawn(true)
            .build());
    return papers;
  }

  private static Paper.Builder paper(String id, String title) {
    return Paper.titled(title).ids(List.of(PaperId.parse(id).orElseThrow()));
  }

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, PAPERS);
    server = serve(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  static TestServer serve(Path index) throws IOException {
    return TestServer.over(
        index,
        parts ->
            List.of(
                new Feeds(
                    new Listings(parts.index()),
                    parts.recommender(),
                    parts.landscapes(Optional.empty()),
                    new Freshness(parts.index(), InstantSource.system()),
                    new BaseAddress(false))));
  }

  static SyndFeed atom(TestServer from, String path) throws Exception {
    HttpResponse<String> response = from.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return new SyndFeedInput().build(new StringReader(response.body()));
  }

  private static SyndEntry entry(SyndFeed feed, String id) {
    return feed.getEntries().stream()
        .filter(entry -> entry.getUri().equals("urn:akin:paper:" + id))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode item(JsonNode feed, String id) {
    for (JsonNode item : feed.get("items")) {
      if (item.get("id").textValue().equals("urn:akin:paper:" + id)) {
        return item;
      }
    }
    throw new AssertionError("no %s in %s".formatted(id, feed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/feeds/latest.atom",
        "/feeds/latest.atom?categories=cs.CL&published_from=2024",
        "/feeds/trending.atom",
        "/feeds/search.atom?q=kites",
        "/feeds/search.atom?q=kites&mode=dense&limit=2&negative=2306.00978",
        "/feeds/related.atom?paper=2306.00978",
        "/feeds/recommend.atom?positive=2306.00978&positive=hep-th/9901001&negative=2401.00001",
        "/feeds/recommend.atom?text=sour+dough",
      })
  void everyKindIsAValidAtomFeedAndAValidJsonFeed(String path) throws Exception {
    SyndFeed atom = atom(server, path);
    JsonNode json = server.json(path.replace(".atom", ".json"));

    JsonFeedRules.check(json);
    assertEquals("atom_1.0", atom.getFeedType());
    assertFalse(atom.getEntries().isEmpty());
    assertEquals(
        atom.getEntries().stream().map(SyndEntry::getUri).toList(),
        json.get("items").findValuesAsText("id"));
    assertEquals(
        atom.getEntries().size(),
        new HashSet<>(atom.getEntries().stream().map(SyndEntry::getUri).toList()).size());
    assertEquals(atom.getTitle(), json.get("title").textValue());
  }

  @ParameterizedTest
  @CsvSource({
    "/feeds/latest.atom, /papers",
    "/feeds/latest.atom?categories=cs.CL, /papers?categories=cs.CL",
    "/feeds/trending.atom, /papers/trending",
    "/feeds/search.atom?q=sour+dough, /search?q=sour%20dough",
    "/feeds/related.atom?paper=Kites+for+everyone, /papers/arxiv:2306.00978",
    "'/feeds/recommend.atom?text=dough&positive=2306.00978&negative=hep-th/9901001&limit=3',"
        + " /recommend?negative=arxiv%3Ahep-th%2F9901001&positive=arxiv%3A2306.00978&text=dough",
  })
  void aFeedSaysWhereItIsAndWhichPageShowsTheSame(String path, String page) throws Exception {
    SyndFeed feed = atom(server, path);

    List<String> self = links(feed, "self");
    assertEquals(1, self.size());
    assertEquals(
        feed.getEntries().stream().map(SyndEntry::getUri).toList(),
        atom(server, self.getFirst().substring(server.uri("").toString().length()))
            .getEntries()
            .stream()
            .map(SyndEntry::getUri)
            .toList());
    assertEquals(List.of(server.uri(page).toString()), links(feed, "alternate"));
    JsonNode json = server.json(path.replace(".atom", ".json"));
    assertEquals(server.uri(page).toString(), json.get("home_page_url").textValue());
    assertEquals(self.getFirst().replace(".atom", ".json"), json.get("feed_url").textValue());
  }

  private static List<String> links(SyndFeed feed, String relation) {
    return feed.getLinks().stream()
        .filter(link -> relation.equals(link.getRel()))
        .map(SyndLink::getHref)
        .toList();
  }

  @Test
  void idsAreTheSameOnEveryServerAndInEveryOrderOfParameters(@TempDir Path other) throws Exception {
    List<Paper> reversed = new ArrayList<>(PAPERS);
    Collections.reverse(reversed);
    TestServer.fill(other, reversed);
    try (TestServer second = serve(other)) {
      String one = "/feeds/recommend.atom?positive=2306.00978&positive=hep-th/9901001&mode=dense";
      String two =
          "/feeds/recommend.atom?mode=dense&positive=hep-th/9901001&limit=30"
              + "&positive=https://arxiv.org/abs/2306.00978v2";
      SyndFeed here = atom(server, one);
      SyndFeed there = atom(second, two);

      assertNotEquals(server.uri(""), second.uri(""));
      assertEquals(here.getUri(), there.getUri());
      assertEquals(
          "urn:akin:feed:recommend?mode=dense&positive=arxiv%3A2306.00978"
              + "&positive=arxiv%3Ahep-th%2F9901001",
          here.getUri());
      assertEquals(
          here.getEntries().stream().map(SyndEntry::getUri).sorted().toList(),
          there.getEntries().stream().map(SyndEntry::getUri).sorted().toList());
      assertTrue(here.getEntries().stream().allMatch(e -> URI.create(e.getUri()).isOpaque()));
    }
  }

  @Test
  void feedsOfDifferentQuestionsHaveDifferentIds() throws Exception {
    List<String> ids = new ArrayList<>();
    for (String path :
        List.of(
            "latest.atom",
            "latest.atom?categories=cs.CL",
            "latest.atom?keywords=cs.CL",
            "trending.atom",
            "search.atom?q=kites",
            "search.atom?q=kites%26mode%3Ddense",
            "search.atom?q=kites&mode=dense",
            "related.atom?paper=2306.00978",
            "recommend.atom?positive=2306.00978",
            "recommend.atom?text=2306.00978")) {
      ids.add(atom(server, "/feeds/" + path).getUri());
    }

    assertEquals(ids.size(), new HashSet<>(ids).size(), ids::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "arxiv%3A2401.00001, 2024-01-05T00:00:00Z, 2024-03-01T00:00:00Z, true",
    "arxiv%3A2312.00001, 2023-12-01T00:00:00Z, 2023-12-01T00:00:00Z, false",
    "arxiv%3A1901.00001, 2019-01-01T00:00:00Z, 2019-01-01T00:00:00Z, false",
    "arxiv%3A2306.00978,                     , 1970-01-01T00:00:00Z, false",
  })
  void aDateIsTheBeginningOfItsFirstDay(
      String id, Instant published, Instant updated, boolean modified) throws Exception {
    SyndEntry entry = entry(atom(server, "/feeds/latest.atom"), id);
    JsonNode item = item(server.json("/feeds/latest.json"), id);

    assertEquals(
        published, entry.getPublishedDate() == null ? null : entry.getPublishedDate().toInstant());
    assertEquals(updated, entry.getUpdatedDate().toInstant());
    assertEquals(
        published == null ? "" : published.toString(), item.path("date_published").asText());
    assertEquals(modified ? updated.toString() : "", item.path("date_modified").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "/feeds/latest.atom, 2024-03-01T00:00:00Z",
    "/feeds/latest.atom?published_to=2023, 2023-12-01T00:00:00Z",
    "/feeds/search.atom?q=dough&ids=10.1145/3292500.3330701, 1970-01-01T00:00:00Z",
  })
  void aFeedIsAsNewAsItsNewestEntry(String path, Instant updated) throws Exception {
    assertEquals(updated, atom(server, path).getPublishedDate().toInstant());
  }

  @Test
  void anEntryTellsWhatIsKnownOfThePaper() throws Exception {
    SyndFeed feed = atom(server, "/feeds/latest.atom");
    SyndEntry full = entry(feed, "arxiv%3A2401.00001");
    SyndEntry organised = entry(feed, "arxiv%3A2312.00001");
    SyndEntry bare = entry(feed, "arxiv%3A1901.00001");
    SyndEntry withDoi =
        entry(
            feed,
            "doi%3A10.1002%2F%28sici%291097-4571%28199009%2941%3A6%3C391%3A%3Aaid-asi1%3E3.0.co%3B2-9");

    assertEquals("Kites by the day", full.getTitle());
    assertEquals("Kites that are dated to the day.", full.getDescription().getValue());
    assertEquals(
        List.of("Ada Kite", "Bo Wind", "and 2 more"),
        full.getAuthors().stream().map(person -> person.getName()).toList());
    assertEquals(
        List.of("cs.CL", "cs.LG", "wind"),
        full.getCategories().stream().map(category -> category.getName()).toList());
    assertEquals(server.uri("/papers/arxiv:2401.00001").toString(), full.getLink());
    assertEquals("https://arxiv.org/abs/2401.00001", related(full));
    assertEquals("Kite & Co", organised.getAuthor());
    assertEquals("unknown", bare.getAuthor());
    assertEquals("[Withdrawn]", bare.getDescription().getValue());
    assertEquals(
        "https://doi.org/10.1002/(sici)1097-4571(199009)41:6%3C391::aid-asi1%3E3.0.co%3B2-9",
        related(withDoi));
    JsonNode item = item(server.json("/feeds/latest.json"), "arxiv%3A2401.00001");
    assertEquals("https://arxiv.org/abs/2401.00001", item.get("external_url").textValue());
    assertEquals("en", item.get("language").textValue());
  }

  private static String related(SyndEntry entry) {
    return entry.getLinks().stream()
        .filter(link -> "related".equals(link.getRel()))
        .map(SyndLink::getHref)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePapersOfARelatedFeedAreThoseMostAlike() throws Exception {
    SyndFeed feed = atom(server, "/feeds/related.atom?paper=2306.00978&limit=1");

    assertEquals(1, feed.getEntries().size());
    assertTrue(feed.getEntries().getFirst().getTitle().contains("ites"));
    assertEquals("Papers like Kites for everyone", feed.getTitle());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/feeds/latest.atom?categories=no.SUCH",
        "/feeds/latest.json?categories=no.SUCH",
        "/feeds/search.atom?q=kites&categories=no.SUCH",
        "/feeds/search.json?q=kites&categories=no.SUCH"
      })
  void aFeedWithoutPapersIsAFeed(String path) throws Exception {
    if (path.contains(".json")) {
      JsonNode feed = server.json(path);
      JsonFeedRules.check(feed);
      assertEquals(0, feed.get("items").size());
    } else {
      SyndFeed feed = atom(server, path);
      assertTrue(feed.getEntries().isEmpty());
      assertEquals(Instant.EPOCH, feed.getPublishedDate().toInstant());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/feeds/search.atom?q=kites, application/atom+xml; charset=utf-8",
    "/feeds/search.json?q=kites, application/feed+json",
  })
  void aFeedIsOfItsTypeAndSentAgainOnlyWhenItHasChanged(String path, String type) throws Exception {
    HttpResponse<String> first = server.get(path);
    HttpRequest.Builder again = HttpRequest.newBuilder(server.uri(path));
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> known = server.send(again.header("If-None-Match", tag).build());
    HttpResponse<String> other =
        server.send(
            HttpRequest.newBuilder(server.uri(path + "&limit=2"))
                .header("If-None-Match", tag)
                .build());
    HttpResponse<String> head =
        server.send(
            HttpRequest.newBuilder(server.uri(path))
                .method("HEAD", BodyPublishers.noBody())
                .build());

    assertEquals(
        type, first.headers().firstValue("Content-Type").orElseThrow().replace(";c", "; c"));
    assertEquals(304, known.statusCode());
    assertEquals("", known.body());
    assertEquals(200, other.statusCode());
    assertEquals(200, head.statusCode());
    assertEquals(tag, head.headers().firstValue("ETag").orElseThrow());
    assertEquals("", head.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/feeds/latest.atom?colour=1 | the parameter 'colour' is unknown; known are authors, categories,",
        "/feeds/latest.atom?q=x | the parameter 'q' is unknown",
        "/feeds/trending.atom?categories=x | known are limit",
        "/feeds/search.atom | q must be a text",
        "/feeds/search.atom?q=x&cursor=y | the parameter 'cursor' is unknown",
        "/feeds/search.json?q=x&limit=0 | limit must be a whole number from 1 to 100, got '0'",
        "/feeds/search.json?q=x&limit=101 | from 1 to 100, got '101'",
        "/feeds/search.json?q=x&limit=many | from 1 to 100, got 'many'",
        "/feeds/search.json?q=x&mode=none | 'mode' must be one of",
        "/feeds/latest.json?has_code=perhaps | has_code must be true or false",
        "/feeds/latest.json?published_from=soon | 'gte' of 'published': want a date",
        "/feeds/related.atom | paper must name a paper",
        "/feeds/related.atom?paper= | a paper is named by an identifier or its title",
        "/feeds/recommend.atom | name at least one paper or text",
        "/feeds/recommend.atom?negative=2306.00978 | name at least one paper or text",
      })
  void whatIsWrongWithARequestIsSaid(String path, String detail) throws Exception {
    TestServer.assertProblem(server.get(path), 400, "bad-request", detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/feeds/related.atom?paper=Kites+for+nobody",
        "/feeds/recommend.json?positive=2306.00978&negative=9999.99999"
      })
  void anUnknownPaperIsAProblem(String path) throws Exception {
    TestServer.assertProblem(server.get(path), 404, "unknown-paper", "no paper is known by");
  }

  @Test
  void aFeedIsNoLongerThanItsLimit(@TempDir Path large) throws Exception {
    TestServer.fill(
        large,
        IntStream.range(0, 120)
            .mapToObj(i -> paper("2401.%05d".formatted(i + 1), "Paper " + i).build())
            .toList());
    try (TestServer many = serve(large)) {
      assertEquals(30, many.json("/feeds/latest.json").get("items").size());
      assertEquals(100, many.json("/feeds/latest.json?limit=100").get("items").size());
      assertEquals(30, many.json("/feeds/search.json?q=paper").get("items").size());
    }
  }
}
