package io.akin.corpus.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.paper.Author;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
  private static final Location HERE = new Location("table.csv", 2);

  /** Reads the row of a table of a title and these columns. */
  private static Read read(String... namesAndCells) {
    return (Read) row(namesAndCells);
  }

  private static ReadResult row(String... namesAndCells) {
    List<String> names = new ArrayList<>(List.of("title"));
    List<Cell> cells = new ArrayList<>(List.of(new Cell.Text("Kin")));
    for (int i = 0; i < namesAndCells.length; i += 2) {
      names.add(namesAndCells[i]);
      cells.add(new Cell.Text(namesAndCells[i + 1]));
    }
    return new Columns(names).read(cells, HERE);
  }

  private static List<String> authors(String cell) {
    return read("authors", cell).paper().authors().stream().map(Author::name).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Published_At", "published at", "PUBLISHED-AT", "publishedAt", "\"date\""})
  void namesDifferInNothingByCaseAndSigns(String name) {
    assertEquals(
        "2024-05-23", read(name, "2024-05-23").paper().published().orElseThrow().toString());
  }

  @Test
  void ourOwnKeysAreRead() {
    Paper paper =
        read(
                "ids", "arxiv:2306.00978, doi:10.1234/kin",
                "abstract", "We study kin.",
                "language", "English",
                "author_count", "12",
                "published", "2023-06-01",
                "updated", "2023-07-01",
                "version", "2",
                "withdrawn", "true",
                "submitted_on", "2023-06-02",
                "venue", "Kin 2023",
                "categories", "cs.CL; cs.LG",
                "keywords", "kin, kith",
                "url", "https://example.org/kin",
                "code", "https://example.org/code",
                "project", "https://example.org/project",
                "organisation", "North Lab",
                "upvotes", "7",
                "num_comments", "3")
            .paper();

    assertEquals(
        List.of("arxiv:2306.00978", "doi:10.1234/kin"),
        paper.ids().stream().limit(2).map(PaperId::text).toList());
    assertEquals("We study kin.", paper.abstractText());
    assertEquals("en", paper.language().orElseThrow());
    assertEquals(12, paper.authorCount());
    assertEquals("2023-07-01", paper.updated().orElseThrow().toString());
    assertEquals(OptionalInt.of(2), paper.version());
    assertTrue(paper.withdrawn());
    assertEquals("2023-06-02", paper.featured().orElseThrow().toString());
    assertEquals(List.of("cs.CL", "cs.LG"), paper.categories());
    assertEquals(List.of("kin", "kith"), paper.keywords());
    assertEquals(3, paper.links().size());
    assertEquals(new Organisation("North Lab", "North Lab"), paper.organisation().orElseThrow());
    assertEquals(OptionalInt.of(7), paper.upvotes());
    assertEquals(OptionalInt.of(3), paper.comments());
  }

  @Test
  void dailyPapersAreReadWithTheDayOfTheListingBesideTheDateOfThePaper() {
    Columns columns =
        new Columns(
            List.of(
                "paper_id",
                "paper_title",
                "paper_summary",
                "paper_authors",
                "paper_publishedAt",
                "publishedAt",
                "paper_upvotes",
                "numComments",
                "paper_ai_keywords",
                "paper_projectPage",
                "paper_githubRepo",
                "paper_organization_name",
                "paper_organization_fullname",
                "paper_ai_summary",
                "title"));
    Paper paper =
        ((Read)
                columns.read(
                    List.of(
                        new Cell.Text("2501.00042"),
                        new Cell.Text("A Small Study"),
                        new Cell.Text("We study."),
                        new Cell.Texts(List.of("Ada Example", "Bo Sample")),
                        new Cell.Text("2025-01-01T18:00:00.000Z"),
                        new Cell.Text("2025-01-02T00:00:00.000Z"),
                        new Cell.Text("5"),
                        new Cell.Text("2"),
                        new Cell.Texts(List.of("small studies", "papers, short")),
                        new Cell.Text("https://example.org/p"),
                        new Cell.Text("https://github.com/example/p"),
                        new Cell.Text("northlab"),
                        new Cell.Text("North Lab"),
                        new Cell.Text("Short."),
                        new Cell.Text("A Small Study")),
                    HERE))
            .paper();

    assertEquals("arxiv:2501.00042", paper.id().text());
    assertEquals("We study.", paper.abstractText());
    assertEquals(2, paper.authors().size());
    assertEquals("2025-01-01", paper.published().orElseThrow().toString());
    assertEquals("2025-01-02", paper.featured().orElseThrow().toString());
    assertEquals(OptionalInt.of(5), paper.upvotes());
    assertEquals(OptionalInt.of(2), paper.comments());
    assertEquals(List.of("papers, short", "small studies"), paper.keywords());
    assertEquals(new Organisation("northlab", "North Lab"), paper.organisation().orElseThrow());
    assertEquals(
        List.of(Link.Kind.CODE, Link.Kind.PROJECT),
        paper.links().stream().map(Link::kind).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "Ada Example; Bo Sample ~ Ada Example|Bo Sample",
        "Example, Ada; Sample, Bo ~ Ada Example|Bo Sample",
        "Example, Ada ~ Ada Example",
        "Ada Example ~ Ada Example",
        "Ada Example and Bo Sample ~ Ada Example|Bo Sample",
        "Example, Ada and Sample, Bo and others ~ Ada Example|Bo Sample",
        "Ada Example, Bo Sample and Cy Third ~ Ada Example|Bo Sample|Cy Third",
        "Ada Example, Bo Sample, and Cy Third ~ Ada Example|Bo Sample|Cy Third",
        "Ada Example, Bo Sample ~ Ada Example|Bo Sample",
        "OpenAI, Ada Example, Bo Sample ~ OpenAI|Ada Example|Bo Sample",
        "de la Cruz Vega, Ada Maria ~ Ada Maria de la Cruz Vega",
        "Example, A., Sample, B. C. ~ A. Example|B. C. Sample",
        "Example A, Sample B, et al. ~ Example A|Sample B",
        "King, Jr. ~ King, Jr.",
        "[\"Ada Example\", \"Bo \\u00d6zil\"] ~ Ada Example|Bo Özil",
        "['Ada Example', \"Bo O'Sample\"] ~ Ada Example|Bo O'Sample",
        "['Ada Example' 'Bo Sample'] ~ Ada Example|Bo Sample",
        "[{'_id': '1', 'user': {'name': 'ada'}, 'name': 'Ada Example', 'hidden': False}, {\"name\": \"Bo\"}] ~ Ada Example|Bo",
        "[Ada Example, Bo Sample] ~ Ada Example|Bo Sample"
      })
  void authorsAreToldApart(String cell, String names) {
    assertEquals(List.of(names.split("\\|")), authors(cell));
  }

  @Test
  void authorsInDoubtAreLeftOutAndNamed() {
    Read read = read("authors", "Example, Ada, Sample, Bo, Third, Cy");

    assertTrue(read.paper().authors().isEmpty());
    assertEquals(
        List.of(
            "no authors that can be told apart, separate them by ';':"
                + " 'Example, Ada, Sample, Bo, Third, Cy'"),
        read.leftOut());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "cs.CL;cs.LG ~ cs.CL|cs.LG",
        "cs.CL, cs.LG ~ cs.CL|cs.LG",
        "cs.CL cs.LG math-ph hep-th ~ cs.CL|cs.LG|hep-th|math-ph",
        "Recognition (objects, scenes), Learning ~ Learning|Recognition (objects, scenes)",
        "cs.CL cs.LG stat.ML ~ cs.CL|cs.LG|stat.ML",
        "['cs.CL', 'cs.LG'] ~ cs.CL|cs.LG",
        "deep learning ~ deep learning"
      })
  void wordsAreToldApart(String cell, String words) {
    assertEquals(List.of(words.split("\\|")), read("terms", cell).paper().categories());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "2024 ~ 2024",
        "2024.0 ~ 2024",
        "2024-5 ~ 2024-05",
        "2024/05/03 ~ 2024-05-03",
        "2024-05-03 17:59:00+00:00 ~ 2024-05-03",
        "2024-05-00 ~ 2024-05",
        "20240503 ~ 2024-05-03",
        "5/2024 ~ 2024-05",
        "May 2024 ~ 2024-05",
        "May 3, 2024 ~ 2024-05-03",
        "3 May 2024 ~ 2024-05-03",
        "2024 May 3 ~ 2024-05-03",
        "2024 Sep ~ 2024-09",
        "1714694400000 ~ 2024-05-03",
        "1714694400000000000 ~ 2024-05-03",
        "Thu, 14 Nov 2019 18:00:00 GMT ~ 2019-11-14"
      })
  void datesAreReadAsTablesHaveThem(String cell, String date) {
    assertEquals(date, read("date", cell).paper().published().orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"03/05/2024", "2024-13", "May", "12", "Foo 2024", "2024-02-30"})
  void datesInDoubtAreLeftOutAndNamed(String cell) {
    assertEquals(List.of("no date: '" + cell + "'"), read("date", cell).leftOut());
    assertEquals(
        "2024", read("date", cell, "year", "2024").paper().published().orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "nan", "None", "NULL", "N/A"})
  void whatSaysThatThereIsNothingIsNoFact(String cell) {
    Read read =
        read("abstract", cell, "authors", cell, "year", cell, "venue", cell, "upvotes", cell);

    assertEquals(List.of(), read.leftOut());
    assertEquals(Optional.empty(), read.paper().venue());
    assertEquals("", read.paper().abstractText());
  }

  @Test
  void factsThatCannotBeUnderstoodAreLeftOutAndNamed() {
    Read read = read("doi", "see page", "upvotes", "many", "url", "kin", "id", "17");

    assertEquals(
        List.of(
            "no DOI: 'see page'",
            "no identifier: '17'",
            "no link: 'kin'",
            "no number of upvotes: 'many'"),
        read.leftOut());
  }

  @ParameterizedTest
  @CsvSource({"12, 12", "12.0, 12", "1.2E1, 12", "0, 0"})
  void countsMayBeWrittenAsFractions(String cell, int count) {
    assertEquals(OptionalInt.of(count), read("upvotes", cell).paper().upvotes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "12.5", "1e-999999999", "99999999999999999999999999"})
  void countsThatAreNoneAreLeftOut(String cell) {
    assertEquals(OptionalInt.empty(), read("upvotes", cell).paper().upvotes());
    assertFalse(read("upvotes", cell).leftOut().isEmpty());
  }

  @Test
  void theRemarksOfTheArxivAreNoReadersComments() {
    Read read = read("comments", "12 pages, 3 figures");

    assertEquals(OptionalInt.empty(), read.paper().comments());
    assertEquals(List.of(), read.leftOut());
  }

  @Test
  void addressesOfTheArxivAreIdentifiersAndTellTheVersion() {
    Paper paper =
        read("entry_id", "http://arxiv.org/abs/2306.00978v3", "summary", "We study kin.").paper();

    assertEquals("arxiv:2306.00978", paper.id().text());
    assertEquals(OptionalInt.of(3), paper.version());
    assertEquals(
        "arxiv:2306.00978",
        read("pdf_url", "https://arxiv.org/pdf/2306.00978").paper().id().text());
  }

  @Test
  void aDoiWithACommaInItStaysWhole() {
    assertEquals("doi:10.1002/kin,1;2", read("id", "10.1002/kin,1;2").paper().id().text());
  }

  @Test
  void cellsOfAnyLengthAreReadInTheTimeOfTheirLength() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (String part :
              List.of(" ", ",", ";", "cs.CL ", "and ", "A, ", "(", "[", "'", "v1", "1")) {
            String endless = "Ada" + part.repeat(300_000) + "Bo";
            for (String name : List.of("authors", "categories", "date", "upvotes", "id", "url")) {
              var _ = row(name, endless);
            }
          }
        });
  }

  @Test
  void deepNestingInACellIsNoTrouble() {
    assertTrue(authors("[".repeat(1_000_000) + "]".repeat(1_000_000)).isEmpty());
    assertTrue(read("authors", "[{".repeat(100_000)).paper().authors().size() <= 1);
  }
}
