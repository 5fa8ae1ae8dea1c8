package io.akin.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.atlas.Atlas;
import io.akin.paper.Paper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The page as a parser of HTML sees it; {@code BrowserTest} opens one. */
class HtmlMapTest {
  private static String page(Rows rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Export(ExportFormat.HTML, rows, false).to(out);
    return out.toString(UTF_8);
  }

  private static JsonNode data(Document page) throws IOException {
    return new ObjectMapper().readTree(page.selectXpath("//script[@id='data']").getFirst().data());
  }

  @Test
  void papersOnTheMapAreInThePageAsTheyAre() throws IOException {
    JsonNode papers = data(Jsoup.parse(page(Sample.rows()))).get("papers");

    assertEquals(3, papers.size());
    assertEquals(
        new ObjectMapper()
            .readTree(
                """
                [1.5, -0.5, 1, "Kites, \\"strings\\"; and wind", 2017, "https://example.org/1706.03762"]
                """),
        papers.get(0));
  }

  @Test
  void nothingThatAPaperOrATopicIsCalledIsMarkup() throws IOException {
    Paper paper = Paper.titled(Sample.HOSTILE).ids(List.of(Sample.PAPERS.getFirst().id())).build();
    Rows rows =
        new Rows(
            PaperSource.of(
                List.of(paper),
                io.akin.embedding.EmbeddingMatrix.of(
                    List.of(io.akin.embedding.Embedding.ofUnit(new float[] {1, 0, 0})))),
            Optional.of(Sample.atlas()),
            Optional.empty(),
            _ -> Optional.of("https://example.org/?a=<script>&b"));
    Document page = Jsoup.parse(page(rows));

    assertEquals(2, page.select("script").size());
    assertTrue(page.select("b").isEmpty());
    assertEquals(paper.title(), data(page).at("/papers/0/3").textValue());
    assertEquals("<b>kites</b> in the air", data(page).at("/topics/1/name").textValue());
    assertFalse(page.select("script").getFirst().data().matches("(?s).*[<>&].*"));
  }

  @Test
  void thePageLoadsNothingAndItsPolicySaysSo() throws IOException {
    String text = page(Sample.rows());
    Document page = Jsoup.parse(text);
    String policy =
        page.selectXpath("//meta[@http-equiv='Content-Security-Policy']").attr("content");

    assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertTrue(page.select("[src], [href], link, iframe, [style], [onclick]").isEmpty());
    assertFalse(text.contains("@import"));
    assertFalse(text.contains("{{"));
  }

  @Test
  void withoutAnAtlasItIsSaidHowToMakeOne() {
    Export export = new Export(ExportFormat.HTML, Sample.plain(), false);

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> export.to(new ByteArrayOutputStream()));
    assertTrue(String.valueOf(refused.getMessage()).contains("'akin cluster'"));
  }

  @Test
  void moreThanABrowserTakesIsRefusedAtOnce() {
    Rows rows =
        new Rows(
            new ParquetTableTest.Many(HtmlMap.MAX_PAPERS + 1),
            Optional.of(emptyAtlas()),
            Optional.empty(),
            _ -> Optional.empty());

    assertTrue(ExportFormat.HTML.refusal(rows).orElseThrow().contains("200,001"));
  }

  @Test
  void aMapOfNoPapersIsAPage() throws IOException {
    Rows rows =
        new Rows(
            new ParquetTableTest.Many(0),
            Optional.of(emptyAtlas()),
            Optional.empty(),
            _ -> Optional.empty());

    assertTrue(data(Jsoup.parse(page(rows))).get("papers").isEmpty());
  }

  private static Atlas emptyAtlas() {
    return new Atlas(
        new io.akin.atlas.Provenance("toy", "", 1, new TreeMap<>()),
        List.of(),
        new float[0],
        new float[0],
        new int[0],
        new float[0],
        List.of());
  }
}
