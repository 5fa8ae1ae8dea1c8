package io.akin.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.akin.clean.PaperCleaner;
import io.akin.corpus.CorpusFiles;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.ReadResult.Skipped;
import io.akin.corpus.SharedFiles;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files, read and cleaned; skipped where they are absent. */
class CorporaTest {
  @ParameterizedTest
  @CsvSource({
    "hf-daily-papers.jsonl.gz, 9602, 9602",
    "ml-papers-20k.jsonl.gz, 20000, 3000",
    "ml-papers-100k.jsonl.gz, 100000, 18361"
  })
  void everyRecordIsAPaper(String name, int records, int arxivPapers) throws IOException {
    Path file = SharedFiles.require("corpora").resolve(name);
    Counts counts = new Counts();

    CorpusFiles.read(file, Application.readers(Optional.empty()), counts::add);

    assertEquals(List.of(), counts.rejected);
    assertEquals(records, counts.read);
    assertEquals(arxivPapers, counts.arxiv);
    assertEquals(0, counts.leftOut);
  }

  /** What was seen, since a hundred thousand papers need not be kept for it. */
  private static final class Counts {
    private final List<Rejected> rejected = new ArrayList<>();
    private int read;
    private int arxiv;
    private int leftOut;

    void add(ReadResult result) {
      switch (result) {
        case Rejected record -> rejected.add(record);
        case Skipped file -> throw new AssertionError(file.toString());
        case Read record -> {
          Paper paper = PaperCleaner.clean(record.paper());
          read++;
          arxiv += paper.id() instanceof ArxivId ? 1 : 0;
          leftOut += record.leftOut().size();
        }
      }
    }
  }

  /** A price such as $184M is meant as it stands. */
  private static final Pattern PRICE = Pattern.compile("\\$(?=\\d)");

  @Test
  void titlesAndAbstractsOfSavedPagesReadWithoutTheSignsOfLatex() throws IOException {
    List<ReadResult> results = new ArrayList<>();
    CorpusFiles.read(
        SharedFiles.require("seeds"), Application.readers(Optional.empty()), results::add);

    assertEquals(276, results.size());
    for (ReadResult result : results) {
      Paper paper = PaperCleaner.clean(((Read) result).paper());
      for (String text : List.of(paper.title(), paper.abstractText())) {
        assertFalse(PRICE.matcher(text).replaceAll("").matches(".*[\\\\${}].*"), text);
      }
    }
  }
}
