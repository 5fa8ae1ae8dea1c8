package io.akin.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.paper.Paper;
import io.akin.paper.json.PaperJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB and readers of JSON make of tables and lines. */
class TextFormatsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CSV =
      "read_csv(FILE, header = true, all_varchar = true, delim = ',', quote = '\"')";

  @TempDir private Path folder;

  private Path write(ExportFormat format, Rows rows, boolean vectors) throws Exception {
    Path target = folder.resolve(format.isFolder() ? "folder" : format.fileName());
    new Export(format, rows, vectors).to(target, true);
    return target;
  }

  @Test
  void anotherReaderReadsTheCsv() throws Exception {
    Path file = write(ExportFormat.CSV, Sample.rows(), false);

    try (Duck duck = new Duck()) {
      assertEquals(
          List.of(
              List.of(
                  "Kites, \"strings\"; and wind",
                  "Ada Lovelace; Brook Taylor",
                  "1.5",
                  "1",
                  "<b>kites</b> in the air",
                  "kites"),
              List.of("Bread and dough", "null", "-2.0", "-1", "null", "null"),
              List.of("凧の研究 🪁", "null", "0.25", "0", "kites", "kites"),
              List.of("'" + Sample.PAPERS.get(3).title(), "null", "null", "null", "null", "null")),
          duck.rows("SELECT title, authors, x, cluster, label, topic_0 FROM " + CSV, file));
    }
  }

  @Test
  void numbersBelowZeroAreNotTakenForFormulas() throws Exception {
    String csv = Files.readString(write(ExportFormat.CSV, Sample.rows(), false), UTF_8);

    assertEquals(1, csv.lines().filter(line -> line.contains(",-2.0,")).count());
    assertEquals(1, csv.lines().filter(line -> line.contains(",\"'=cmd|")).count());
  }

  @Test
  void aTableHasVectorsOnlyWhenTheyAreWanted() throws Exception {
    String without = Files.readString(write(ExportFormat.CSV, Sample.rows(), false), UTF_8);
    Path with = write(ExportFormat.CSV, Sample.rows(), true);

    assertFalse(without.lines().findFirst().orElseThrow().contains("vector"));
    try (Duck duck = new Duck()) {
      assertEquals(
          List.of("[1.0, 0.0, 0.0]"),
          duck.column("SELECT vector::FLOAT[] FROM %s LIMIT 1".formatted(CSV), with));
    }
  }

  @Test
  void linesAreReadBackAsTheSamePapers() throws Exception {
    Path file = write(ExportFormat.JSONL, Sample.rows(), true);

    List<Paper> papers = new ArrayList<>();
    for (String line : Files.readAllLines(file, UTF_8)) {
      papers.add(PaperJson.read(JSON.readTree(line)));
    }
    assertEquals(Sample.PAPERS, papers);
  }

  @Test
  void linesTellWhatTheAtlasSaysUnderOneKey() throws Exception {
    List<String> lines = Files.readAllLines(write(ExportFormat.JSONL, Sample.rows(), false), UTF_8);

    assertEquals(
        JSON.readTree(
            """
            {"x": 1.5, "y": -0.5, "cluster": 1, "label": "<b>kites</b> in the air",
             "membership": 0.75, "topics": ["kites", "<b>kites</b> in the air"],
             "neighbors": {"ids": [1], "distances": [0.39999998]}}
            """),
        JSON.readTree(lines.getFirst()).get("atlas"));
    assertEquals(-1, JSON.readTree(lines.get(1)).at("/atlas/cluster").intValue());
    assertFalse(JSON.readTree(lines.get(3)).has("atlas"));
  }

  @Test
  void theProjectorGetsALineAPaperInEachFile() throws Exception {
    Path target = write(ExportFormat.PROJECTOR, Sample.rows(), false);

    List<String> metadata = Files.readAllLines(target.resolve("metadata.tsv"), UTF_8);
    assertEquals(
        List.of("1.0\t0.0\t0.0", "0.6\t0.8\t0.0", "0.0\t0.6\t-0.8", "0.0\t0.0\t-1.0"),
        Files.readAllLines(target.resolve("tensors.tsv"), UTF_8));
    assertEquals(5, metadata.size());
    assertEquals(
        List.of("id", "title", "authors"),
        List.of(metadata.getFirst().split("\t", -1)).subList(0, 3));
    for (String line : metadata) {
      assertEquals(metadata.getFirst().split("\t", -1).length, line.split("\t", -1).length, line);
    }
    JsonNode config =
        JSON.readTree(target.resolve("projector_config.json").toFile()).at("/embeddings/0");
    assertEquals(JSON.readTree("[4, 3]"), config.get("tensorShape"));
    assertEquals("tensors.tsv", config.get("tensorPath").textValue());
    assertEquals("metadata.tsv", config.get("metadataPath").textValue());
  }
}
