package io.akin.corpus.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArxivSnapshotTest extends JsonSampleContract {
  ArxivSnapshotTest() {
    super("arxiv.jsonl");
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(1L, 2L, 6L, 7L, 8L, 10L, 11L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(3L, 4L, 9L);
  }

  @Test
  void everyFactHasItsPlace() throws IOException {
    Paper paper = papers().getFirst();

    assertEquals(List.of("arxiv:0704.0001", "doi:10.1000/kin.1"), ids(paper));
    assertEquals("How alike are two papers?", paper.title());
    assertEquals("We ask readers which of two papers is closer to a third.", paper.abstractText());
    assertEquals(List.of("A. Kinley", "B. L{\\o}v{\\aa}s Jr", "Kin Collaboration"), authors(paper));
    assertEquals(Optional.of(PublicationDate.parse("2007-04-02")), paper.published());
    assertEquals(Optional.of(PublicationDate.parse("2007-07-24")), paper.updated());
    assertEquals(OptionalInt.of(2), paper.version());
    assertEquals(Optional.of("J.Kin 12 (2008) 34-56"), paper.venue());
    assertEquals(List.of("cs.DL", "cs.IR", "stat.ML"), paper.categories());
    assertFalse(paper.withdrawn());
  }

  @Test
  void authorsThatNobodyParsedAreSplitAndLoseTheirInstitutes() throws IOException {
    Paper paper = papers().get(1);

    assertEquals(List.of("C. Dub", "D. Oak", "E. Ash", "F. Elm"), authors(paper));
    assertEquals(
        List.of("arxiv:hep-th/9901001", "doi:10.1000/kin.2", "doi:10.1000/kin.3"), ids(paper));
  }

  @Test
  void aNoticeInTheCommentsTellsThatAPaperIsWithdrawn() throws IOException {
    assertEquals(
        List.of(false, false, true, false, false, false, true),
        papers().stream().map(Paper::withdrawn).toList());
    assertEquals(OptionalInt.of(10), papers().get(2).version());
  }

  @Test
  void aRecordOfWhichAFewKeysAreLeftIsStillOfArxiv() throws IOException {
    Paper paper = papers().get(3);

    assertEquals(List.of("arxiv:0704.0006"), ids(paper));
    assertEquals(List.of("cs.LG"), paper.categories());
    assertEquals(Optional.empty(), paper.published());
  }

  @Test
  void factsThatAreNoneAreLeftOutAndNamed() throws IOException {
    Paper paper = papers().get(4);

    assertEquals(List.of(), ids(paper));
    assertEquals(List.of("B. Oak", "C. 7"), authors(paper));
    assertEquals(Optional.of("odd"), paper.venue());
    assertEquals(OptionalInt.empty(), paper.version());
    assertEquals(
        List.of(
            "no arXiv number: 'not a number'",
            "no DOI: 'see'",
            "no DOI: 'website'",
            "no date: 'last week'",
            "no date: 'last week'"),
        leftOut(4));
  }

  @Test
  void withoutVersionsTheDayOfTheRecordIsThatOfTheLastChange() throws IOException {
    Paper paper = papers().get(5);

    assertEquals(Optional.empty(), paper.published());
    assertEquals(Optional.of(PublicationDate.parse("2024-02-29")), paper.updated());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mon, 2 Apr 2007 19:18:42 GMT   | 2007-04-02
          Mon, 02 Apr 2007 19:18:42 GMT  | 2007-04-02
          Thu, 31 Dec 1992 23:59:59 GMT  | 1992-12-31
          2007-04-02T19:18:42Z           | 2007-04-02
          2007-04-02                     | 2007-04-02
          """)
  void aVersionIsDatedAsMailIs(String created, String day) throws IOException {
    Paper paper =
        paper(
            "{'title': 'Kin', 'versions': [{'version': 'v1', 'created': '%s'}]}"
                .formatted(created));

    assertEquals(Optional.of(PublicationDate.parse(day)), paper.published());
  }

  @ParameterizedTest
  @CsvSource({"v1, 1", "v12, 12", "v0, 0", "v, 0", "2, 0", "vv2, 0", "v99999999999, 0", "v1a, 0"})
  void theVersionIsTheNumberBehindTheV(String version, int number) throws IOException {
    Paper paper =
        paper(
            "{'title': 'Kin', 'abstract': 'Of kin.', 'update_date': null, 'versions': [{'version': '%s'}]}"
                .formatted(version));

    assertEquals(number, paper.version().orElse(0));
  }

  @Test
  void aVenueTooLongToBeOneIsLeftOut() throws IOException {
    Paper paper = paper("{'title': 'Kin', 'journal-ref': '%s'}".formatted("kin and ".repeat(100)));

    assertTrue(paper.venue().isEmpty());
  }
}
