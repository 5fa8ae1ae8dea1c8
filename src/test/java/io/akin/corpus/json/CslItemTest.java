package io.akin.corpus.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.paper.Link;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CslItemTest extends JsonSampleContract {
  CslItemTest() {
    super("csl.json");
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(2L, 3L, 5L, 6L, 8L, 9L, 11L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(4L, 7L, 10L);
  }

  @Test
  void everyFactHasItsPlace() throws IOException {
    Paper paper = papers().getFirst();

    assertEquals(List.of("doi:10.1000/kin.1"), ids(paper));
    assertEquals("How <i>alike</i> are two papers?", paper.title());
    assertEquals("We ask readers which of two papers is closer to a third.", paper.abstractText());
    assertEquals(List.of("Ada Kinley", "Bo van den Berg Jr", "Kin Collaboration"), authors(paper));
    assertEquals(Optional.of(PublicationDate.parse("2024-05-23")), paper.published());
    assertEquals(Optional.of("Journal of Kin"), paper.venue());
    assertEquals(Optional.of("en"), paper.language());
    assertEquals(List.of("kin", "likeness", "readers"), paper.keywords());
    assertEquals(List.of(new Link(Link.Kind.PAGE, "https://example.org/kin.1")), paper.links());
  }

  @Test
  void aPreprintIsKnownByItsArxivNumber() throws IOException {
    assertEquals(List.of("arxiv:2306.00978"), ids(papers().get(1)));
    assertEquals(List.of("arxiv:hep-th/9901001"), ids(papers().get(2)));
  }

  @Test
  void valuesInListsAreTakenAsCrossrefGivesThem() throws IOException {
    Paper paper = papers().get(3);

    assertEquals("A title in a list", paper.title());
    assertEquals(Optional.of("Kin Letters"), paper.venue());
    assertEquals(Optional.empty(), paper.published());
    assertEquals(List.of("The Kin Group"), authors(paper));
  }

  @Test
  void factsThatAreNoneAreLeftOutAndNamed() throws IOException {
    assertEquals(
        List.of(
            "no DOI: 'unknown'",
            "no language: 'Kinnish'",
            "no date: 'the spring of 1999'",
            "no link: 'www.example.org'"),
        leftOut(4));
    assertEquals(List.of("no date: '2020-02-30'"), leftOut(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'date-parts': [[2024]]}                     | 2024
          {'date-parts': [[2024, 5]]}                  | 2024-05
          {'date-parts': [['2024', '5', '3']]}         | 2024-05-03
          {'date-parts': [[2024, 5, 3], [2024, 6, 1]]} | 2024-05-03
          {'date-parts': [[2024, 5, 3, 12, 30]]}       | 2024-05-03
          {'raw': '2024-05-03'}                        | 2024-05-03
          '2024-05-03'                                 | 2024-05-03
          2024                                         | 2024
          """)
  void aDateIsAsPreciseAsItsParts(String issued, String date) throws IOException {
    assertEquals(
        Optional.of(PublicationDate.parse(date)),
        paper("{'title': 'Kin', 'issued': %s}".formatted(issued)).published());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'number': 'arXiv:2306.00978'",
        "'note': 'arXiv: 2306.00978v2 [cs.LG]'",
        "'note': 'Accepted. arXiv:2306.00978, 12 pages'",
        "'archive': 'arXiv', 'archive_location': '2306.00978'",
        "'URL': 'https://arxiv.org/abs/2306.00978v1'",
        "'DOI': 'https://doi.org/10.48550/arXiv.2306.00978'"
      })
  void anArxivNumberIsFoundWhereProgramsPutIt(String fact) throws IOException {
    assertEquals(
        List.of("arxiv:2306.00978"),
        ids(paper("{'title': 'Kin', 'type': 'article', 'author': [], %s}".formatted(fact))));
  }
}
