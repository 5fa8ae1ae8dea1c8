package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.index.IndexException;
import io.akin.index.RecallReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecallFileTest {
  @TempDir private Path path;

  @Test
  void whatWasMeasuredIsReadBack() throws IOException {
    IndexFolder folder = new IndexFolder(path);
    RecallReport report = new RecallReport(0.9875, 200, 123_456, 0.075, OptionalDouble.of(0.985));
    RecallFile.write(folder, "7", measured(0.5));

    RecallFile.write(folder, "7", report);

    assertEquals(Optional.of(report), RecallFile.read(folder, "7"));
  }

  @Test
  void noRegionWritesItsOwnDigits() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      RecallFile.write(new IndexFolder(path), "7", measured(0.5));
    } finally {
      Locale.setDefault(before);
    }

    assertEquals("7 0.500000 200 123 0.080 -", Files.readString(path.resolve("RECALL")).strip());
  }

  @Test
  void whatWasMeasuredOfAnotherGenerationDoesNotCount() throws IOException {
    IndexFolder folder = new IndexFolder(path);
    RecallFile.write(folder, "7", measured(0.9));

    assertEquals(Optional.empty(), RecallFile.read(folder, "8"));
  }

  @Test
  void eachGenerationKeepsItsFigureAsLongAsItIsThere() throws IOException {
    IndexFolder folder = new IndexFolder(path);
    Files.createDirectories(path.resolve("7"));
    RecallFile.write(folder, "6", measured(0.6));
    RecallFile.write(folder, "7", measured(0.7));

    RecallFile.write(folder, "8", measured(0.8));

    assertEquals(Optional.empty(), RecallFile.read(folder, "6"));
    assertEquals(Optional.of(measured(0.7)), RecallFile.read(folder, "7"));
    assertEquals(Optional.of(measured(0.8)), RecallFile.read(folder, "8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7 0.900000 200 5000", "7 0.990000 200 5000 80 0.990000"})
  void whatAnOlderVersionMeasuredSaysNothingOfTheseSearches(String older) throws IOException {
    Files.writeString(path.resolve("RECALL"), older + "\n8 0.800000 200 123 0.080 -\n");

    assertEquals(Optional.empty(), RecallFile.read(new IndexFolder(path), "7"));
    assertEquals(Optional.of(measured(0.8)), RecallFile.read(new IndexFolder(path), "8"));
  }

  @Test
  void aDamagedFileIsWrittenAnew() throws IOException {
    Files.writeString(path.resolve("RECALL"), "\0\0");

    RecallFile.write(new IndexFolder(path), "7", measured(0.5));

    assertEquals(Optional.of(measured(0.5)), RecallFile.read(new IndexFolder(path), "7"));
  }

  @Test
  void nothingIsKnownBeforeItIsMeasured() throws IOException {
    assertEquals(Optional.empty(), RecallFile.read(new IndexFolder(path), "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\0\0",
        "7",
        "7 0.900000 200",
        "7 0.900000 200 5000 1",
        "7 0.900000 200 5000 0.080",
        "7 0.900000 200 5000 80 2",
        "7 0.900000 200 5000 0.080 2",
        "7 0.900000 200 5000 1.080 -",
        "7 0.900000 200 5000 0.080 0.990000\n7",
        "7 much 200 5000",
        "7 0.900000 x 5000",
        "7 NaN 200 5000",
        "7 1.500000 200 5000",
        "7 -0.100000 200 5000",
        "7 0.900000 -1 5000",
        "7 0.900000 200 -1",
        "7  0.900000 200 5000"
      })
  void aDamagedFileIsAnErrorThatSaysWhatToDo(String damaged) throws IOException {
    Path file = path.resolve("RECALL");
    Files.writeString(file, damaged);

    assertDamaged(file);
  }

  @Test
  void bytesThatAreNoTextAreDamage() throws IOException {
    Path file = path.resolve("RECALL");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 7});

    assertDamaged(file);
  }

  private static RecallReport measured(double recall) {
    return new RecallReport(recall, 200, 123, 0.08, OptionalDouble.empty());
  }

  private void assertDamaged(Path file) {
    var refused =
        assertThrows(IndexException.class, () -> RecallFile.read(new IndexFolder(path), "7"));
    assertEquals(
        file + " cannot be understood; measure again with: akin check --recall",
        refused.getMessage());
  }

  @Test
  void aSmallIndexFindsAllSinceItComparesWithAll() throws IOException {
    SampleIndex.write(path.resolve("index"), SampleIndex.papers(0, 20));

    assertEquals(Crossover.exact(20), LuceneRecall.measure(path.resolve("index"), 10));
  }

  @Test
  void aLargeIndexIsMeasuredByItsPapersAndRemembersIt() throws IOException {
    Path index = path.resolve("index");
    SampleIndex.write(index, SampleIndex.papers(0, 5_000));
    try (LuceneIndex open = LuceneIndex.open(index)) {
      assertEquals(OptionalDouble.empty(), open.recall());

      RecallReport report = LuceneRecall.measure(index, 20);

      assertEquals(20, report.queries());
      assertEquals(5_000, report.papers());
      // the papers are nearly equal, so that quantized vectors tell few of them apart
      assertTrue(report.recall() > 0.4 && report.recall() <= 1, report.toString());
      assertEquals(OptionalDouble.of(report.recall()), open.recall());
    }
    try (LuceneIndex again = LuceneIndex.open(index)) {
      assertTrue(again.recall().isPresent());
    }
  }

  @Test
  void noRecallIsMeasuredOfNoIndex() {
    assertThrows(IndexException.class, () -> LuceneRecall.measure(path.resolve("none"), 10));
  }
}
