package io.akin.corpus.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DailyPaperTest extends JsonSampleContract {
  DailyPaperTest() {
    super("daily.json");
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(2L, 30L, 32L, 34L, 35L, 37L, 38L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(31L, 33L, 36L);
  }

  @Test
  void everyFactHasItsPlace() throws IOException {
    Paper paper = papers().getFirst();

    assertEquals(List.of("arxiv:2501.00042"), ids(paper));
    assertEquals("How alike are two papers?", paper.title());
    assertEquals("We ask readers which of two papers is closer to a third.", paper.abstractText());
    assertEquals(List.of("Ada Kinley", "Bo Løvås"), authors(paper));
    assertEquals(Optional.of(new Organisation("kinlab", "Kin Lab")), paper.organisation());
    assertEquals(Optional.of(PublicationDate.parse("2025-01-01")), paper.published());
    assertEquals(Optional.of(PublicationDate.parse("2025-01-02")), paper.featured());
    assertEquals(List.of("likeness", "readers"), paper.keywords());
    assertEquals(
        List.of(
            new Link(Link.Kind.CODE, "https://github.com/example/alike"),
            new Link(Link.Kind.PROJECT, "https://example.org/alike")),
        paper.links());
    assertEquals(OptionalInt.of(12), paper.upvotes());
    assertEquals(OptionalInt.of(2), paper.comments());
    assertFalse(paper.withdrawn());
  }

  @Test
  void theWrapperSaysWhatThePaperDoesNot() throws IOException {
    Paper paper = papers().get(1);

    assertEquals("The title stands outside", paper.title());
    assertEquals("So does the summary.", paper.abstractText());
    assertEquals(Optional.of(PublicationDate.parse("2025-01-03")), paper.featured());
    assertEquals(Optional.of(new Organisation("oak", "oak")), paper.organisation());
    assertEquals(List.of("outside"), paper.keywords());
    assertEquals(OptionalInt.of(0), paper.upvotes());
  }

  @Test
  void aPaperWithoutItsWrapperWasOnNoListingThatIsKnown() throws IOException {
    Paper paper = papers().get(2);

    assertEquals(List.of("arxiv:2501.00045"), ids(paper));
    assertEquals(Optional.of(PublicationDate.parse("2025-01-04")), paper.published());
    assertEquals(Optional.empty(), paper.featured());
    assertEquals(OptionalInt.of(4), paper.comments());
    assertTrue(paper.withdrawn());
  }

  @Test
  void factsOfAnotherKindCountAsAbsent() throws IOException {
    Paper paper = papers().get(3);

    assertEquals("", paper.abstractText());
    assertEquals(List.of(), paper.authors());
    assertEquals(List.of(), paper.keywords());
    assertEquals(List.of(), paper.links());
    assertEquals(OptionalInt.empty(), paper.upvotes());
    assertEquals(
        List.of(
            "no date: '1735689600000'", "no link: 'not an address'", "no number of comments: '-1'"),
        leftOut(3));
  }
}
