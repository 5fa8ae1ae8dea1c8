package io.akin.corpus.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.Link;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SemanticScholarPaperTest extends JsonSampleContract {
  SemanticScholarPaperTest() {
    super("semantic-scholar.json");
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(2L, 3L, 5L, 7L, 8L, 9L, 11L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(4L, 6L, 10L);
  }

  @Test
  void everyFactHasItsPlace() throws IOException {
    Paper paper = papers().getFirst();

    assertEquals(
        List.of(
            "arxiv:2501.00042",
            "doi:10.1000/kin.1",
            "acl:2025.kin-1.1",
            "corpusid:42",
            "dblp:journals/kin/1",
            "mag:222",
            "pmcid:7654321",
            "pmid:1234567",
            "s2:0123456789abcdef0123456789abcdef01234567"),
        ids(paper));
    assertEquals("How alike are two papers?", paper.title());
    assertEquals("We ask readers.", paper.abstractText());
    assertEquals(List.of("Ada Kinley", "Bo Løvås"), authors(paper));
    assertEquals(Optional.of(PublicationDate.parse("2025-01-01")), paper.published());
    assertEquals(Optional.of("Journal of Kin"), paper.venue());
    assertEquals(List.of("Computer Science", "Linguistics"), paper.categories());
    assertEquals(List.of(new Link(Link.Kind.PAGE, "https://example.org/paper/42")), paper.links());
  }

  @Test
  void lesserFactsStandInForThoseThatAreAbsent() throws IOException {
    Paper paper = papers().get(1);

    assertEquals("A short summary.", paper.abstractText());
    assertEquals(Optional.of("Annual Meeting of Kin"), paper.venue());
    assertEquals(Optional.of(PublicationDate.parse("1998")), paper.published());
    assertEquals(List.of(new Link(Link.Kind.PAGE, "https://example.org/43.pdf")), paper.links());
  }

  @Test
  void aPaperInsideACitationIsTakenOutOfIt() throws IOException {
    assertEquals("A paper that cites", papers().get(2).title());
    assertEquals(Optional.of("Kin Letters"), papers().get(2).venue());
  }

  @Test
  void aDoiThatArxivGaveOutIsAnArxivNumber() throws IOException {
    assertEquals(
        List.of("arxiv:hep-th/9901001", "s2:5123456789abcdef0123456789abcdef01234567"),
        ids(papers().get(4)));
  }

  @Test
  void aLineOfTheDataSetOfPapersHasKeysInLowerCase() throws IOException {
    Paper paper =
        paper(
            """
            {'corpusid': 42, 'externalids': {'ArXiv': '2501.00042', 'DOI': null, 'CorpusId': '42'}, \
            'url': 'https://example.org/42', 'title': 'Kin', 'authors': [{'authorId': '1', 'name': \
            'Ada'}], 'venue': '', 'year': 2025, 'publicationdate': '2025-01-01', \
            's2fieldsofstudy': [{'category': 'Biology', 'source': 'external'}], \
            'journal': {'name': 'Kin Letters', 'pages': null}}
            """);

    assertEquals(List.of("arxiv:2501.00042", "corpusid:42"), ids(paper));
    assertEquals(Optional.of("Kin Letters"), paper.venue());
    assertEquals(List.of("Biology"), paper.categories());
    assertEquals(Optional.of(PublicationDate.parse("2025-01-01")), paper.published());
  }

  @Test
  void aLineOfTheDataSetOfAbstractsIsRejectedWithTheWayOut() throws IOException {
    String reason =
        rejections(read("{\"corpusid\": 42, \"openaccessinfo\": {}, \"abstract\": \"Of kin.\"}\n"))
            .getFirst()
            .reason();

    assertTrue(reason.startsWith("no title: "), reason);
    assertTrue(reason.contains("add the data set of papers"), reason);
  }

  @Test
  void recommendationsAreReadByTheirOwnKey() throws IOException {
    assertEquals(
        List.of("Kin", "Kith"),
        papers(
                read(
                    """
                    {"recommendedPapers": [{"paperId": "a", "title": "Kin"},
                      {"paperId": "b", "title": "Kith"}]}
                    """))
            .stream()
            .map(Paper::title)
            .toList());
  }
}
