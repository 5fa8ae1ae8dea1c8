package io.akin.cli;

import static io.akin.harvest.PaperServer.ok;
import static io.akin.harvest.PaperServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.harvest.PaperServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a server to the index, with the default model. */
class HarvestCommandTest {
  private static final String PAGE =
      """
      <OAI-PMH><responseDate>2026-01-05T02:33:27Z</responseDate><ListRecords>
      <record><header/><metadata><arXivRaw>
        <id>2306.00978</id><title>Small Weights</title><authors>Ada Moor</authors>
        <abstract>We compress language models.</abstract>
      </arXivRaw></metadata></record>
      <record><header/><metadata><arXivRaw><id>2306.00979</id></arXivRaw></metadata></record>
      </ListRecords></OAI-PMH>
      """;

  @TempDir private Path folder;
  private PaperServer server;

  /** What a command did. */
  private record Ran(int exitCode, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    server = new PaperServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ran run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("--index", folder.resolve("index").toString()));
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

  private Ran harvest(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("harvest", "arxiv", "--category", "cs.CL", "--url", server.url("/oai")));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void harvestedPapersAreInTheIndexAndTheNextHarvestGoesOn() throws IOException {
    server.answers(ok(PAGE));

    Ran ran = harvest("--since", "2026-01-01", "--json");

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    JsonNode report = new ObjectMapper().readTree(ran.out());
    assertEquals(1, report.get("added").intValue());
    assertEquals(1, report.get("rejected").intValue());
    assertEquals(2, report.get("records").intValue());
    assertEquals("2026-01-05", report.get("until").textValue());
    assertTrue(ran.err().contains("rejected cs.CL, page 1:6: no title"), ran.err());
    assertTrue(Files.exists(folder.resolve("index/harvest/arxiv-cs.CL.json")));
    assertTrue(run("show", "2306.00978").out().contains("Small Weights"));

    Ran again = harvest();

    assertEquals(ExitCode.DONE, again.exitCode(), again.err());
    assertEquals("2026-01-05", server.requests().getLast().get("from"));
    assertTrue(again.err().contains("2 records on 1 pages"), again.err());
    assertTrue(again.out().contains("1 unchanged"), again.out());
  }

  @Test
  void aServerThatRefusesIsAnErrorInWords() {
    server.answers(status(403, "no robots"));

    Ran ran = harvest("--since", "2026-01-01");

    assertEquals(ExitCode.FAILED, ran.exitCode());
    assertTrue(ran.err().contains("refuses /oai: HTTP 403: no robots"), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void dailyPapersAreFetchedDayByDay() {
    server.answers(ok("[]"));

    Ran ran =
        run(
            "harvest",
            "daily",
            "--since",
            "2026-01-01",
            "--until",
            "2026-01-01",
            "--url",
            server.url("/"));

    assertEquals(ExitCode.DONE, ran.exitCode(), ran.err());
    assertEquals("2026-01-01", server.requests().getFirst().get("date"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harvest",
        "harvest elsewhere",
        "harvest arxiv --since 2026-01-01",
        "harvest arxiv --category biology",
        "harvest arxiv --category cs.CL --since yesterday",
        "harvest arxiv --category cs.CL --url ftp://example.org",
        "harvest daily --until 2026-13-01"
      })
  void aWrongCommandLineIsExplainedInOneLine(String line) {
    Ran ran = run(line.split(" ", -1));

    assertEquals(ExitCode.USAGE, ran.exitCode(), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertFalse(Files.exists(folder.resolve("index")));
  }
}
