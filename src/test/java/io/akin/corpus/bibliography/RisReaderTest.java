package io.akin.corpus.bibliography;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.CorpusReaderContract;
import io.akin.corpus.Head;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Author;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RisReaderTest extends CorpusReaderContract {

  @Override
  protected CorpusReader reader() {
    return new RisReader();
  }

  @Override
  protected String sample() {
    try (InputStream in =
        Objects.requireNonNull(RisReaderTest.class.getResourceAsStream("sample.ris"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(4L, 24L, 31L, 43L, 52L, 65L, 68L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(19L, 39L, 59L);
  }

  @Test
  void theReasonsSayWhatIsWrong() throws IOException {
    assertEquals(
        List.of("no title", "record does not start with a TY line", "no title"),
        rejections(read(sample())).stream().map(Rejected::reason).toList());
  }

  @Test
  void aRecordKeepsItsFacts() throws IOException {
    Paper paper = papers(read(sample())).getFirst();

    assertEquals("doi:10.1234/kin.1", paper.id().text());
    assertEquals("We ask how alike two papers are.", paper.abstractText());
    assertEquals(List.of(new Author("Ada Ash"), new Author("Ben Birch Jr.")), paper.authors());
    assertEquals("2024-05-23", date(paper));
    assertEquals("Journal of Kinship", paper.venue().orElseThrow());
    assertEquals(List.of("kin", "trees, all"), paper.keywords());
    assertEquals("https://example.org/kin/1", paper.links().getFirst().url());
  }

  @Test
  void addressesTellIdentifiers() throws IOException {
    Paper paper = papers(read(sample())).get(1);

    assertEquals("acl:2022.findings-acl.275", paper.id().text());
    assertEquals("Findings of the Society", paper.venue().orElseThrow());
    assertEquals("2022", date(paper));
  }

  @Test
  void tagsWithFewerSpacesAreRead() throws IOException {
    Paper paper = papers(read(sample())).get(2);

    assertEquals("arxiv:2405.04321", paper.id().text());
    assertEquals(2, paper.version().orElseThrow());
    assertEquals(List.of(new Author("Eva Elm")), paper.authors());
  }

  @Test
  void aBookIsNamedByItsBookTitle() throws IOException {
    Paper paper = papers(read(sample())).get(3);

    assertEquals("Gum", paper.title());
    assertEquals(List.of(new Author("World Gum Organization")), paper.authors());
    assertEquals("Tree Press", paper.venue().orElseThrow());
    assertEquals(List.of("gum", "trees"), paper.keywords());
  }

  @Test
  void aJournalThatIsAnArxivNumberIsAnIdentifier() throws IOException {
    Paper paper = papers(read(sample())).get(4);

    assertEquals("arxiv:2301.00001", paper.id().text());
    assertTrue(paper.venue().isEmpty());
    assertEquals(List.of(), paper.authors());
    assertEquals("2023-01", date(paper));
  }

  @Test
  void aRecordWithoutItsEndEndsWhereTheNextBegins() throws IOException {
    List<Paper> papers = papers(read(sample()));

    assertEquals("Ivy", papers.get(5).title());
    assertEquals("Juniper", papers.get(6).title());
    assertEquals("2022-03-04", date(papers.get(6)));
    assertEquals(1, papers.get(6).links().size());
  }

  @Test
  void aRecordOfZoteroIsRead() throws IOException {
    Paper paper =
        paper(
            """
            TY  - GEN
            TI  - How Alike Are Two Papers?
            AU  - Ash, Ada
            AU  - Birch, Ben
            AB  - We ask how alike two papers are.
            DA  - 2024/05/23/
            PY  - 2024
            DO  - 10.48550/arXiv.2405.01234
            DP  - arXiv.org
            PB  - arXiv
            UR  - http://arxiv.org/abs/2405.01234
            Y2  - 2024/06/01/08:00:00
            KW  - Computer Science - Kin
            M1  - arXiv:2405.01234
            N1  - Comment: 9 pages

            ER  -

            """);

    assertEquals(2, paper.ids().size(), () -> paper.ids().toString());
    assertEquals("arxiv:2405.01234", paper.id().text());
    assertEquals("2024-05-23", date(paper));
    assertEquals(List.of(), paper.links());
    assertEquals(List.of("Computer Science - Kin"), paper.keywords());
  }

  @Test
  void aRecordOfEndNoteIsRead() throws IOException {
    Paper paper =
        paper(
            """
            TY  - JOUR
            AB  - BACKGROUND: we ask.
            AI - powered kin is not a tag.

            METHODS: we look.
            AD  - Society of Kin
            AU  - Ash, A.
            C2  - PMC1
            DA  - May 23
            DO  - 10.1234/kin.5
            ET  - 2024/05/01
            J2  - J. Kin.
            KW  - Humans
            *Kinship/genetics
            L1  - internal-pdf://1/kin.pdf
            PY  - 2024
            ST  - How alike
            T2  - Journal of Kin
            TI  - How alike are two papers?
            ID  - 17
            ER  -\s

            """);

    assertEquals(
        "BACKGROUND: we ask. AI - powered kin is not a tag. METHODS: we look.",
        paper.abstractText());
    assertEquals("2024-05-23", date(paper));
    assertEquals("Journal of Kin", paper.venue().orElseThrow());
    assertEquals(List.of("*Kinship/genetics", "Humans"), paper.keywords());
    assertEquals(
        List.of("doi"),
        paper.ids().stream().map(PaperId::scheme).filter(s -> !s.equals("local")).toList());
  }

  @Test
  void theLanguageIsRead() throws IOException {
    assertEquals(Optional.of("fr"), paper("TY  - JOUR\nTI  - Kin\nLA  - fre\nER  - \n").language());
  }

  @Test
  void aDoiInThePlaceOfTheTypeOfWorkIsRead() throws IOException {
    Paper paper = paper("TY  - JOUR\nTI  - Kin\nM3  - 10.1234/kin.5\nKW  - kin, kith\nER  - ");

    assertEquals("doi:10.1234/kin.5", paper.id().text());
    assertEquals(List.of("kin", "kith"), paper.keywords());
  }

  @Test
  void editorsStandInForAuthorsOnly() throws IOException {
    assertEquals(
        List.of(new Author("Ada Ash")),
        paper("TY  - BOOK\nTI  - Kin\nA1  - Ash, Ada\nA2  - Birch, Ben\nER  - ").authors());
    assertEquals(
        List.of(new Author("Ben Birch")),
        paper("TY  - BOOK\nTI  - Kin\nA2  - Birch, Ben\nER  - ").authors());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"TY  - JOUR", "TY - JOUR", "TY  -JOUR", "TY   -  JOUR", " TY  - JOUR"})
  void theSpacesOfATagMayVary(String first) throws IOException {
    String file = first + "\n" + first.replace("TY", "TI").replace("JOUR", "Kin") + "\nER  -";

    assertTrue(reader().recognises(head(file)), first);
    assertEquals("Kin", paper(file).title());
  }

  @Test
  void linesOutsideOfRecordsArePassedOver() throws IOException {
    List<ReadResult> results =
        read("\nRefs\n\nER  - \nTY  - JOUR\nTI  - Kin\nER  - \nER  - \nThe end.\n");

    assertEquals(1, results.size());
  }

  @Test
  void aRecordInAnotherEncodingIsRejectedWithTheWayToConvertIt() throws IOException {
    byte[] bytes =
        "TY  - JOUR\nTI  - Kin\nAU  - Gödel, K.\nER  - \nTY  - JOUR\nTI  - Kith\nER  - \né"
            .getBytes(ISO_8859_1);
    List<ReadResult> results = new ArrayList<>();
    reader().read(new ByteArrayInputStream(bytes), "sample", results::add);

    assertEquals(List.of("Kith"), papers(results).stream().map(Paper::title).toList());
    assertEquals(
        "line 3: line is not UTF-8 text; if the file is in Latin-1, convert it:"
            + " iconv -f ISO-8859-1 -t UTF-8",
        rejections(results).getFirst().reason());
  }

  @Test
  void hostileRecordsAreReadOrRejectedInNoTime() {
    String start = "TY  - JOUR\nTI  - Kin\n";
    for (String hostile :
        List.of(
            "TY  - JOUR\n".repeat(50_000),
            start + "AB  - a\n" + "kin\n".repeat(500_000),
            start + "KW  - kin\n".repeat(400_000),
            start + "AU  - Ash, Ada\n".repeat(250_000),
            start + ("kin ship ".repeat(100) + "\n").repeat(10_000),
            start + "AU  - " + ",".repeat(3_000_000),
            start + "UR  - " + "http://".repeat(500_000),
            start + "DA  - " + "1".repeat(3_000_000),
            start + "DA  - " + "1 ".repeat(1_000_000),
            start + "JO  - arXiv preprint " + " ".repeat(2_000_000),
            " ".repeat(4_000_000) + "\n" + start,
            "TY" + " ".repeat(4_000_000) + "- JOUR\n" + start)) {
      String head = hostile.substring(0, 30);
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            var _ = reader().recognises(new Head("x.ris", hostile.getBytes(UTF_8)));
            assertFalse(read(hostile).isEmpty(), head);
          },
          head);
    }
  }

  @Test
  void anEndlessRecordIsGivenUpAndTheNextIsRead() throws IOException {
    String line = "AB  - " + "kin ".repeat(250) + "\n";
    List<ReadResult> results =
        read("TY  - JOUR\nTI  - A\n" + line.repeat(5_000) + "TY  - JOUR\nTI  - B\n");

    assertEquals(
        "record has more than 4,194,304 characters", rejections(results).getFirst().reason());
    assertEquals(List.of("B"), papers(results).stream().map(Paper::title).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "TY", "TY JOUR", "TITLE  - x", "see TY  - JOUR", "@article{k,", "TY  - A b c"})
  void doesNotRecogniseOtherText(String head) {
    assertFalse(reader().recognises(head(head)));
  }

  @Test
  void aNameTellsTheFormatWhenSomeLinesStandBeforeTheFirstRecord() {
    assertTrue(reader().recognises(new Head("refs.RIS", "Provider: Society\n".getBytes(UTF_8))));
  }

  private Paper paper(String text) throws IOException {
    List<ReadResult> results = read(text);
    assertEquals(List.of(), rejections(results));
    assertEquals(1, results.size(), text);
    return papers(results).getFirst();
  }

  private static String date(Paper paper) {
    return paper.published().map(PublicationDate::toString).orElse("");
  }
}
