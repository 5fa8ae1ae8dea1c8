package io.akin.corpus.bibliography;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.CorpusReaderContract;
import io.akin.corpus.Head;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Author;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BibtexReaderTest extends CorpusReaderContract {

  @Override
  protected CorpusReader reader() {
    return new BibtexReader();
  }

  @Override
  protected String sample() {
    try (InputStream in =
        Objects.requireNonNull(BibtexReaderTest.class.getResourceAsStream("sample.bib"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(6L, 16L, 38L, 51L, 52L, 62L, 68L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(32L, 54L, 60L);
  }

  @Test
  void theReasonsSayWhatIsWrongAndWhere() throws IOException {
    List<String> reasons = rejections(read(sample())).stream().map(Rejected::reason).toList();

    assertEquals("entry does not end: a brace or a quote is not closed", reasons.get(0));
    assertEquals(
        "not BibTeX: in line 56, 'author' cannot stand where it does;"
            + " is there a comma or a brace missing before it?",
        reasons.get(1));
    assertEquals("no title", reasons.get(2));
  }

  @Test
  void anEntryOfArxivKeepsItsNumberCategoryAndAuthors() throws IOException {
    Paper paper = papers(read(sample())).getFirst();

    assertEquals("arxiv:2405.01234", paper.id().text());
    assertEquals("How Alike Are Two Papers?", paper.title());
    assertEquals(List.of(new Author("Ada Ash"), new Author("Ben Birch")), paper.authors());
    assertEquals(List.of("cs.CL"), paper.categories());
    assertEquals("2024", date(paper));
    assertEquals(List.of(), paper.links());
  }

  @Test
  void anEntryOfTheAclAnthologyKeepsBothItsIdentifiers() throws IOException {
    Paper paper = papers(read(sample())).get(1);

    assertEquals(
        List.of("doi:10.18653/v1/2022.findings-acl.275", "acl:2022.findings-acl.275"),
        paper.ids().stream().limit(2).map(PaperId::text).toList());
    assertEquals("Kith and {KIN}: A Study", paper.title());
    assertEquals(List.of(new Author("Clara Cedar"), new Author("Dirk van Dorn")), paper.authors());
    assertEquals("2022-05", date(paper));
    assertEquals("Findings of the Society: SOC 2022", paper.venue().orElseThrow());
    assertTrue(paper.abstractText().endsWith("see @work in progress."), paper.abstractText());
    assertEquals("https://aclanthology.org/2022.findings-acl.275", paper.links().getFirst().url());
  }

  @Test
  void anEntryOfDblpKeepsItsKeyAndTheArxivNumberOfItsVolume() throws IOException {
    Paper paper = papers(read(sample())).get(2);

    assertEquals(
        List.of("arxiv:2405.04321", "dblp:journals/corr/abs-2405-04321"),
        paper.ids().stream().limit(2).map(PaperId::text).toList());
    assertEquals("Roots of \\emph{Sameness}", paper.title());
    assertEquals(new Author("Íñigo Martínez"), paper.authors().get(1));
  }

  @Test
  void macrosAreJoined() throws IOException {
    Paper paper = papers(read(sample())).get(3);

    assertEquals("Journal of Kinship (Letters)", paper.venue().orElseThrow());
    assertEquals("2019-01-10", date(paper));
  }

  @Test
  void bibLatexFieldsAreRead() throws IOException {
    Paper paper = papers(read(sample())).get(5);

    assertEquals("2023-11-05", date(paper));
    assertEquals(List.of("kin", "seeds", "trees, all"), paper.keywords());
  }

  @Test
  void aGroupOfAuthorsStaysWholeAndOthersAreNoAuthor() throws IOException {
    Paper paper = papers(read(sample())).getLast();

    assertEquals(List.of(new Author("The Larch Consortium, Inc.")), paper.authors());
  }

  @Test
  void anEntryOfGoogleScholarTellsTheArxivNumberByItsJournal() throws IOException {
    Paper paper =
        paper(
            """
            @article{ash2024alike,
              title={How alike are two papers?},
              author={Ash, Ada and Birch, Ben and others},
              journal={arXiv preprint arXiv:2405.01234},
              year={2024}
            }
            """);

    assertEquals("arxiv:2405.01234", paper.id().text());
    assertTrue(paper.venue().isEmpty());
  }

  @Test
  void anEntryOfZoteroIsRead() throws IOException {
    Paper paper =
        paper(
            """
            @misc{ash_how_2024,
            	title = {How {Alike} {Are} {Two} {Papers}? {A} 100\\% sure \\{study\\}},
            	copyright = {All rights reserved},
            	url = {http://arxiv.org/abs/2405.01234},
            	doi = {10.48550/arXiv.2405.01234},
            	abstract = {We use \\$k\\$ of \\{1, 2\\}; see ``kin''.},
            	urldate = {2024-06-01},
            	publisher = {arXiv},
            	author = {Ash, Ada and Fern, Jr., Felix},
            	month = may,
            	year = {2024},
            	note = {arXiv:2405.01234 [cs]},
            	keywords = {Computer Science - Computation and Language, Computer Science - Kin},
            	file = {Full Text PDF:C\\:\\\\Users\\\\ash\\\\kin.pdf:application/pdf;Snapshot:/x.html},
            }
            """);

    assertEquals(2, paper.ids().size(), () -> paper.ids().toString());
    assertEquals("arxiv:2405.01234", paper.id().text());
    assertEquals("Felix Fern Jr.", paper.authors().get(1).name());
    assertEquals("We use \\$k\\$ of \\{1, 2\\}; see ``kin''.", paper.abstractText());
    assertEquals(2, paper.keywords().size());
    assertEquals("2024-05", date(paper));
    assertEquals("arXiv", paper.venue().orElseThrow());
  }

  @Test
  void anEntryOfMendeleyIsRead() throws IOException {
    Paper paper =
        paper(
            """
            @article{Ash2024,
            abstract = {We ask.},
            archivePrefix = {arXiv},
            arxivId = {2405.01234v2},
            author = {Ash, Ada and {\\"{O}}zg{\\"{u}}r, {\\c{C}}a{\\u{g}}la},
            doi = {10.1234/kin{\\_}5},
            eprint = {2405.01234v2},
            file = {:home/ash/kin.pdf:pdf},
            journal = {Journal of Kin {\\&} Kith},
            keywords = {kin,kith},
            mendeley-tags = {kin},
            number = {3},
            title = {{How Alike Are Two Papers?}},
            url = {https://example.org/kin{\\_}5 http://arxiv.org/abs/2405.01234},
            year = {2024}
            }
            """);

    assertEquals(
        List.of("arxiv:2405.01234", "doi:10.1234/kin_5"),
        paper.ids().stream().limit(2).map(PaperId::text).toList());
    assertEquals(2, paper.version().orElseThrow());
    assertEquals("Çağla Özgür", paper.authors().get(1).name());
    assertEquals("Journal of Kin & Kith", paper.venue().orElseThrow());
    assertEquals("https://example.org/kin_5", paper.links().getFirst().url());
  }

  @Test
  void anEntryOfEndNoteIsRead() throws IOException {
    Paper paper =
        paper(
            """
            @article{RN17,
               author = {Ash, A. and Birch, B.},
               title = {How alike are two papers?},
               journal = {J. Kin.},
               volume = {5},
               pages = {1-9},
               ISSN = {1234-5678 (Print)
            1234-5678},
               DOI = {10.1234/kin.5},
               url = {https://www.ncbi.nlm.nih.gov/pubmed/1},
               year = {2024},
               type = {Journal Article}
            }
            """);

    assertEquals("doi:10.1234/kin.5", paper.id().text());
    assertEquals("A. Ash", paper.authors().getFirst().name());
  }

  @Test
  void aRenamedEntryOfDblpIsKnownByItsAddress() throws IOException {
    Paper paper =
        paper(
            """
            @inproceedings{mykey, title = {Kin}, year = {2020},
              biburl = {https://dblp.org/rec/conf/kin/AshB20.bib},
              bibsource = {dblp computer science bibliography, https://dblp.org}}
            """);

    assertEquals("dblp:conf/kin/AshB20", paper.id().text());
  }

  @Test
  void keysOfThePersonWhoKeepsTheFileAreNoIdentifiersWhateverTheirCharacters() throws IOException {
    for (String key : List.of("ash2024", "論文 2024", "a'b:c/d+e", "", "acl:2022.x", "(1)")) {
      Paper paper = paper("@article{" + key + ", title = {Kin}}");

      assertEquals(1, paper.ids().size(), key);
    }
    assertEquals("Kin", paper("@article{title = {Kin}}").title());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ash, Ada | Ada Ash",
        "Ada Ash | Ada Ash",
        "von der Ash, Ada | Ada von der Ash",
        "Ash, Jr., Ada | Ada Ash Jr.",
        "Ash, Ada, III | Ada Ash III",
        "{Kin and Kith Group} | Kin and Kith Group",
        "family=Ash, given=Ada, prefix=van | Ada van Ash",
        "Ash, | Ash",
        "Ash, Ada, Birch, Ben | Ash, Ada, Birch, Ben",
      })
  void anAuthorIsNamedInTheOrderOfSpeech(String written, String name) throws IOException {
    Paper paper = paper("@misc{k, title = {Kin}, author = {" + written + "}}");

    assertEquals(List.of(new Author(name)), paper.authors());
  }

  @Test
  void volumesSettingsAndCommentsAreNoRecords() throws IOException {
    assertEquals(
        List.of(),
        read(
            """
            @proceedings{p, title = {Proceedings of Kin}, year = 2020}
            @comment{
            @article{old, title = {Commented out}}
            }
            @comment{with :) and (
            @article{old, title = {Commented out}}
            }
            @Comment no braces at all, title = {x}
            @preamble{"\\newcommand{\\kin}{K}"}
            @IEEEtranBSTCTL{c, CTLuse_url = "no"}
            @xdata{x, publisher = {P}}
            % @article{percent, title = {Commented out}}
            Dear @all{, see a@b{c,}
            """));
  }

  @Test
  void noFileIsOpenedThatAnEntryNames(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("s.bib"), "@misc{s, title = {Secret}}");

    for (String entry : List.of("@include{%s}", "@INCLUDE{%s}", "@include(%s)", "@include {%s}")) {
      assertEquals(List.of(), read(entry.formatted(secret)), entry);
    }
  }

  @Test
  void aCommentThatDoesNotCloseHidesNothing() throws IOException {
    List<ReadResult> results =
        read("@comment{kin\n@misc{a, title = {A}}\n@comment{kith\n@misc{b, title = {B}}\n");

    assertEquals(List.of("A", "B"), papers(results).stream().map(Paper::title).toList());
  }

  @Test
  void theLanguageIsReadAsLatexCallsIt() throws IOException {
    assertEquals(Optional.of("de"), paper("@misc{k, title = K, langid = {ngerman}}").language());
    assertEquals(
        Optional.of("en"),
        paper("@misc{k, title = K, language = {English}, langid = {ngerman}}").language());
  }

  @Test
  void aMacroThatIsNotDefinedIsTakenForItsName() throws IOException {
    assertEquals("jmlr", paper("@article{k, title = {K}, journal = jmlr}").venue().orElseThrow());
  }

  @Test
  void aMacroHoldsFromWhereItIsDefined() throws IOException {
    Paper paper =
        paper(
            """
            @STRING(acl = "Society")
            @String{soc = acl # " Press"}
            @misc{k, title = {K}, publisher = SOC}
            """);

    assertEquals("Society Press", paper.venue().orElseThrow());
  }

  @Test
  void aMacroThatIsMalformedIsRejectedAndTheEntriesStand() throws IOException {
    List<ReadResult> results = read("@string{kin}\n@misc{k, title = {K}}");

    assertEquals(1, rejections(results).size());
    assertEquals(1, papers(results).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title = {Kin",
        "title = \"Kin",
        "title = {Kin}, note = \"a",
        "title = {Kin {x}",
        "title = \"Kin\n}",
        "title = {Kin \\\\}",
        "title {Kin}",
        "title = Kin Kith",
      })
  void aBrokenEntryCostsNoOther(String fields) throws IOException {
    List<ReadResult> results =
        read(
            "@misc{a, title = {A}}\n@misc{b,\n  %s\n}\n\n@misc{c,\n  title = {C}\n}\n@misc{d, title = {D}}"
                .formatted(fields));

    assertEquals(List.of("A", "C", "D"), papers(results).stream().map(Paper::title).toList());
    assertEquals(List.of(2L), rejections(results).stream().map(r -> r.location().line()).toList());
  }

  @Test
  void linesThatBeginWithAnAtSignDoNotBreakAnEntry() throws IOException {
    Paper paper =
        paper(
            """
            @misc{k, title = {Kin},
              abstract = {We annotate
            @Test(timeout = 5)
            @kin{ship} and
            @article{with braces}
            @media (width) { x, y }
            as usual.}
            }
            """);

    assertTrue(paper.abstractText().endsWith("as usual."), paper.abstractText());
  }

  @Test
  void entriesMayShareALine() throws IOException {
    List<ReadResult> results =
        read(
            "@misc{a, title = {A}} @misc{b, title = {B}},@misc(c, title = {C})\r@misc{d,title={D}}");

    assertEquals(4, papers(results).size());
  }

  @Test
  void bracesInQuotesAndQuotesInBracesAreText() throws IOException {
    Paper paper =
        paper("@misc(k, title = {a \"b (c}, abstract = \"x {\"} y {)} % z\", year = 2020)");

    assertEquals("a \"b (c", paper.title());
    assertEquals("x {\"} y {)} % z", paper.abstractText());
  }

  @Test
  void anEntryInAnotherEncodingIsRejectedWithTheWayToConvertIt() throws IOException {
    byte[] bytes =
        "@misc{a,\n title = {Café}\n}\n@misc{b, title = {B}}\n% é\n@misc{c, title = {C}}"
            .getBytes(ISO_8859_1);
    List<ReadResult> results = new ArrayList<>();
    reader().read(new ByteArrayInputStream(bytes), "sample", results::add);

    assertEquals(List.of("B", "C"), papers(results).stream().map(Paper::title).toList());
    Rejected rejected = rejections(results).getFirst();
    assertEquals(1, rejected.location().line());
    assertEquals(
        "line 2: line is not UTF-8 text; if the file is in Latin-1, convert it:"
            + " iconv -f ISO-8859-1 -t UTF-8",
        rejected.reason());
  }

  @Test
  void aFactThatIsNotUnderstoodIsLeftOutAndNamed() throws IOException {
    Read read =
        (Read)
            read("@misc{k, title={K}, doi={none}, url={see below}, year={in press},"
                    + " eprint={x}, archiveprefix={arXiv}}")
                .getFirst();

    assertEquals(
        List.of(
            "no DOI: 'none'",
            "no arXiv number: 'x'",
            "no link: 'see below'",
            "no date: 'in press'"),
        read.leftOut());
  }

  @Test
  void hostileEntriesAreRejectedInNoTime() {
    String open = "@misc{k, title = {K}, note = ";
    for (String hostile :
        List.of(
            open + "{".repeat(100_000),
            open + "{".repeat(100_000) + "}".repeat(100_000) + "}",
            open + "{" + "{".repeat(5_000_000),
            open + "{a}" + " # {b}".repeat(40_000) + "}",
            open + "a" + "#a".repeat(100_000) + "}",
            "@misc{" + "k".repeat(250_000) + ", title = {K}}",
            "@misc{k, " + "f".repeat(250_000) + " = {K}}",
            "@" + "m".repeat(3_000_000) + "{k, title = {K}}",
            "@misc{k" + ", f = {b}".repeat(29_000) + "}",
            "@misc{k, title = " + "t".repeat(250_000) + "}",
            "@misc{k, title = {K}, author = {" + "A and ".repeat(40_000) + "}}",
            "@misc{k, title = {K}, author = {" + " ".repeat(200_000) + "}}",
            "@misc{k, title = {K}, keywords = {" + ",".repeat(200_000) + "}}",
            "@misc{k, title = {K}, url = {" + "http://".repeat(30_000) + "}}",
            "@misc{k, title = {K}, url = {" + "\\textasciitilde".repeat(15_000) + "}}",
            "@comment{".repeat(300_000),
            "@comment{\n".repeat(100_000),
            "@misc{k,\n".repeat(100_000),
            "@misc{\n".repeat(500_000),
            "\n@".repeat(1_000_000),
            "@a".repeat(1_000_000),
            "@ ".repeat(1_000_000),
            " ".repeat(4_000_000) + "@",
            "@string{a = \"x\"}\n".repeat(20_000))) {
      String start = hostile.substring(0, 40);
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            var _ = reader().recognises(new Head("x.bib", hostile.getBytes(UTF_8)));
            assertFalse(read(hostile).size() > 100_000, start);
          },
          start);
    }
  }

  @Test
  void macrosOfMacrosDoNotGrowWithoutMeasure() throws IOException {
    StringBuilder file = new StringBuilder("@string{a0 = \"kinship\"}\n");
    for (int i = 1; i < 100; i++) {
      file.append("@string{a%d = a%d # a%d}\n".formatted(i, i - 1, i - 1));
    }
    List<ReadResult> results = read(file + "@misc{k, title = {K}, note = a99}");

    assertEquals(1, papers(results).size());
    assertTrue(
        rejections(results).getFirst().reason().startsWith("more than"),
        rejections(results).getFirst().reason());
  }

  @Test
  void anEndlessEntryIsGivenUpAndTheNextAreRead() throws IOException {
    List<ReadResult> results =
        read(
            "@misc{a, title = {A}, note = {"
                + "kin\n".repeat(100_000)
                + "}}\n@misc{b, title = {B}}");

    assertEquals(List.of("B"), papers(results).stream().map(Paper::title).toList());
    assertEquals(
        "entry has more than 262,144 characters: is a brace not closed?",
        rejections(results).getFirst().reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@article{k,",
        "Some notes.\n\n  @InProceedings{ash2024,\n",
        "@misc(k, title = {K})",
        "@string{kin = \"Kin\"}",
        "% Encoding: UTF-8\n@phdthesis{k,"
      })
  void recognisesAFileWithAnEntry(String head) {
    assertTrue(reader().recognises(head(head)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@media (width) {",
        "@Override\npublic",
        "mail@article{k,",
        "@article",
        "@article{k}",
        "{\"title\": \"@article{k,\"}",
        "TY  - JOUR"
      })
  void doesNotRecogniseOtherText(String head) {
    assertFalse(reader().recognises(head(head)));
  }

  @Test
  void aNameTellsTheFormatWhenALongCommentHidesIt() {
    assertTrue(reader().recognises(new Head("refs.BIB", "% comment\n".getBytes(UTF_8))));
    assertFalse(reader().recognises(new Head("refs.bib", new byte[] {0, 1, 2})));
  }

  private Paper paper(String text) throws IOException {
    List<ReadResult> results = read(text);
    assertEquals(List.of(), rejections(results));
    assertEquals(1, results.size(), text);
    return papers(results).getFirst();
  }

  private static String date(Paper paper) {
    return paper.published().map(PublicationDate::toString).orElse("");
  }
}
