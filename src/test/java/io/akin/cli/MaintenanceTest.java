package io.akin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.encoder.HashingEncoder;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that look after an index; its model is not among the models, and none is loaded. */
class MaintenanceTest {
  private static final HashingEncoder ENCODER = new HashingEncoder("toy", 32);

  @TempDir private Path temporary;
  private Path index;

  /** What a command did. */
  private record Ran(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      assertEquals(1, out.lines().count(), out);
      return new ObjectMapper().readTree(out);
    }
  }

  @BeforeEach
  void writeFourPapers() throws IOException {
    index = temporary.resolve("index");
    try (LuceneIndexWriter writer = open()) {
      add(writer, "Kites in a steady wind", new ArxivId("2101.00001"));
      add(writer, "Knots and their tables", new ArxivId("hep-th/9901001"));
      add(writer, "Waves near harbours", new ArxivId("2101.00003"), new Doi("10.1000/talk"));
      add(writer, "Waves near harbours", new ArxivId("2101.00003"), new Doi("10.1000/article"));
      writer.commit();
    }
  }

  private LuceneIndexWriter open() throws IOException {
    return LuceneIndexWriter.open(
        index, new IndexManifest(ENCODER.space(), "title. abstract", HnswOptions.DEFAULT));
  }

  private static void add(LuceneIndexWriter writer, String title, PaperId... ids)
      throws IOException {
    Paper paper = Paper.titled(title).ids(List.of(ids)).build();
    writer.replace(
        List.of(), new IndexedPaper(paper, ENCODER.encode(List.of(title)).getFirst(), "hash"));
  }

  private Ran run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("--index", index.toString()));
    all.addAll(List.of(arguments));
    int exitCode;
    try (var outStream = new PrintStream(out, false, UTF_8);
        var errStream = new PrintStream(err, false, UTF_8)) {
      Console console =
          new Console(new ByteArrayInputStream(new byte[0]), outStream, errStream, false);
      exitCode = Main.commandLine(console).execute(all.toArray(String[]::new));
    }
    return new Ran(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  private int papers() throws IOException {
    return run("stats", "--json").json().get("papers").intValue();
  }

  @Test
  void papersAreRemovedByIdentifierAndByTitle() throws IOException {
    Ran ran = run("remove", "arXiv:2101.00001v2", "KNOTS and their tables", "2101.00001", "--json");

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertEquals(
        "{\"removed\":[{\"id\":\"arxiv:2101.00001\",\"title\":\"Kites in a steady wind\"},"
            + "{\"id\":\"arxiv:hep-th/9901001\",\"title\":\"Knots and their tables\"}]}",
        ran.out().strip());
    assertEquals(2, papers());
    assertEquals(ExitCode.FAILED, run("show", "2101.00001").exitCode());
  }

  @Test
  void nothingIsRemovedWhenAPaperIsUnknown() throws IOException {
    Ran ran = run("remove", "2101.00001", "Kites in steady winds");

    assertEquals(ExitCode.FAILED, ran.exitCode());
    assertTrue(ran.err().contains("no paper is known by 'Kites in steady winds'"), ran.err());
    assertTrue(ran.err().contains("Kites in a steady wind  [arxiv:2101.00001]"), ran.err());
    assertTrue(ran.err().contains("Nothing was removed."), ran.err());
    assertEquals("", ran.out());
    assertEquals(4, papers());
  }

  @Test
  void anIdentifierOfSeveralPapersIsAskedToBeMoreExact() throws IOException {
    Ran ran = run("remove", "2101.00003");

    assertEquals(ExitCode.FAILED, ran.exitCode());
    assertTrue(ran.err().contains("2 papers are known by '2101.00003'"), ran.err());
    assertTrue(ran.err().contains("doi:10.1000/talk"), ran.err());
    assertEquals(4, papers());

    assertEquals(ExitCode.DONE, run("remove", "10.1000/talk").exitCode());
    assertEquals(3, papers());
    assertEquals(ExitCode.DONE, run("show", "10.1000/article").exitCode());
  }

  @Test
  void aSecondWriterIsToldWhichCommandWrites() throws IOException {
    try (LuceneIndexWriter _ = open()) {
      Ran ran = run("remove", "2101.00001");

      assertEquals(ExitCode.FAILED, ran.exitCode());
      assertTrue(ran.err().contains("is being written by process "), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
    }
  }

  @Test
  void papersArePutIntoTopicsByTheirVectors() throws IOException {
    JsonNode made = run("cluster", "--clusters", "2", "--json").json();

    assertEquals(4, made.get("papers").intValue());
    assertEquals(2, made.get("topics").size());
    assertTrue(Files.exists(index.resolve("atlas.json")));
    assertEquals(made, run("cluster", "--clusters", "2", "--threads", "3", "--json").json());
    assertEquals(
        made.get("topics").path(0).path("name"),
        run("cluster", "--update", "--json").json().get("topics").path(0).path("name"));
    assertTrue(run("export", "--format", "csv").out().contains("membership"));
  }

  @Test
  void aClusteringOfSomePapersLeavesThatOfTheIndexAlone() throws IOException {
    Path file = temporary.resolve("some.json");

    Ran ran = run("cluster", "--exclude", "2101.00003", "--output", file.toString());

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains("digest "), ran.err());
    Ran again = run("cluster", "--output", file.toString());
    assertEquals(ExitCode.FAILED, again.exitCode());
    assertTrue(again.err().contains("is there already; --replace replaces it"), again.err());
    assertFalse(Files.exists(index.resolve("atlas.json")));
    assertEquals(
        3,
        run("export", "--format", "csv", "--atlas", file.toString())
            .out()
            .lines()
            .filter(line -> line.contains("0.") || line.contains("membership"))
            .count());
  }

  @Test
  void mistakesOfClusteringAreTold() throws IOException {
    assertEquals(ExitCode.USAGE, run("cluster", "--method", "dbscan").exitCode());
    Ran mixed = run("cluster", "--method", "hdbscan", "--clusters", "3");
    assertEquals(ExitCode.USAGE, mixed.exitCode());
    assertTrue(mixed.err().contains("--clusters belongs to --method kmeans"), mixed.err());
    assertEquals(ExitCode.USAGE, run("cluster", "--threads", "0").exitCode());
    assertEquals(ExitCode.USAGE, run("cluster", "--k", "3").exitCode());
    assertEquals(ExitCode.USAGE, run("cluster", "--update", "--clusters", "3").exitCode());
    assertEquals(
        ExitCode.USAGE,
        run("export", "--output", temporary.resolve("a.xls").toString()).exitCode());
    Ran update = run("cluster", "--update");
    assertEquals(ExitCode.FAILED, update.exitCode());
    assertTrue(update.err().contains("leave out --update"), update.err());
    assertEquals(ExitCode.FAILED, run("cluster", "--author", "Nobody").exitCode());
  }

  @Test
  void aSoundIndexPassesItsCheck() throws IOException {
    Ran ran = run("check");
    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertTrue(ran.out().startsWith("papers 4, segments "), ran.out());
    assertTrue(ran.out().strip().endsWith(": no fault found"), ran.out());

    JsonNode json = run("check", "--json").json();
    assertTrue(json.get("sound").booleanValue());
    assertEquals(4, json.get("papers").intValue());
    assertEquals(0, json.get("faults").size());
  }

  @Test
  void aDamagedIndexFailsItsCheckWithTheNextStep() throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(index.resolve("1"))) {
      file = files.filter(path -> path.toString().endsWith(".cfs")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    Ran ran = run("check");
    assertEquals(ExitCode.FAILED, ran.exitCode());
    assertTrue(ran.out().contains("1/" + file.getFileName()), ran.out());
    assertTrue(ran.err().contains("restore --replace DIR"), ran.err());

    JsonNode json = run("check", "--json").json();
    assertFalse(json.get("sound").booleanValue());
    assertEquals("1/" + file.getFileName(), json.get("faults").get(0).get("where").textValue());
  }

  @Test
  void aBackupBringsBackWhatWasRemoved() throws IOException {
    String backup = temporary.resolve("backup").toString();
    assertEquals(4, run("backup", backup, "--json").json().get("papers").intValue());
    assertEquals(ExitCode.DONE, run("remove", "2101.00001").exitCode());

    Ran refused = run("restore", backup);
    assertEquals(ExitCode.FAILED, refused.exitCode());
    assertTrue(refused.err().contains("holds papers already, 3 of them"), refused.err());

    Ran ran = run("restore", backup, "--replace");
    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertTrue(ran.out().startsWith("copied 4 papers ("), ran.out());
    assertEquals(4, papers());
  }

  @Test
  void anIndexIsRebuiltWithAnotherModelAndGoneBackFrom() throws IOException {
    Ran rebuilt = run("--model", "all-MiniLM-L6-v2", "rebuild", "--m", "8", "--json");
    assertEquals(ExitCode.DONE, rebuilt.exitCode(), rebuilt.err());
    assertEquals(
        "{\"generation\":\"2\",\"papers\":4,\"encoded\":4,\"model\":\"all-MiniLM-L6-v2\","
            + "\"dimension\":384}",
        rebuilt.out().strip());
    JsonNode stats = run("stats", "--json").json();
    assertEquals("all-MiniLM-L6-v2", stats.get("model").textValue());
    assertEquals("1", stats.get("previous_generation").textValue());
    assertEquals(8, stats.get("hnsw").get("m").intValue());
    assertEquals(ExitCode.DONE, run("search", "wind").exitCode());
    assertEquals(ExitCode.DONE, run("remove", "2101.00001").exitCode());

    Ran refused = run("rollback");
    assertEquals(ExitCode.FAILED, refused.exitCode());
    assertTrue(
        refused.err().contains("0 would be lost, 1 would come back and 0 would be"), refused.err());
    assertEquals(3, papers());

    Ran back = run("rollback", "--force");
    assertEquals(ExitCode.DONE, back.exitCode(), back.err());
    assertTrue(back.out().startsWith("live again: generation 1, 4 papers, toy@"), back.out());
    assertEquals(4, papers());
    assertTrue(run("rollback", "--force", "--json").json().get("done").booleanValue());
    assertEquals(3, papers());
    assertEquals("the generation before is deleted", run("rollback", "--forget").out().strip());
    assertEquals(ExitCode.FAILED, run("rollback").exitCode());
  }

  @Test
  void aGraphThatCannotBeBuiltIsAMistakeOfTheCommandLine() {
    Ran ran = run("rebuild", "--m", "1");

    assertEquals(ExitCode.USAGE, ran.exitCode());
    assertTrue(ran.err().contains("2 <= m <= 512"), ran.err());
  }

  @Test
  void aModelThatIsNotThereLeavesTheIndexAsItWas() throws IOException {
    Ran ran = run("rebuild"); // the hashes of these papers are not those of their texts

    assertEquals(ExitCode.CONFIGURATION, ran.exitCode());
    assertTrue(ran.err().contains("there is no model toy"), ran.err());
    assertEquals("1", run("stats", "--json").json().get("generation").textValue());
  }

  @Test
  void statsSayHowTheIndexIsSearchedAndHowItLiesOnDisk() throws IOException {
    assertEquals(ExitCode.DONE, run("remove", "2101.00001").exitCode());
    Ran compacted = run("compact", "--json");
    assertEquals(1, compacted.json().get("segments").intValue());

    Ran ran = run("stats");

    assertTrue(ran.out().contains("search   exact scan"), ran.out());
    assertTrue(ran.out().contains("disk     generation 1: segments 1, bytes "), ran.out());
    assertTrue(ran.out().contains("SIMD     on"), ran.out());
  }

  @Test
  void aSmallIndexNeedsNoTuning() throws IOException {
    assertEquals(1, run("tune", "--json").json().get("at_10").intValue());
    assertEquals(ExitCode.USAGE, run("tune", "--target", "1.5").exitCode());
    assertTrue(run("check", "--recall").out().contains("searches compare with every paper"));
  }

  @Test
  void anIndexThatIsNotThereIsSaid() {
    index = temporary.resolve("none");
    for (String[] command :
        List.of(
            new String[] {"remove", "x"},
            new String[] {"check"},
            new String[] {"stats"},
            new String[] {"tune"},
            new String[] {"compact"},
            new String[] {"rebuild"},
            new String[] {"rollback"},
            new String[] {"rollback", "--forget"},
            new String[] {"backup", temporary.resolve("b").toString()})) {
      Ran ran = run(command);

      assertEquals(ExitCode.FAILED, ran.exitCode());
      assertTrue(ran.err().contains("there is no index at"), ran.err());
      assertFalse(Files.exists(index));
    }
  }
}
