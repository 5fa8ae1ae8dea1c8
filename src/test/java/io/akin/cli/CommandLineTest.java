package io.akin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the command line to the answer, with the default model and an index on disk. */
class CommandLineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String PAPERS =
      """
      {"id": "arxiv:2306.00978", "title": "Small Weights", "abstract": "We compress language models by rounding their weights to four bits.", "published": "2023-06-01", "authors": ["Ada Example"]}
      {"id": "hep-th/9901001", "title": "Small Numbers", "abstract": "Quantization of neural network weights to few bits without loss.", "comments": 3}
      {"title": "Bees in Spring", "abstract": "A field study of bees, flowers and the first warm days."}
      {"title": "small weights!", "organisation": {"slug": "north", "name": "North Lab"}}
      """;

  @TempDir private static Path shared;
  @TempDir private Path own;
  private static Path filled;

  /** What a command did. */
  private record Ran(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      assertEquals(1, out.lines().count(), out);
      return JSON.readTree(out);
    }
  }

  @BeforeAll
  static void addPapers() throws IOException {
    filled = shared.resolve("index");
    Path file = Files.writeString(shared.resolve("papers.jsonl"), PAPERS, UTF_8);

    Ran ran = runWith("", filled, "add", file.toString(), "--json");

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertEquals(4, ran.json().get("read").intValue());
    assertEquals(0, ran.json().get("rejected").intValue());
    assertEquals(1, ran.json().get("merged").intValue());
    assertEquals(3, ran.json().get("papers").intValue());
  }

  private static Ran runWith(String in, Path index, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("--index", index.toString()));
    all.addAll(List.of(arguments));
    int exitCode;
    try (var outStream = new PrintStream(out, false, UTF_8);
        var errStream = new PrintStream(err, false, UTF_8)) {
      Console console =
          new Console(new ByteArrayInputStream(in.getBytes(UTF_8)), outStream, errStream, false);
      exitCode = Main.commandLine(console).execute(all.toArray(String[]::new));
    }
    return new Ran(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static Ran run(String... arguments) {
    return runWith("", filled, arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2306.00978",
        "arXiv:2306.00978v3",
        "https://arxiv.org/abs/2306.00978",
        "Small Weights",
        "SMALL WEIGHTS"
      })
  void relatedPapersAreFoundByAnyIdentifierOrTitle(String reference) throws IOException {
    Ran ran = run("related", reference, "--k", "10", "--json");

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    JsonNode results = ran.json().get("results");
    assertEquals(2, results.size());
    assertEquals("arxiv:hep-th/9901001", results.get(0).get("id").textValue());
    assertEquals("Small Numbers", results.get(0).get("title").textValue());
    assertTrue(
        results.get(0).get("score").doubleValue() > results.get(1).get("score").doubleValue());
  }

  @Test
  void aSearchFindsPapersByMeaning() throws IOException {
    JsonNode results =
        run("search", "insects and blossoms", "--k", "1", "--json").json().get("results");

    assertEquals("Bees in Spring", results.get(0).get("title").textValue());
  }

  @Test
  void aMergedPaperHasTheFactsOfBothCopies() throws IOException {
    JsonNode paper = run("show", "2306.00978", "--json").json();

    assertEquals("North Lab", paper.get("organisation").get("name").textValue());
    assertEquals("2023-06-01", paper.get("published").textValue());
  }

  @Test
  void statsNameTheModel() throws IOException {
    JsonNode stats = run("stats", "--json").json();

    assertEquals(3, stats.get("papers").intValue());
    assertEquals("all-MiniLM-L6-v2", stats.get("model").textValue());
    assertEquals(384, stats.get("dimension").intValue());
  }

  @Test
  void anExportHoldsVectorsAndCanBeAddedAgain() throws IOException {
    Ran export = run("export", "--vectors");
    Path file = Files.writeString(own.resolve("export.jsonl"), export.out(), UTF_8);
    Path copy = own.resolve("copy");

    Ran added = runWith("", copy, "add", file.toString(), "--json");

    assertEquals(3, added.json().get("papers").intValue());
    assertEquals(export.out(), runWith("", copy, "export", "--vectors").out());
    JsonNode first = JSON.readTree(export.out().lines().findFirst().orElseThrow());
    assertEquals(384, first.get("vector").size());
    assertTrue(first.has("id") && first.has("title"), first.toString());
  }

  @Test
  void anExportGoesToAFileOfTheFormatThatItsNameEndsIn() throws IOException {
    Path table = own.resolve("papers.csv");

    Ran ran = run("export", "--output", table.toString());

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertEquals("", ran.out());
    assertEquals(4, Files.readAllLines(table, UTF_8).size());
    Ran again = run("export", "--output", table.toString());
    assertEquals(ExitCode.FAILED, again.exitCode());
    assertTrue(again.err().contains("is there already; --replace replaces it"), again.err());
    assertEquals(
        ExitCode.DONE,
        run("export", "--format", "jsonl", "-o", table.toString(), "--replace").exitCode());
    assertEquals(run("export").out(), Files.readString(table, UTF_8));
  }

  @Test
  void anExportOfSeveralFilesGoesToAFolder() throws IOException {
    Path target = own.resolve("vectors");

    Ran wrong = run("export", "--format", "npy", "--output", own.resolve("a.npy").toString());
    Ran ran = run("export", "--format", "npy", "--output", target.toString());

    assertEquals(ExitCode.USAGE, wrong.exitCode(), wrong.err());
    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertEquals(128 + 3 * 384 * Float.BYTES, Files.size(target.resolve("vectors.npy")));
    assertEquals("arxiv:hep-th/9901001", Files.readAllLines(target.resolve("ids.txt")).get(1));
  }

  @Test
  void anExportThatNeedsAMapSaysHowToGetOne() {
    Ran ran = run("export", "--format", "html");

    assertEquals(ExitCode.FAILED, ran.exitCode());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("'akin cluster'"), ran.err());
  }

  @Test
  void duplicatesAreListedForPeopleAndPrograms() throws IOException {
    Path file =
        Files.writeString(
            own.resolve("twice.jsonl"),
            PAPERS
                + """
                {"id": "arxiv:2401.00001", "title": "Bees in Late Spring", "abstract": "A field study of bees, flowers and the first warm days."}
                {"id": "arxiv:2401.00002", "title": "Small numbers", "published": "2024-01", "abstract": "On primes."}
                """,
            UTF_8);
    Path index = own.resolve("twice");
    assertEquals(ExitCode.DONE, runWith("", index, "add", file.toString()).exitCode());

    Ran listed = runWith("", index, "duplicates", "--threads", "1");
    Ran json = runWith("", index, "duplicates", "--json");
    Ran filtered = runWith("", index, "duplicates", "--since", "2024", "--json");

    assertEquals(ExitCode.DONE, listed.exitCode(), listed.err());
    assertTrue(listed.out().contains("2 papers, same text, cosine 0.9"), listed.out());
    assertTrue(listed.out().contains("  2024-01     Small numbers  [arxiv:2401.00002]"));
    assertEquals(5, json.json().get("papers").intValue());
    JsonNode groups = json.json().get("groups");
    assertEquals(2, groups.size());
    assertEquals("text", groups.get(0).get("why").get(0).textValue());
    assertEquals("title", groups.get(1).get("why").get(0).textValue());
    assertEquals("2024-01", groups.get(1).get("papers").get(0).get("published").textValue());
    assertEquals(0, filtered.json().get("groups").size());
    assertEquals(ExitCode.USAGE, runWith("", index, "duplicates", "--threads", "0").exitCode());
  }

  @Test
  void embedGivesTheVectorOfEachLine() throws IOException {
    Ran ran = runWith("bees\n\nflowers in spring", filled, "embed", "--json");

    JsonNode vectors = ran.json().get("vectors");
    assertEquals(3, vectors.size());
    assertEquals(384, vectors.get(2).size());
  }

  @Test
  void aDocumentThatAFailureCutsShortDoesNotLookWhole() {
    Ran ran =
        runWith("bees\n".repeat(300) + "x".repeat(5 * 1024 * 1024), filled, "embed", "--json");

    assertEquals(ExitCode.DATA, ran.exitCode());
    assertTrue(ran.err().contains("standard input:301: line of"), ran.err());
    assertFalse(ran.out().strip().endsWith("}"), "ends with a brace");
  }

  @Test
  void embedWithoutLinesGivesNoVectors() throws IOException {
    assertEquals("{\"vectors\":[]}", runWith("", filled, "embed", "--json").out().strip());
  }

  @Test
  void addingTheSameFileAgainEncodesNothing() throws IOException {
    JsonNode report = run("add", shared.resolve("papers.jsonl").toString(), "--json").json();

    assertEquals(3, report.get("unchanged").intValue());
    assertEquals(0, report.get("encoded").intValue());
  }

  @Test
  void rejectedRecordsAreNamedAndTheOthersStay() throws IOException {
    Path file =
        Files.writeString(
            own.resolve("mixed.jsonl"),
            """
            {"title": "One that is well", "abstract": "Yes."}
            {"abstract": "no title here"}
            {"title": "Another that is well"}
            """,
            UTF_8);
    Path index = own.resolve("index");

    Ran ran = runWith("", index, "add", file.toString(), "--json");

    assertEquals(ExitCode.DATA, ran.exitCode());
    assertEquals("rejected " + file + ":2: no title", ran.err().strip());
    JsonNode rejected =
        JSON.readTree(Files.readString(index.resolve("last-add/rejected.jsonl"), UTF_8));
    assertEquals(file.toString(), rejected.get("file").textValue());
    assertEquals(2, rejected.get("line").intValue());
    assertEquals("no title", rejected.get("reason").textValue());
    assertEquals(
        ran.json(), JSON.readTree(Files.readString(index.resolve("last-add/report.json"), UTF_8)));
    assertEquals(2, runWith("", index, "stats", "--json").json().get("papers").intValue());
    assertEquals(
        ExitCode.DONE,
        runWith("", index, "add", file.toString(), "--max-rejected", "1").exitCode());
  }

  @Test
  void papersComeFromStandardInputAndDirectoriesAsWell() throws IOException {
    Path index = own.resolve("index");
    Path folder = Files.createDirectories(own.resolve("library"));
    Files.writeString(folder.resolve("a.bib"), "@article{a, title = {From a {B}ib file}}\n", UTF_8);
    Files.writeString(folder.resolve("notes.md"), "Some notes.\n", UTF_8);
    String lines = "{\"title\": \"From standard input\"}\n";

    Ran ran = runWith(lines, index, "add", "-", folder.toString(), "--json");

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertEquals(2, ran.json().get("added").intValue());
    assertEquals(1, ran.json().get("skipped_files").intValue());
    assertTrue(ran.err().contains("passed over: " + folder.resolve("notes.md")), ran.err());
    assertEquals(
        ExitCode.DONE, runWith("", index, "show", "from a bib file").exitCode(), "found by title");
  }

  @Test
  void anExportIsTheSameAfterItHasBeenAddedElsewhere() throws IOException {
    String record =
        """
        {"id": "arxiv:2306.00978", "title": "On $\\\\alpha$-kin", "abstract": "We \\\\emph{study} 5\\\\% of kin.",\
         "published": "2023-06-01", "updated": "2024-01-02", "version": 3, "withdrawn": true,\
         "featured": "2023-06-05", "links": [{"kind": "code", "url": "https://example.org/kin"}]}
        """;
    Path index = own.resolve("index");
    Path copy = own.resolve("copy");
    assertEquals(ExitCode.DONE, runWith(record, index, "add", "-").exitCode());
    Ran export = runWith("", index, "export");
    JsonNode paper = JSON.readTree(export.out());
    assertEquals("On α-kin", paper.get("title").textValue());
    assertEquals("On $\\alpha$-kin", paper.get("title_source").textValue());
    assertEquals("We study 5% of kin.", paper.get("abstract").textValue());

    assertEquals(ExitCode.DONE, runWith(export.out(), copy, "add", "-").exitCode());

    assertEquals(export.out(), runWith("", copy, "export").out());
    JsonNode again = runWith(export.out(), index, "add", "-", "--json").json();
    assertEquals(1, again.get("unchanged").intValue());
    assertEquals(0, again.get("encoded").intValue());
  }

  @Test
  void whatARunLeavesGoesWhereTheUserSays() throws IOException {
    Path report = own.resolve("report");

    Ran ran =
        runWith(
            "{\"title\": \"Kin\", \"doi\": \"10.1000/kin\"}\n{\"title\": \"Kin\"}\n{}\n",
            own.resolve("index"),
            "add",
            "-",
            "--report",
            report.toString(),
            "--json");

    assertEquals(ran.json(), JSON.readTree(Files.readString(report.resolve("report.json"), UTF_8)));
    JsonNode merged = JSON.readTree(Files.readString(report.resolve("merged.jsonl"), UTF_8));
    assertEquals("standard input:2", merged.get("copy").textValue());
    assertEquals("doi:10.1000/kin", merged.get("into").textValue());
    JsonNode rejected = JSON.readTree(Files.readString(report.resolve("rejected.jsonl"), UTF_8));
    assertEquals(3, rejected.get("line").intValue());
    assertFalse(Files.exists(own.resolve("index/last-add")));
  }

  @Test
  void whatWasReadBeforeAFileThatCannotBeReadStays() throws IOException {
    Path good = Files.writeString(own.resolve("good.jsonl"), "{\"title\": \"Fine\"}\n", UTF_8);
    Path bad = Files.write(own.resolve("bad.bin"), new byte[] {0, 1, 2, 0});
    Path index = own.resolve("index");

    Ran ran = runWith("", index, "add", good.toString(), bad.toString(), "--json");

    assertEquals(ExitCode.DATA, ran.exitCode());
    assertEquals(1, ran.json().get("papers").intValue());
    assertTrue(ran.err().contains("bad.bin is not UTF-8 text"), ran.err());
    assertEquals(1, runWith("", index, "stats", "--json").json().get("papers").intValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "related;Small Weights;--k;0 | 2 | must be from 1 to 1000",
        "related;Small Weights;--k;-1 | 2 | must be from 1 to 1000",
        "related;Small Weights;--k;1000000 | 2 | must be from 1 to 1000",
        "related;Small Weights;--k;ten | 2 | not an int",
        "search;  | 2 | the text to search for must have",
        "frobnicate | 2 | frobnicate",
        "recommend | 2 | at least one paper or text",
        "recommend;--like;Nobody Knows This | 1 | no paper is known by 'Nobody Knows This'",
        "recommend;--request;no-such-file.json | 1 | no such file: no-such-file.json",
        "recommend;--request;- | 2 | the request must be an object",
        "recommend;--request;-;--k;5 | 2 | --request takes the place of --k",
        "recommend;--request;-;--like;x;--group | 2 | --request takes the place of",
        "related;Small Weights;--mode;fuzzy | 2 | fuzzy",
        "related;Small Weights;--diversity;2 | 2 | diversity must be from 0 to 1",
        "related;Small Weights;--half-life;0 | 2 | half_life_days must be from 1",
        "related;Small Weights;--since;May | 2 | want a date such as 2024",
        "related;Small Weights;--exclude;? | 2 | '?' is no identifier of a paper",
        "related;Small Weights;--unlike;Nobody | 1 | no paper is known by 'Nobody'",
        "related;Small Weights;--cursor;x | 1 | the cursor cannot be used",
        "related;No Such Title At All Here | 1 | no paper is known by",
        "show;hep-th/9999999 | 1 | no paper is known by 'hep-th/9999999'",
        "add;no-such-file.jsonl | 1 | no such file: no-such-file.jsonl",
        "--models;no-such-folder;search;bees | 78 | there is no model all-MiniLM-L6-v2",
        "--model;other;related;Small Weights | 78 | there is no model other",
        "serve;--port;70000 | 2 | port must be from 0 to 65535, got 70000",
        "add;x;--captured;yesterday | 2 | 'yesterday' is not a day such as 2026-05-28",
      })
  void aMistakeIsOneClearLineAndAnExitCode(String command, int exitCode, String message) {
    Ran ran = run(command.split(";", -1));

    assertEquals(exitCode, ran.exitCode(), ran.err());
    assertTrue(ran.err().lines().findFirst().orElse("").contains(message), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void everyOptionReachesTheRequest() throws IOException {
    String[] options =
        """
        --k 2 --mode dense --unlike hep-th/9901001 --unlike-text birds --since 2020 --until 2024-05
        --category cs.CL --category math --author Ada --organisation north --venue ACL
        --keyword kin --source arxiv --no-has-code --exclude 2306.00979 --min-score -2
        --diversity 0.5 --half-life 100 --sort newest --group --explain --json"""
            .split("\\s+");

    JsonNode applied = run(all("related", "Small Weights", options)).json().get("applied");

    assertEquals(
        JSON.readTree(
            """
            {"mode": "dense", "limit": 2, "diversity": 0.5, "half_life_days": 100, "min_score": -2.0,
             "sort": "newest", "group_by": "cluster",
             "filter": {"authors": ["ada"], "categories": ["cs.cl", "math"],
                        "exclude_ids": ["arxiv:2306.00979"], "has_code": false, "keywords": ["kin"],
                        "organisation": ["north"],
                        "published": {"gte": "2020-01-01", "lte": "2024-05-31"},
                        "source": ["arxiv"], "venue": ["acl"]}}
            """),
        applied);
  }

  private static String[] all(String command, String argument, String... options) {
    List<String> all = new ArrayList<>(List.of(command, argument));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  @Test
  void aRequestInJsonIsAnsweredAsItsOptionsAre() throws IOException {
    String request =
        """
        {"positive": ["2306.00978", {"text": "bees"}], "negative": "hep-th/9901001", "limit": 5}
        """;
    Path file = Files.writeString(own.resolve("request.json"), request, UTF_8);

    JsonNode options =
        run(
                "recommend",
                "--like",
                "2306.00978",
                "--like-text",
                "bees",
                "--unlike",
                "hep-th/9901001",
                "-k",
                "5",
                "--json")
            .json();
    JsonNode read = run("recommend", "--request", file.toString(), "--json").json();
    JsonNode piped = runWith(request, filled, "recommend", "--request", "-", "--json").json();

    assertEquals("Bees in Spring", options.get("results").get(0).get("title").textValue());
    assertEquals(1, options.get("results").size());
    for (String key : List.of("seeds", "results", "applied", "exact", "papers")) {
      assertEquals(options.get(key), read.get(key));
      assertEquals(options.get(key), piped.get(key));
    }
  }

  @Test
  void aCursorGivesTheNextPage() throws IOException {
    JsonNode all = run("related", "2306.00978", "--json").json().get("results");
    JsonNode first = run("related", "2306.00978", "--k", "1", "--json").json();
    String cursor = first.get("next_cursor").textValue();

    JsonNode next = run("related", "2306.00978", "--k", "1", "--cursor", cursor, "--json").json();

    assertEquals(all.get(1), next.get("results").get(0));
    assertTrue(next.get("next_cursor").isNull());
  }

  @Test
  void reasonsArePrintedBelowEachPaper() {
    Ran ran =
        run("related", "2306.00978", "--unlike", "Bees in Spring", "--explain", "--half-life", "9");

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    List<String> lines = ran.out().lines().toList();
    assertEquals("small weights!  [arxiv:2306.00978]", lines.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.contains("Small Numbers  [arxiv:hep-th/")));
    assertTrue(lines.stream().anyMatch(line -> line.matches(" +shared  .*weights.*")), ran.out());
    assertTrue(
        lines.stream()
            .anyMatch(
                line ->
                    line.matches(" +\\+0\\.\\d{3}  arxiv:2306.00978 \\(cosine .*, words .*\\)")),
        ran.out());
    assertTrue(lines.stream().anyMatch(line -> line.matches(" +-0\\.\\d{3}  its age")), ran.out());
  }

  @Test
  void anEmptyListSaysOnStandardErrorWhatLeftPapersOut() {
    Ran ran = run("related", "2306.00978", "--venue", "ACL");

    assertEquals(ExitCode.DONE, ran.exitCode());
    assertTrue(ran.err().contains("no paper is left"), ran.err());
    assertTrue(ran.err().contains("venue by itself leaves out 3 of 3"), ran.err());
  }

  @Test
  void recallIsMeasuredWhereAskedFor() throws IOException {
    Path index = own.resolve("index");
    assertEquals(
        ExitCode.DONE,
        runWith("", index, "add", shared.resolve("papers.jsonl").toString()).exitCode());

    JsonNode report = runWith("", index, "check", "--recall", "--json").json();

    assertTrue(report.get("sound").booleanValue());
    assertEquals(1, report.get("recall").get("at_10").doubleValue());
    assertTrue(
        runWith("", index, "check", "--recall").out().contains("recall@10 1"), "in words as well");
  }

  @Test
  void anIndexThatIsNotThereIsSaidWithTheNextStep() {
    Ran ran = runWith("", own.resolve("none"), "stats");

    assertEquals(ExitCode.FAILED, ran.exitCode());
    assertTrue(ran.err().contains("there is no index at"), ran.err());
    assertTrue(ran.err().contains("add FILE"), ran.err());
  }

  @Test
  void aModelFolderWithAFileMissingIsAConfigurationError() throws IOException {
    Path model = Files.createDirectories(own.resolve("models/all-MiniLM-L6-v2"));
    Files.copy(Path.of("models/all-MiniLM-L6-v2/manifest.json"), model.resolve("manifest.json"));

    Ran ran = run("--models", own.resolve("models").toString(), "search", "bees");

    assertEquals(ExitCode.CONFIGURATION, ran.exitCode());
    assertTrue(ran.err().contains("has no file model.onnx"), ran.err());
  }

  @Test
  void aModelThatIsNotTheIndexsIsRefusedWithWhatToDo() throws IOException {
    Path model = Files.createDirectories(own.resolve("models/twin"));
    Path original = Path.of("models/all-MiniLM-L6-v2");
    Files.writeString(
        model.resolve("manifest.json"),
        Files.readString(original.resolve("manifest.json"), UTF_8)
            .replace("\"all-MiniLM-L6-v2\"", "\"twin\"")
            .replace("\"model.onnx\": \"759c", "\"model.onnx\": \"759d"),
        UTF_8);
    Files.writeString(model.resolve("model.onnx"), "weights of the same dimension", UTF_8);
    Files.copy(original.resolve("tokenizer.json"), model.resolve("tokenizer.json"));

    Ran ran =
        run(
            "--models",
            own.resolve("models").toString(),
            "--model",
            "twin",
            "related",
            "2306.00978");

    assertEquals(ExitCode.CONFIGURATION, ran.exitCode());
    assertTrue(ran.err().contains("vectors of the two cannot be compared"), ran.err());
    assertTrue(ran.err().contains("--model all-MiniLM-L6-v2"), ran.err());
  }

  @Test
  void helpNamesEveryCommand() {
    String help = run("--help").out();

    for (String command :
        List.of(
            "add", "related", "recommend", "search", "show", "stats", "export", "embed", "serve")) {
      assertTrue(help.contains("\n  " + command + " "), help);
    }
  }
}
