package io.akin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.paper.Author;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperMarkdownTest {
  @Test
  void aPaperIsWrittenWithAllThatIsKnownOfIt() {
    Paper paper =
        Paper.titled("Kites for everyone")
            .ids(List.of(PaperId.parse("2306.00978").orElseThrow()))
            .authors(List.of(new Author("Ada Example"), new Author("Bo")))
            .authorCount(3)
            .organisation(new Organisation("northlab", "North Lab"))
            .published(PublicationDate.parse("2023-06-01"))
            .keywords(List.of("kites"))
            .links(List.of(new Link(Link.Kind.CODE, "https://example.org/k")))
            .upvotes(0)
            .abstractText("How to build kites.")
            .build();

    assertEquals(
        """
        # Kites for everyone

        - Authors: Ada Example, Bo and 1 more
        - Organisation: North Lab
        - Published: 2023-06-01
        - Keywords: kites
        - Identifiers: arxiv:2306.00978, %s
        - Upvotes: 0
        - Code: <https://example.org/k>

        ## Abstract

        How to build kites.
        """
            .formatted(paper.ids().getLast().text()),
        PaperMarkdown.paper(paper));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '\0',
      value = {
        "<script>alert(1)</script>\t\\<script\\>alert(1)\\</script\\>",
        "[x](javascript:1)\t\\[x\\](javascript:1)",
        "![x][y]\t!\\[x\\]\\[y\\]",
        "*a* _b_ `c` ~d~ #\t\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\#",
        "snake_case $x_1$\tsnake_case $x_1$",
        "&lt; a \\ b\t\\&lt; a \\\\ b"
      })
  void whatAPaperSaysIsNoMarkup(String text, String escaped) {
    assertEquals(escaped, PaperMarkdown.escaped(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      value = {
        "- a\t\\- a",
        "1. a\t1\\. a",
        "12) a\t12\\) a",
        "---\t\\---",
        "===\t\\===",
        "3 a\t3 a"
      })
  void anAbstractBeginsNoList(String text, String written) {
    Paper paper = Paper.titled("t").abstractText(text).build();

    assertEquals(
        "## Abstract\n\n" + written + "\n",
        PaperMarkdown.paper(paper).substring(PaperMarkdown.paper(paper).indexOf("## ")));
  }

  @Test
  void aHeadingIsOneLineWhateverAClientAskedFor() {
    assertEquals(
        "# Papers for kites # Evil - list\n\nNo papers.\n".replace("# Evil", "\\# Evil"),
        PaperMarkdown.list("Papers for kites\n\n# Evil\r- list", List.of()));
  }
}
