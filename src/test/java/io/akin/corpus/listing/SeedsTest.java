package io.akin.corpus.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusFiles;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.SharedFiles;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Four pages as they were saved, beside the repository; skipped where they are absent. */
class SeedsTest {

  @Test
  void everyEntryOfTheFourPagesIsAPaper() throws IOException {
    List<ReadResult> results = readSeeds();

    assertEquals(List.of(), results.stream().filter(r -> !(r instanceof Read)).toList());
    assertEquals(276, results.size());
    assertEquals(
        258, papers(results).stream().map(p -> LocalId.ofTitle(p.title())).distinct().count());
  }

  @Test
  void everyTitleHasAnAbstractAndEveryBylineADateAndAuthors() throws IOException {
    List<Paper> papers = papers(readSeeds());
    List<Paper> withByline =
        papers.stream().filter(paper -> paper.published().isPresent()).toList();

    assertTrue(papers.stream().allMatch(paper -> paper.abstractText().length() > 1_000));
    assertEquals(115, withByline.size());
    assertTrue(
        withByline.stream().allMatch(p -> p.authorCount() > 0 || p.organisation().isPresent()));
    assertEquals(3, withByline.stream().filter(p -> p.organisation().isPresent()).count());
  }

  private static List<ReadResult> readSeeds() throws IOException {
    List<ReadResult> results = new ArrayList<>();
    try (Stream<Path> files = Files.list(SharedFiles.require("seeds"))) {
      for (Path file : files.sorted().toList()) {
        CorpusFiles.read(file, List.of(new ListingReader(LocalDate.of(2026, 5, 28))), results::add);
      }
    }
    return results;
  }

  private static List<Paper> papers(List<ReadResult> results) {
    return results.stream().map(result -> ((Read) result).paper()).toList();
  }
}
