package io.akin.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaperFinderTest {
  private static final PaperId KITES = new ArxivId("2101.00001");
  private static final PaperId KNOTS = new ArxivId("2101.00002");
  private static final PaperId SHARED = new Doi("10.1000/winds");

  private static final List<Paper> PAPERS =
      List.of(
          Paper.titled("Gödel and knots").ids(List.of(KNOTS, SHARED)).build(),
          Paper.titled("Kites in winds").ids(List.of(KITES, SHARED)).build());

  @Test
  void papersAtHandAreFoundByIdentifierAddressAndTitleAsItsSourceWritesIt() {
    assertEquals(Optional.of(KITES), find("2101.00001v3"));
    assertEquals(Optional.of(KITES), find("https://arxiv.org/abs/2101.00001"));
    assertEquals(Optional.of(KNOTS), find("G\\\"odel and knots"));
    assertEquals(Optional.empty(), find("Kites"));
  }

  @Test
  void ofPapersAtHandThatShareAnIdentifierTheFirstByIdentifierIsMeantAsInAnIndex() {
    assertEquals(Optional.of(KITES), find("doi:10.1000/winds"));
  }

  private static Optional<PaperId> find(String reference) {
    return PaperFinder.find(PAPERS, reference).map(Paper::id);
  }
}
