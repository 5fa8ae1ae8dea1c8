package io.akin.http.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndEntry;
import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.encoder.TextRecipe;
import io.akin.http.TestServer;
import io.akin.http.XssPayloads;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.paper.Author;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.SourceId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Papers whose every text is an attack come through feeds as that text, and nothing of it runs. */
class HostileFeedsTest {
  private static final int PAGE = 100;
  private static final List<String> TEXTS =
      Stream.concat(
              XssPayloads.all().stream(),
              Stream.of(
                  "bell \u0007 escape \u001b nul \u0000 end",
                  "half \ud83d of a pair, and \ude00 the other",
                  "no characters \ufffe \uffff",
                  "emoji \ud83d\ude00 and \ud835\udd50 maths",
                  "]]>",
                  "tab \t line \n return \r end"))
          .toList();

  @TempDir private static Path folder;
  private static TestServer server;
  private static final Map<String, Paper> BY_ID = new HashMap<>();

  @BeforeAll
  static void start() throws IOException {
    List<Paper> papers = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      String text = TEXTS.get(i);
      Paper paper =
          Paper.titled(cut(text, 1_900) + " in paper " + i)
              .ids(List.of(new SourceId("attack", Integer.toString(i))))
              .abstractText(text)
              .authors(List.of(new Author(cut(text, 300))))
              .keywords(List.of("group" + i / PAGE, cut(text, Paper.MAX_WORD)))
              .categories(List.of(cut(text, Paper.MAX_WORD)))
              .venue(cut(text, Paper.MAX_WORD))
              .build();
      papers.add(paper);
    }
    papers.forEach(paper -> BY_ID.put("urn:akin:paper:" + Entry.encoded(paper.id().text()), paper));
    store(papers);
    server = FeedsTest.serve(folder);
  }

  /** As they are, and not as the reading of files makes them readable. */
  private static void store(List<Paper> papers) throws IOException {
    try (Encoder encoder = TestServer.encoder();
        LuceneIndexWriter writer =
            LuceneIndexWriter.open(
                folder,
                new IndexManifest(
                    encoder.space(), TextRecipe.TITLE_ABSTRACT.id(), HnswOptions.DEFAULT))) {
      List<Embedding> embeddings =
          encoder.encode(papers.stream().map(Paper::title).toList(), Role.DOCUMENT, Priority.LOAD);
      for (int i = 0; i < papers.size(); i++) {
        writer.replace(List.of(), new IndexedPaper(papers.get(i), embeddings.get(i), "as it is"));
      }
      writer.commit();
    }
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void everyTextOfEveryPaperIsReadBackAsItIs() throws Exception {
    int seen = 0;
    for (int group = 0; group * PAGE < TEXTS.size(); group++) {
      String query = "?limit=100&keywords=group" + group;
      for (SyndEntry entry : FeedsTest.atom(server, "/feeds/latest.atom" + query).getEntries()) {
        Paper paper = Objects.requireNonNull(BY_ID.get(entry.getUri()));
        assertEquals(plain(paper.title()), entry.getTitle());
        assertEquals("text", typeOf(entry.getTitleEx().getType()));
        assertEquals(plain(paper.abstractText()), entry.getDescription().getValue());
        assertEquals("text", typeOf(entry.getDescription().getType()));
        assertEquals(plain(paper.authors().getFirst().name()), entry.getAuthor());
        List<String> terms =
            Stream.concat(paper.categories().stream(), paper.keywords().stream())
                .distinct()
                .map(HostileFeedsTest::plain)
                .toList();
        assertEquals(
            terms, entry.getCategories().stream().map(category -> category.getName()).toList());
        seen++;
      }
      JsonNode json = server.json("/feeds/latest.json" + query);
      JsonFeedRules.check(json);
      for (JsonNode item : json.get("items")) {
        Paper paper = Objects.requireNonNull(BY_ID.get(item.get("id").textValue()));
        assertEquals(plain(paper.title()), item.get("title").textValue());
        assertEquals(plain(paper.abstractText()), item.get("content_text").textValue());
      }
    }
    assertEquals(TEXTS.size(), seen);
  }

  /** No type is the type text. */
  private static String typeOf(String type) {
    return type == null ? "text" : type;
  }

  private static String plain(String text) {
    return text.replace('\ufffe', '\ufffd').replace('\uffff', '\ufffd');
  }

  @Test
  void noTextIsSaidToBeHtml() throws Exception {
    String feed = server.get("/feeds/latest.atom?limit=100").body();

    assertFalse(feed.contains("type=\"html\""));
    assertFalse(feed.contains("type=\"xhtml\""));
    assertFalse(feed.toLowerCase(Locale.ROOT).contains("<script"));
    assertFalse(feed.contains("<content"));
  }

  @Test
  void everyAttackMayBeSearchedFor() throws Exception {
    for (String text : TEXTS) {
      String encoded = URLEncoder.encode(text.strip(), StandardCharsets.UTF_8);
      var found = FeedsTest.atom(server, "/feeds/search.atom?limit=1&q=" + encoded);

      assertTrue(found.getUri().startsWith("urn:akin:feed:search?q="), found.getUri());
      assertTrue(found.getTitle().startsWith("Papers for "), found.getTitle());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "as it is, as it is",
    "'a\u0000b\u001fc', 'a\ufffdb\ufffdc'",
    "'\ud800x\udc00', '\ufffdx\ufffd'",
    "'\ufffe\uffff', '\ufffd\ufffd'",
    "'\ud83d\ude00\t\ufffd', '\ud83d\ude00\t\ufffd'"
  })
  void charactersThatNoDocumentCanHoldAreReplaced(String text, String plain) {
    assertEquals(plain, PlainText.of(text));
  }

  @Test
  void aVeryLongSummaryIsCutBetweenCharacters() {
    String text = "\ud83d\ude00".repeat(20_000);
    PaperId id = LocalId.ofTitle("long");
    Paper paper = Paper.titled("long").ids(List.of(id)).abstractText(text).build();

    String summary = Entry.of(paper, "http://localhost").summary();

    assertEquals("\ud83d\ude00".repeat(5_000) + "…", summary);
  }
}
