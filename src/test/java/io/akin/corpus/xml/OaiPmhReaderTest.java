package io.akin.corpus.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.Paper;
import io.akin.paper.SourceId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OaiPmhReaderTest extends XmlReaderContract {
  private static final String ERROR =
      """
      <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
        <responseDate>2026-01-05T02:33:27Z</responseDate>
        <request>https://oaipmh.example.org/oai</request>
        <error code='%s'>The token is invalid.</error>
      </OAI-PMH>
      """;

  @Override
  protected CorpusReader reader() {
    return new OaiPmhReader();
  }

  @Override
  protected String sample() {
    return resource("oai.xml");
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(6L, 61L, 100L, 130L, 162L, 189L, 218L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(40L, 152L, 211L);
  }

  @Override
  String before() {
    return "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords>";
  }

  @Override
  String after() {
    return "</ListRecords></OAI-PMH>";
  }

  @Override
  String record(String title) {
    return ("<record><header/><metadata><arXivRaw><title>%s</title><authors>%s</authors>"
            + "</arXivRaw></metadata></record>")
        .formatted(title, title.length() > 10_000 && title.startsWith("x,") ? title : "A. Kim");
  }

  private Paper paper(int number) throws IOException {
    return papers(read(sample())).get(number);
  }

  @Test
  void aRawRecordKeepsItsFactsAndTheDatesOfItsVersions() throws IOException {
    Paper paper = paper(0);

    assertEquals(new ArxivId("2306.00978"), paper.id());
    assertTrue(paper.ids().contains(new Doi("10.1234/kin.2023.1")));
    assertEquals("How Alike Are Two Papers?", paper.title());
    assertEquals(
        "We measure how alike two papers are & why $a < b$. The measure is simple.",
        paper.abstractText());
    assertEquals(List.of("Ada Moor", "Bo Lind Jr.", "Chen Wu"), names(paper));
    assertEquals("2023-06-01", paper.published().orElseThrow().toString());
    assertEquals("2023-10-03", paper.updated().orElseThrow().toString());
    assertEquals(2, paper.version().orElseThrow());
    assertEquals(List.of("cs.CL", "cs.LG"), paper.categories());
    assertEquals("Proc. of Kinship 4 (2023) 1-8", paper.venue().orElseThrow());
    assertFalse(paper.withdrawn());
  }

  private static List<String> names(Paper paper) {
    return paper.authors().stream().map(Author::name).toList();
  }

  @Test
  void theLastVersionCountsWhateverTheOrderAndItsKindTellsOfAWithdrawal() throws IOException {
    Paper paper = paper(1);

    assertEquals(new ArxivId("hep-th/9901001"), paper.id());
    assertEquals(3, paper.version().orElseThrow());
    assertEquals("1999-01-03", paper.updated().orElseThrow().toString());
    assertTrue(paper.withdrawn());
  }

  @Test
  void aRecordOfTheFormatArxivHasItsNamesInOrderAndAllItsDois() throws IOException {
    Paper paper = paper(2);

    assertEquals(List.of("Rolf da Costa", "Walter A. Rodriguez Jr"), names(paper));
    assertEquals("2008-06-25", paper.published().orElseThrow().toString());
    assertEquals("2014-12-12", paper.updated().orElseThrow().toString());
    assertTrue(paper.ids().contains(new Doi("10.1234/other")));
    assertTrue(paper.withdrawn());
  }

  @Test
  void aDayOfCreationAfterTheMonthOfTheIdentifierIsNotTheFirst() throws IOException {
    Paper paper = paper(3);

    assertEquals("2016-01", paper.published().orElseThrow().toString());
    assertEquals("2026-08-30", paper.updated().orElseThrow().toString());
  }

  @Test
  void aDublinCoreRecordOfArxivIsAPaperOfArxiv() throws IOException {
    Paper paper = paper(4);

    assertEquals(new ArxivId("0806.4130"), paper.id());
    assertEquals("We look into the core.", paper.abstractText());
    assertEquals(
        List.of("Walter A. Rodriguez Jr", "Rolf da Costa", "The Kin Collaboration"), names(paper));
    assertEquals(List.of("math-ph", "math.MP"), paper.categories());
    assertEquals("Kin Conf.Proc.13:466-477,2010", paper.venue().orElseThrow());
    assertEquals("2008-06-25", paper.published().orElseThrow().toString());
    assertEquals("2014-12-12", paper.updated().orElseThrow().toString());
  }

  @Test
  void aDublinCoreRecordOfAnotherServerKeepsItsIdentifierThere() throws IOException {
    Paper paper = paper(5);

    assertEquals(new SourceId("oai", "repository.example.org:1975/7634"), paper.id());
    assertEquals("2007", paper.published().orElseThrow().toString());
    assertEquals(Optional.of("fi"), paper.language());
    assertEquals(List.of("peruna", "sato", "typpi"), paper.keywords());
    assertEquals("http://hdl.example.org/1975/7634", paper.links().getFirst().url());
    assertTrue(paper.venue().isEmpty());
  }

  @Test
  void oneLayerOfEntitiesIsTheFormatsOwn() throws IOException {
    assertEquals("Entities &amp; Kin: <i>na\u00EFve</i> A < B & C", paper(6).title());
  }

  @Test
  void theReasonsNameTheRecord() throws IOException {
    List<String> reasons = rejections(read(sample())).stream().map(Rejected::reason).toList();

    assertEquals("no title, in oai:arXiv.org:2401.00001", reasons.get(0));
    assertTrue(reasons.get(1).startsWith("metadata in the format 'marc'"), reasons.get(1));
    assertEquals("no metadata, in oai:arXiv.org:2404.00004", reasons.get(2));
  }

  @Test
  void aPageTellsItsTokenAndCountsDeletedRecords() throws IOException {
    OaiPage page = page(sample());

    assertTrue(page.isAnswer());
    assertEquals(11, page.records());
    assertEquals(10, page.results().size());
    assertEquals(Optional.of("2026-01-05T02:33:27Z"), page.responseDate());
    assertEquals(
        Optional.of("verb%3DListRecords%26metadataPrefix%3DarXivRaw%26skip%3D10"),
        page.resumptionToken());
    assertEquals(Optional.empty(), page.error());
  }

  @Test
  void anEmptyTokenIsTheLastPage() throws IOException {
    assertEquals(
        Optional.empty(), page(before() + "<resumptionToken/>" + after()).resumptionToken());
  }

  @Test
  void aPageTellsAnErrorOfTheProtocol() throws IOException {
    OaiPage page = page(ERROR.formatted("badResumptionToken"));

    assertTrue(page.isAnswer());
    assertEquals(
        Optional.of(new OaiPage.Refusal("badResumptionToken", "The token is invalid.")),
        page.error());
  }

  @Test
  void aPageOfAnotherKindIsNoAnswer() throws IOException {
    assertFalse(page("<html><body>Be back soon.</body></html>").isAnswer());
  }

  @Test
  void aSavedErrorIsRejectedUnlessItSaysThatThereIsNothing() throws IOException {
    assertEquals(List.of(), read(ERROR.formatted("noRecordsMatch")));

    List<Rejected> rejected = rejections(read(ERROR.formatted("badArgument")));

    assertEquals(3, rejected.getFirst().location().line() - 1);
    assertTrue(rejected.getFirst().reason().contains("badArgument"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<OAI-PMH>",
        "<oai:OAI-PMH xmlns:oai='http://www.openarchives.org/OAI/2.0/'>",
        "\uFEFF<?xml version='1.0'?>\n<!-- saved -->\n<ListRecords>\n<record>",
        "<GetRecord>",
        "<records><record><header/><metadata><oai_dc:dc"
            + " xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/'>"
      })
  void recognisesResponsesAndPartsOfThem(String head) {
    assertTrue(reader().recognises(head(head)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<", "<html><body><record>", "{\"title\": \"<OAI-PMH>\"}", "<!-- <OAI-PMH>"})
  void recognisesNothingElse(String head) {
    assertFalse(reader().recognises(head(head)));
  }

  @Test
  void aFragmentWithoutItsDeclarationsIsRead() throws IOException {
    List<Paper> papers =
        papers(
            read(
                "<ListRecords>\n<oai:record><oai:header/><oai:metadata><oai_dc:dc>"
                    + "<dc:title>Kin</dc:title></oai_dc:dc></oai:metadata></oai:record>\n"
                    + "</ListRecords>"));

    assertEquals("Kin", papers.getFirst().title());
  }

  @Test
  void aFactThatCannotBeUnderstoodIsNamed() throws IOException {
    Read read =
        (Read)
            read("<record><header/><metadata><arXivRaw><id>nonsense</id><title>Kin</title>"
                    + "<version version='v1'><date>some day</date></version>"
                    + "<doi>see website</doi></arXivRaw></metadata></record>")
                .getFirst();

    assertTrue(read.leftOut().contains("no arXiv number: 'nonsense'"), read.leftOut()::toString);
    assertTrue(read.leftOut().contains("no date: 'some day'"), read.leftOut()::toString);
    assertTrue(read.leftOut().contains("no DOI: 'website'"), read.leftOut()::toString);
  }

  private static OaiPage page(String text) throws IOException {
    return new OaiPmhReader().page(new ByteArrayInputStream(text.getBytes(UTF_8)), "page");
  }
}
