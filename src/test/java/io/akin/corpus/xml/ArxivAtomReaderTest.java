package io.akin.corpus.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.Paper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArxivAtomReaderTest extends XmlReaderContract {

  @Override
  protected CorpusReader reader() {
    return new ArxivAtomReader();
  }

  @Override
  protected String sample() {
    return resource("atom.xml");
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(8L, 46L, 70L, 82L, 92L, 108L, 131L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(35L, 58L, 119L);
  }

  @Override
  String before() {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\">";
  }

  @Override
  String after() {
    return "</feed>";
  }

  @Override
  String record(String title) {
    return "<entry><title>%s</title><author><name>A. Kim</name></author></entry>".formatted(title);
  }

  private Paper paper(int number) throws IOException {
    return papers(read(sample())).get(number);
  }

  private static List<String> names(Paper paper) {
    return paper.authors().stream().map(Author::name).toList();
  }

  @Test
  void anEntryOfTheApiKeepsItsFacts() throws IOException {
    Paper paper = paper(0);

    assertEquals(new ArxivId("2306.00978"), paper.id());
    assertEquals("How Alike Are Two Papers?", paper.title());
    assertEquals("We measure how alike two papers are & why $a < b$.", paper.abstractText());
    assertEquals(2, paper.version().orElseThrow());
    assertEquals(List.of("Ada Moor", "Bo Lind"), names(paper));
    assertEquals("2023-06-01", paper.published().orElseThrow().toString());
    assertEquals("2023-10-03", paper.updated().orElseThrow().toString());
    assertEquals(List.of("cs.CL", "cs.LG"), paper.categories());
    assertEquals(List.of("I.2.7; H.3"), paper.keywords());
    assertEquals("Proc. of Kinship 4 (2023) 1-8", paper.venue().orElseThrow());
    assertTrue(paper.ids().contains(new Doi("10.1234/kin.2023.1")));
    assertEquals(List.of(), paper.links());
    assertFalse(paper.withdrawn());
  }

  @Test
  void anEntryThatSaysSoIsWithdrawn() throws IOException {
    assertTrue(paper(1).withdrawn());
    assertEquals(new ArxivId("hep-th/9901001"), paper(1).id());
  }

  @Test
  void anAnnouncementLosesItsPreambleAndItsAuthorsAreTakenApart() throws IOException {
    Paper paper = paper(2);

    assertEquals(new ArxivId("2601.00001"), paper.id());
    assertEquals("We announce.", paper.abstractText());
    assertEquals(List.of("Ada Moor", "Bo Lind", "Chen Wu"), names(paper));
    assertEquals("2026-01-05", paper.published().orElseThrow().toString());
  }

  @Test
  void anAnnouncedReplacementHasNoFirstDay() throws IOException {
    Paper paper = paper(3);

    assertTrue(paper.published().isEmpty());
    assertEquals("2026-01-05", paper.updated().orElseThrow().toString());
    assertEquals(3, paper.version().orElseThrow());
  }

  @Test
  void anEntryOfAnotherFeedIsAPaperToo() throws IOException {
    Paper paper = paper(4);

    assertEquals(new Doi("10.5678/j.1"), paper.id());
    assertEquals("A Paper of a Journal", paper.title());
    assertEquals("First, then.", paper.abstractText());
    assertEquals("Journal of Kin", paper.venue().orElseThrow());
    assertEquals(List.of("Biology"), paper.keywords());
    assertEquals("https://journal.example.org/1", paper.links().getFirst().url());
    assertEquals(new Doi("10.5678/j.2"), paper(5).id());
  }

  @Test
  void oneLayerOfEntitiesIsTheFormatsOwn() throws IOException {
    assertEquals("Entities &amp; Kin: <i>na\u00EFve</i> A < B & C", paper(6).title());
    assertEquals(12, paper(6).version().orElseThrow());
  }

  @Test
  void theReasonsSayWhatIsWrongAndWhere() throws IOException {
    assertEquals(
        List.of(
            "no title, in http://arxiv.org/abs/2401.00001v1",
            "arXiv answered an error: incorrect id format for x",
            "no title, in http://arxiv.org/abs/2405.00005v1"),
        rejections(read(sample())).stream().map(Rejected::reason).toList());
  }

  @Test
  void aPrefixOfTheFeedsOwnIsHeeded() throws IOException {
    Paper paper =
        papers(
                read(
                    "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><title>No</title>"
                        + "<a:title>Kin</a:title></a:entry></a:feed>"))
            .getFirst();

    assertEquals("Kin", paper.title());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "\uFEFF<?xml version='1.0'?><?xml-stylesheet href='x'?>\n"
            + "<a:feed xmlns:a='http://www.w3.org/2005/Atom'>",
        "<!DOCTYPE feed [<!ENTITY x 'y'>]><feed xmlns='http://www.w3.org/2005/Atom'>",
        "<!DOCTYPE feed><entry xmlns='http://www.w3.org/2005/Atom'>"
      })
  void recognisesFeeds(String head) {
    assertTrue(reader().recognises(head(head)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<feed>",
        "<rss xmlns:atom='http://www.w3.org/2005/Atom'>",
        "<html><feed xmlns='http://www.w3.org/2005/Atom'>",
        "<!DOCTYPE feed [ http://www.w3.org/2005/Atom"
      })
  void recognisesNothingElse(String head) {
    assertFalse(reader().recognises(head(head)));
  }
}
