package io.akin.corpus.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.Link;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenAlexWorkTest extends JsonSampleContract {
  OpenAlexWorkTest() {
    super("openalex.json");
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(4L, 26L, 28L, 30L, 31L, 32L, 34L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(27L, 29L, 33L);
  }

  @Test
  void everyFactHasItsPlace() throws IOException {
    Paper paper = papers().getFirst();

    assertEquals(
        List.of(
            "arxiv:1708.00042",
            "doi:10.1000/kin.1",
            "mag:2741809807",
            "openalex:W2741809807",
            "pmid:29456894"),
        ids(paper));
    assertEquals("How alike are two papers?", paper.title());
    assertEquals("We ask readers which of two papers the readers prefer.", paper.abstractText());
    assertEquals(List.of("Ada Kinley", "Bo Løvås"), authors(paper));
    assertEquals(Optional.of(PublicationDate.parse("2018-02-13")), paper.published());
    assertEquals(Optional.of("Journal of Kin"), paper.venue());
    assertEquals(Optional.of("en"), paper.language());
    assertEquals(List.of("Likeness", "readers"), paper.keywords());
    assertEquals(List.of("Computer Science", "Libraries", "Likeness of Texts"), paper.categories());
    assertEquals(List.of(new Link(Link.Kind.PAGE, "https://example.org/kin.1")), paper.links());
    assertFalse(paper.withdrawn());
  }

  @Test
  void lesserFactsStandInForThoseThatAreAbsent() throws IOException {
    Paper paper = papers().get(1);

    assertEquals("Only a display name", paper.title());
    assertEquals(List.of("arxiv:2306.00978", "openalex:W2"), ids(paper));
    assertEquals(List.of("Kinship"), paper.categories());
    assertEquals(Optional.of(PublicationDate.parse("2023")), paper.published());
    assertEquals(Optional.of("Kin Letters"), paper.venue());
    assertTrue(paper.withdrawn());
  }

  @Test
  void theWordsOfAnAbstractAreJoinedInTheirOrderWhateverTheirPlaces() throws IOException {
    assertEquals("Two words far", papers().get(2).abstractText());
  }

  @Test
  void aShortIndexThatWouldMakeAnEndlessTextIsRefused() throws IOException {
    String places = "0,".repeat(100_000) + "0";
    String work =
        "{\"title\": \"Kin\", \"abstract_inverted_index\": {\"%s\": [%s]}}"
            .formatted("kinship".repeat(1_000), places);

    String reason = rejections(read(work)).getFirst().reason();

    assertTrue(reason.startsWith("abstract too long"), reason);
  }
}
