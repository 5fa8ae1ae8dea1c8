package io.akin.corpus.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.CorpusReaderContract;
import io.akin.corpus.Head;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Author;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest extends CorpusReaderContract {

  @Override
  protected CorpusReader reader() {
    return new TableReader();
  }

  @Override
  protected String sample() {
    try (InputStream in =
        Objects.requireNonNull(TableReaderTest.class.getResourceAsStream("sample.csv"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(2L, 3L, 5L, 9L, 10L, 13L, 14L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(6L, 8L, 11L);
  }

  @Test
  void theReasonsNameWhatIsWrong() throws IOException {
    List<String> reasons = rejections(read(sample())).stream().map(Rejected::reason).toList();

    assertEquals(
        "row has 8 fields, the header has 7; put quotes around fields that hold the delimiter",
        reasons.get(0));
    assertEquals("no title", reasons.get(1));
    assertEquals(
        "text after a closing quote in line 11; quotes inside of a field are written twice",
        reasons.get(2));
  }

  @Test
  void quotesHoldDelimitersLineEndsAndQuotes() throws IOException {
    Paper paper = papers(read(sample())).get(1);

    assertEquals("Kith, \"Kin\", and Kind", paper.title());
    assertEquals("The first line, and the second.", paper.abstractText());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theDelimiterIsToldByTheHeader(String delimiter) throws IOException {
    String table = "Title~Year~DOI\n\"How Alike~?\"~2023~10.1234/kin\n".replace("~", delimiter);

    assertTrue(reader().recognises(head(table)));
    Paper paper = papers(read(table)).getFirst();

    assertEquals("2023", paper.published().orElseThrow().toString());
    assertEquals("doi:10.1234/kin", paper.id().text());
  }

  @Test
  void theDelimiterLineOfASpreadsheetIsPassedOver() throws IOException {
    String table = "sep=;\r\nTitle;Year\r\nKin, Kith;2020\r\n";

    assertTrue(reader().recognises(head(table)));
    assertEquals("Kin, Kith", papers(read(table)).getFirst().title());
    assertEquals(3, read(table).getFirst().location().line());
  }

  @Test
  void aFileNamedAsATableIsOneWhateverItsColumns() {
    assertTrue(reader().recognises(new Head("notes.CSV", "a,b\n1,2\n".getBytes(UTF_8))));
    assertTrue(reader().recognises(new Head("notes.tsv", "a\tb\n".getBytes(UTF_8))));
    assertFalse(reader().recognises(new Head("notes.csv", new byte[] {0, 1, 2, 3})));
    assertFalse(reader().recognises(new Head("notes.csv", new byte[0])));
    assertFalse(reader().recognises(head("a,b\n1,2\n")));
    assertFalse(reader().recognises(head("title\nKin\n")));
  }

  @Test
  void aTableWithoutTitlesNamesItsColumns() {
    CorpusException e = assertThrows(CorpusException.class, () -> read("name,year\nKin,2020\n"));

    assertEquals(
        "sample has no column named title, only: name, year. Rename the one that holds the titles",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "sep=;", "sep=,\n\n", "\n\"\"\n\n"})
  void aTableWithoutAHeaderSaysSo(String table) {
    assertFalse(reader().recognises(head(table)));
    CorpusException e = assertThrows(CorpusException.class, () -> read(table));

    assertEquals("sample has no row that names its columns", e.getMessage());
  }

  @Test
  void aRowWithFewerFieldsLacksTheFactsAtItsEnd() throws IOException {
    List<ReadResult> results = read("title,year,doi\nKin\nKith,2020\nKind,2021,,,\n");

    assertEquals(3, papers(results).size());
    assertEquals("2020", papers(results).get(1).published().orElseThrow().toString());
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsOwnRowAlone() throws IOException {
    String rows = "Kith,2020\nKind,2021\n".repeat(1_000);
    List<ReadResult> results = read("title,year\n\"Kin,2019\n" + rows);

    assertEquals(2_000, papers(results).size());
    assertEquals(2, rejections(results).getFirst().location().line());
    assertEquals(
        "a quote that opens in this row is never closed", rejections(results).getFirst().reason());
    assertEquals(3, results.get(1).location().line());
  }

  @Test
  void aQuoteThatClosesInALaterRowCostsItsOwnRowAlone() throws IOException {
    List<ReadResult> results =
        read("title,abstract\n\"Kin,\"a b\"\n\"Kith\",\"c d\"\n\"Kind\",\"e f\"\n");

    assertEquals(List.of("Kith", "Kind"), papers(results).stream().map(Paper::title).toList());
    assertEquals(1, rejections(results).size());
  }

  @Test
  void whatFollowsAMalformedRowOverSeveralLinesIsNotTakenForRows() throws IOException {
    List<ReadResult> results =
        read(
            """
            title,abstract,year
            Kin,"A first line,
            the "second" line,
            and a third",2019
            Kith,"Sound
            and well",2020
            """);

    assertEquals(List.of("Kith"), papers(results).stream().map(Paper::title).toList());
    assertEquals(
        "text after a closing quote in line 3; quotes inside of a field are written twice;"
            + " lines 2 to 4 passed over",
        rejections(results).getFirst().reason());
  }

  @Test
  void aFileOfWhichNothingCanBeToldAfterAMalformedRowFailsAtItsLine() {
    List<ReadResult> taken = new ArrayList<>();
    byte[] cut = "title,abstract\nKin,a\nKith,\"b c\nd e\nf".getBytes(UTF_8);

    CorpusException e =
        assertThrows(
            CorpusException.class,
            () -> reader().read(new ByteArrayInputStream(cut), "cut.csv", taken::add));

    assertEquals(
        "cut.csv:3: a quote that opens in this row is never closed, and after it no row can be"
            + " told; mend the quotes of that row",
        e.getMessage());
    assertEquals(1, taken.size());
  }

  @Test
  void tabsPartFieldsWithQuotesThatAreJustQuotes() throws IOException {
    String table = "title\tyear\n\"Why?\": On Reasons\t2020\n\"Kin\t2021\nKith\t2022\n";

    assertEquals(
        List.of("\"Why?\": On Reasons", "\"Kin", "Kith"),
        papers(read(table)).stream().map(Paper::title).toList());
  }

  @Test
  void aLineOfAnotherEncodingIsRejectedByItself() throws IOException {
    byte[] latin = "title,year\nKin,2019\nKäthe,2020\nKith,2021\n".getBytes(ISO_8859_1);
    List<ReadResult> results = new ArrayList<>();
    reader().read(new ByteArrayInputStream(latin), "sample", results::add);

    assertEquals(2, papers(results).size());
    assertEquals("line is not UTF-8 text", rejections(results).getFirst().reason());
    assertEquals(3, rejections(results).getFirst().location().line());
  }

  @Test
  void carriageReturnsAloneEndLines() throws IOException {
    assertEquals(read(sample()), read(sample().replace("\n", "\r")));
  }

  @Test
  void aRowWithoutEndIsGivenUpAtItsLimit() throws IOException {
    String endless = "word word\n".repeat(600_000);

    List<ReadResult> results = read("title,year\nKin,\"" + endless + "Kith,2020\n");

    assertEquals("Kith", papers(results).getFirst().title());
    assertTrue(
        rejections(results).getFirst().reason().startsWith("row does not end within 4,194,304"),
        rejections(results)::toString);
  }

  @Test
  void linesThatOpenAndCloseQuotesForEverDoNotTakeForEver() {
    String hostile = "title,year,doi\n" + "a\",\"\n".repeat(800_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThrows(CorpusException.class, () -> read(hostile.replaceFirst("a\"", "\"a\""))));
  }

  @Test
  void aTableOfFarTooManyColumnsIsRefused() {
    CorpusException e =
        assertThrows(CorpusException.class, () -> read("title,doi" + ",x".repeat(2_000) + "\n"));

    assertEquals(
        "sample:1: the row that names the columns: row has more than 1,000 fields", e.getMessage());
  }

  @Test
  void anExportOfZoteroIsReadWithItsColumns() throws IOException {
    Paper paper =
        papers(
                read(
                    "\"Key\",\"Item Type\",\"Publication Year\",\"Author\",\"Title\","
                        + "\"Publication Title\",\"DOI\",\"Url\",\"Abstract Note\",\"Date\","
                        + "\"Manual Tags\",\"Automatic Tags\"\n"
                        + "\"AB12CD34\",\"journalArticle\",\"2021\","
                        + "\"Example, Ada; de Sample, Bo\",\"On Kin\",\"Journal of Kin\","
                        + "\"10.1234/kin\",\"https://example.org/kin\",\"We study kin.\","
                        + "\"2021-06-00\",\"kin; kith\",\"Biology\"\n"))
            .getFirst();

    assertEquals(
        List.of("Ada Example", "Bo de Sample"),
        paper.authors().stream().map(Author::name).toList());
    assertEquals("2021-06", paper.published().orElseThrow().toString());
    assertEquals("Journal of Kin", paper.venue().orElseThrow());
    assertEquals("We study kin.", paper.abstractText());
    assertEquals(List.of("Biology", "kin", "kith"), paper.keywords());
    assertEquals(
        List.of("doi:10.1234/kin", "zotero:AB12CD34"),
        paper.ids().stream().limit(2).map(PaperId::text).toList());
  }
}
