package io.akin.corpus.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.CorpusReaderContract;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.LocalId;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingReaderTest extends CorpusReaderContract {
  private static final LocalDate CAPTURED = LocalDate.of(2026, 5, 28);
  private static final String HEADING = "byOak and the research community\n\n";
  private static final String ABSTRACT = "We study kinship among papers, one pair at a time. ";
  private static final String LONG_ABSTRACT = ABSTRACT.repeat(9);

  @Override
  protected CorpusReader reader() {
    return new ListingReader(CAPTURED);
  }

  @Override
  protected String sample() {
    return resource("bylines.txt");
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(17L, 25L, 39L, 55L, 63L, 71L, 79L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(13L, 33L, 47L);
  }

  @Test
  void aBylineWithACountGivesAuthorsDateAndComments() throws IOException {
    Paper paper = titled("How Bees Agree on a Door", read(sample()));

    assertTrue(paper.abstractText().startsWith("A swarm that looks for a home"));
    assertTrue(paper.abstractText().endsWith("moved during the debate."));
    assertEquals(6, paper.authorCount());
    assertEquals(List.of(), paper.authors());
    assertEquals(Optional.of(new PublicationDate(2025, 9, 28)), paper.published());
    assertEquals(OptionalInt.of(2), paper.comments());
    assertEquals(Optional.empty(), paper.organisation());
    assertEquals(List.of(LocalId.ofTitle("How Bees Agree on a Door")), paper.ids());
  }

  @Test
  void aBylineWithAnOrganisationGivesItsShortNameAndItsName() throws IOException {
    Paper paper = titled("Bridges That Hum: Wind, Cables and a Question of Tuning", read(sample()));

    assertEquals(Optional.of(new Organisation("OakRoot", "Oak Root Labs")), paper.organisation());
    assertEquals(0, paper.authorCount());
    assertEquals(Optional.of(new PublicationDate(2024, 12, 16)), paper.published());
    assertEquals(OptionalInt.of(1), paper.comments());
  }

  @Test
  void anOrganisationOfOneWordIsItsOwnShortName() throws IOException {
    Paper paper = onlyPaper(page("May 28", "Kin", ABSTRACT, "oak\n·\nMay 2"));

    assertEquals(Optional.of(new Organisation("oak", "oak")), paper.organisation());
  }

  @Test
  void aSingleAuthorIsCounted() throws IOException {
    assertEquals(1, titled("Counting Snow Without Melting It", read(sample())).authorCount());
  }

  @Test
  void theLastPaperNeedsNoByline() throws IOException {
    Paper paper = titled("Soup as a Measure of Altitude", read(sample()));

    assertEquals(Optional.empty(), paper.published());
    assertEquals(0, paper.authorCount());
    assertEquals(OptionalInt.empty(), paper.comments());
  }

  @Test
  void theReasonsNameWhatIsMissing() throws IOException {
    assertEquals(
        List.of(
            "byline without a title and an abstract before it",
            "title without an abstract: A Title Whose Abstract Was Lost",
            "byline has no date such as 'May 24, 2025': Feb 30, 2025"),
        rejections(read(sample())).stream().map(Rejected::reason).toList());
  }

  @Test
  void theLayoutWithoutBylinesGivesTitlesAndAbstracts() throws IOException {
    List<ReadResult> results = read(resource("plain.txt"));

    assertEquals(
        List.of("How Bees Agree on a Door", "The Weight of a Rumour", "A Title on Two Lines"),
        papers(results).stream().map(Paper::title).toList());
    assertEquals(
        List.of("title without an abstract: A Title Whose Abstract Was Lost"),
        rejections(results).stream().map(Rejected::reason).toList());
    assertEquals(15, rejections(results).getFirst().location().line());
    assertEquals("An abstract of one short line.", papers(results).getLast().abstractText());
    assertTrue(papers(results).stream().allMatch(paper -> paper.published().isEmpty()));
    assertTrue(
        results.stream()
            .filter(Read.class::isInstance)
            .noneMatch(result -> ((Read) result).dateUnknown()));
  }

  @Test
  void onePaperInBothLayoutsIsOnePaper() throws IOException {
    Paper plain = titled("How Bees Agree on a Door", read(resource("plain.txt")));
    Paper withByline = titled("How Bees Agree on a Door", read(sample()));

    assertTrue(plain.isSameAs(withByline));
    assertEquals(withByline, plain.mergedWith(withByline));
  }

  /** A date without a year is the last such day up to the day in the page's heading. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-05-28 | Nov 3    | Sep 28       | 2025-09-28
          2026-05-28 | Nov 3    | Nov 3        | 2025-11-03
          2026-05-28 | Nov 3    | Nov 4        | 2024-11-04
          2026-05-28 | Nov 3    | Dec 31       | 2024-12-31
          2026-05-28 | Nov 3    | Jan 1        | 2025-01-01
          2026-05-28 | Nov 3    | Feb 29       | 2024-02-29
          2026-05-28 | Nov 3    | Dec 4, 2024  | 2024-12-04
          2026-05-28 | Nov 3    | Jan 9, 2026  | 2026-01-09
          2026-05-28 | May 28   | May 10 1     | 2026-05-10
          2026-05-28 | May 28   | May 28       | 2026-05-28
          2026-05-28 | May 28   | May 29       | 2025-05-29
          2026-05-28 | May 29   | May 29       | 2025-05-29
          2026-05-28 | May 29   | May 28       | 2025-05-28
          2026-05-28 | Feb 29   | Mar 1        | 2023-03-01
          2026-05-28 | Nov 3, 2023 | Sep 28    | 2023-09-28
          2024-02-29 | Feb 29   | Feb 29       | 2024-02-29
          2024-02-28 | Feb 28   | Feb 29       | 2020-02-29
          2026-01-01 | Jan 1    | Dec 31       | 2025-12-31
          2026-05-28 | May 28   | Feb 29, 2024 | 2024-02-29
          2026-05-28 | May 28   | September 28, 2025 | 2025-09-28
          """)
  void aDateIsToldFromThePageAndTheDayOfItsCapture(
      LocalDate captured, String heading, String printed, String date) throws IOException {
    Read read =
        onlyRead(
            new ListingReader(captured),
            page(heading, "Kin", ABSTRACT, "• 2 authors\n·\n" + printed));

    assertEquals(date, read.paper().published().orElseThrow().toString());
    assertFalse(read.dateUnknown());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sep 28", "Feb 29", "May 10 1"})
  void withoutTheDayOfCaptureADateWithoutAYearIsUnknown(String printed) throws IOException {
    Read read =
        onlyRead(
            new ListingReader(), page("May 28", "Kin", ABSTRACT, "• 2 authors\n·\n" + printed));

    assertEquals(Optional.empty(), read.paper().published());
    assertEquals(2, read.paper().authorCount());
    assertTrue(read.dateUnknown());
  }

  @Test
  void withoutTheDayOfCaptureADateWithItsYearIsKnown() throws IOException {
    Read read =
        onlyRead(
            new ListingReader(), page("May 28", "Kin", ABSTRACT, "• 2 authors\n·\nDec 16, 2025 1"));

    assertEquals("2025-12-16", read.paper().published().orElseThrow().toString());
    assertEquals(OptionalInt.of(1), read.paper().comments());
    assertFalse(read.dateUnknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Feb 29, 2025",
        "Feb 30",
        "Apr 31",
        "May 0",
        "May 32",
        "Mai 5",
        "5 May",
        "May",
        "",
        "May 5, 25",
        "2025-05-05",
        "Jan 1, 0999"
      })
  void aDayThatDoesNotExistRejectsItsPaperAlone(String printed) throws IOException {
    List<ReadResult> results =
        read(
            page(
                "May 28",
                "Kin",
                ABSTRACT,
                "• 2 authors\n·\n" + printed,
                "Kith",
                ABSTRACT,
                "• 3 authors\n·\nMay 5"));

    assertEquals(List.of("Kith"), papers(results).stream().map(Paper::title).toList());
    assertEquals(1, rejections(results).size());
  }

  @Test
  void theReasonStaysShortWhateverStandsInTheByline() throws IOException {
    String byline = "• 2 authors\n·\n" + "kin ship ".repeat(10_000);

    Rejected rejected = rejections(read(page("May 28", "Kin", ABSTRACT, byline))).getFirst();

    assertTrue(rejected.reason().length() < 200);
  }

  @Test
  void aBylineWithoutAuthorsIsRejected() throws IOException {
    Rejected rejected = rejections(read(page("May 28", "Kin", ABSTRACT, "·\nMay 5"))).getFirst();

    assertEquals(
        "want an organisation's slug and name of 1 to 300 characters each", rejected.reason());
  }

  @Test
  void aTitleWithoutAnAbstractTakesItsBylineAlong() throws IOException {
    List<ReadResult> results =
        read(
            page(
                "May 28",
                "Kin",
                "• 2 authors\n·\nMay 4",
                "Kith",
                LONG_ABSTRACT,
                "• 3 authors\n·\nMay 5"));

    assertEquals(
        List.of("title without an abstract: Kin"),
        rejections(results).stream().map(Rejected::reason).toList());
    assertEquals(3, papers(results).getFirst().authorCount());
    assertEquals(2, results.size());
  }

  @Test
  void aTitleAtTheEndOfThePageHasNoAbstract() throws IOException {
    List<ReadResult> results = read(page("May 28", "Kith", LONG_ABSTRACT, "Kin"));

    assertEquals(List.of("Kith"), papers(results).stream().map(Paper::title).toList());
    assertEquals("title without an abstract: Kin", rejections(results).getFirst().reason());
  }

  @Test
  void anAbstractWithoutATitleIsRejectedAndTheNextPaperIsRead() throws IOException {
    List<ReadResult> results =
        read(page("May 28", "Kin", LONG_ABSTRACT, LONG_ABSTRACT, "Kith", LONG_ABSTRACT));

    assertEquals(List.of("Kin", "Kith"), papers(results).stream().map(Paper::title).toList());
    assertEquals(
        List.of("abstract without a title before it"),
        rejections(results).stream().map(Rejected::reason).toList());
  }

  @Test
  void anAbstractOnSeveralLinesIsOneText() throws IOException {
    assertEquals(
        "We study kinship. We find it.",
        onlyPaper(page("May 28", "Kin", "We study kinship.\n  We find it.")).abstractText());
  }

  @Test
  void blankLinesMayHoldSpaceAndStandInAnyNumber() throws IOException {
    String page = page("May 28", "Kin", ABSTRACT, "• 2 authors\n·\nMay 4");

    assertEquals(papers(read(page)), papers(read(page.replace("\n\n", "\n \t\n\n  \n"))));
  }

  @Test
  void aPageOfNoPapersIsRead() throws IOException {
    assertEquals(List.of(), read(page("May 28")));
  }

  @Test
  void aPageWithoutADayInItsHeadingIsRefused() {
    CorpusException refusal = assertThrows(CorpusException.class, () -> read(HEADING + "Kin"));

    assertEquals(
        "sample has no day in its heading, such as 'May 28'; not a saved listing page",
        refusal.getMessage());
  }

  @Test
  void aDayFarBelowTheHeadingIsNotTakenForIts() {
    String page = HEADING + "Kin\n\n".repeat(40) + "May 28\n";

    assertThrows(CorpusException.class, () -> read(page));
  }

  @Test
  void textWithoutBlankLinesIsRefusedBeforeItFillsTheMemory() {
    String page = page("May 28", "kin\n".repeat(1_001));

    CorpusException refusal = assertThrows(CorpusException.class, () -> read(page));

    assertEquals(
        "sample:5: more than 1000 lines or 4194304 characters without a blank line; not a saved listing page",
        refusal.getMessage());
  }

  @Test
  void aLineThatIsNotTextIsRefusedWithItsNumber() {
    byte[] page = page("May 28", "Kin").getBytes(UTF_8);
    page[page.length - 2] = (byte) 0xFF;

    CorpusException refusal =
        assertThrows(
            CorpusException.class,
            () -> reader().read(new ByteArrayInputStream(page), "sample", _ -> {}));

    assertEquals("sample:5: line is not UTF-8 text", refusal.getMessage());
  }

  private static String page(String... blocks) {
    return HEADING + String.join("\n\n", blocks) + "\n";
  }

  private Paper onlyPaper(String page) throws IOException {
    return onlyRead(reader(), page).paper();
  }

  private static Read onlyRead(CorpusReader reader, String page) throws IOException {
    List<ReadResult> results = new ArrayList<>();
    reader.read(new ByteArrayInputStream(page.getBytes(UTF_8)), "page", results::add);
    assertEquals(1, results.size());
    return (Read) results.getFirst();
  }

  private static Paper titled(String title, List<ReadResult> results) {
    return papers(results).stream()
        .filter(paper -> paper.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(ListingReaderTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
