package io.akin.eval;

import static io.akin.eval.EvalReportTest.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedTest {
  @TempDir Path folder;

  private static final Expected EXPECTED =
      new Expected(new BigDecimal("0.0020"))
          .updatedWith(
              report(row("kites", "dense", "map", 0.5), row("boats", "dense", "map", 0.25)));

  private static EvalReport report(EvalReport.Row... rows) {
    return new EvalReport(Map.of(), List.of(rows));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0", "0.502, 0", "0.498, 0", "0.50204, 0", "0.5021, 1", "0.4979, 1"})
  void aFigureMayBeAsFarAwayAsTheToleranceSays(double measured, int deviations) {
    assertEquals(
        deviations,
        EXPECTED.compare(report(row("kites", "dense", "map", measured))).deviations().size());
  }

  @Test
  void aDeviationSaysWhatWasMeasuredAndExpected() {
    var verdict = EXPECTED.compare(report(row("kites", "dense", "map", 0.6)));

    assertEquals(
        "[kites / dense / tiny / map: 0.6000, expected 0.5000]", verdict.deviations().toString());
  }

  @Test
  void whatIsNotExpectedYetIsNewAndWhatWasNotMeasuredIsNotJudged() {
    var verdict = EXPECTED.compare(report(row("kites", "fused", "map", 0.6)));

    assertEquals(List.of(), verdict.deviations());
    assertEquals("[kites / fused / tiny / map]", verdict.added().toString());
  }

  @Test
  void anUpdateIsADifferenceOfALine() throws IOException {
    Path file = folder.resolve("expected.json");
    EXPECTED.writeTo(file);
    Expected read = Expected.readFrom(file);
    assertEquals(EXPECTED, read);

    read.updatedWith(report(row("kites", "dense", "map", 0.61))).writeTo(file);

    assertEquals(
        """
        {
          "tolerance": 0.0020,
          "figures": [
            {"benchmark":"boats","configuration":"dense","model":"tiny","metric":"map","value":0.2500},
            {"benchmark":"kites","configuration":"dense","model":"tiny","metric":"map","value":0.6100}
          ]
        }
        """,
        Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"tolerance": 0.1, | expected.json:1: is not JSON
          {"figures": []} | expected.json: has no number from 0 for tolerance
          {"tolerance": -1} | expected.json: has no number from 0 for tolerance
          {"tolerance": 0, "figures": [{"benchmark": "x"}]} | has no text for configuration
          """)
  void aFileThatIsNotOneIsNamed(String content, String complaint) throws IOException {
    Path file = folder.resolve("expected.json");
    Files.writeString(file, content);

    var refused = assertThrows(IOException.class, () -> Expected.readFrom(file));

    assertTrue(
        String.valueOf(refused.getMessage()).contains(complaint),
        String.valueOf(refused.getMessage()));
  }

  @Test
  void aMissingFileIsNamed() {
    var refused =
        assertThrows(IOException.class, () -> Expected.readFrom(folder.resolve("none.json")));

    assertTrue(String.valueOf(refused.getMessage()).contains("none.json: there is no such file"));
  }
}
