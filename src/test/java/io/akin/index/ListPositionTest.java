package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import io.akin.paper.RandomPapers;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListPositionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUBLISHED | published,19723,arxiv:2401.00001",
        "FEATURED | featured,19724,17,arxiv:2401.00001",
        "UPVOTES | upvotes,17,arxiv:2401.00001",
        "ID | id,arxiv:2401.00001"
      })
  void itsTextHasWhatThePaperIsPlacedBy(ListOrder order, String text) {
    Paper paper =
        Paper.titled("Kites")
            .ids(List.of(new ArxivId("2401.00001")))
            .published(PublicationDate.parse("2024"))
            .featured(PublicationDate.parse("2024-01-02"))
            .upvotes(17)
            .build();

    assertEquals(text, ListPosition.behind(paper, order).text());
  }

  @Test
  void whatIsUnknownIsEmptyInItsText() {
    var position =
        new ListPosition(
            ListOrder.FEATURED,
            List.of(OptionalInt.empty(), OptionalInt.empty()),
            new ArxivId("2401.00001"));

    assertEquals("featured,,,arxiv:2401.00001", position.text());
    assertEquals(position, ListPosition.parse(position.text()));
  }

  @Property
  @Domain(RandomPapers.class)
  @Domain(DomainContext.Global.class)
  void itsTextIsReadBack(@ForAll Paper paper, @ForAll ListOrder order) {
    ListPosition position = ListPosition.behind(paper, order);

    assertEquals(position, ListPosition.parse(position.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "id",
        "id,",
        "id,arxiv",
        "id,kites",
        "id,arxiv:2401.1",
        "id,arxiv:2401.00001 ",
        " id,arxiv:2401.00001",
        "ID,arxiv:2401.00001",
        "id,1,arxiv:2401.00001",
        "upvotes,arxiv:2401.00001",
        "upvotes,x,arxiv:2401.00001",
        "upvotes,+1,arxiv:2401.00001",
        "upvotes,01,arxiv:2401.00001",
        "upvotes,1.0,arxiv:2401.00001",
        "upvotes,-0,arxiv:2401.00001",
        "upvotes,2147483648,arxiv:2401.00001",
        "upvotes,1,2,arxiv:2401.00001",
        "featured,1,arxiv:2401.00001",
        "newest,1,arxiv:2401.00001",
        "published,2024-01-01,arxiv:2401.00001"
      })
  void anyOtherTextIsRefused(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> ListPosition.parse(text));

    assertEquals(
        "no position in a list of papers: '%s'".formatted(text.strip()), refused.getMessage());
  }

  @Test
  void aLongTextIsRefusedShortly() {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> ListPosition.parse("id,".repeat(100_000)));

    assertTrue(refused.toString().length() < 200, refused.toString());
  }

  @Test
  void aPositionHasTheNumbersOfItsOrder() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ListPosition(ListOrder.FEATURED, List.of(), new ArxivId("2401.00001")));
  }
}
