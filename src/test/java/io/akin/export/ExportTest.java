package io.akin.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.index.PaperView.VectorConsumer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {
  @TempDir private Path folder;

  private static byte[] bytes(ExportFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Export(format, Sample.rows(), true).to(out);
    return out.toByteArray();
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalRowsGiveEqualBytes(ExportFormat format) throws IOException {
    assertArrayEquals(bytes(format), bytes(format));
  }

  @ParameterizedTest
  @EnumSource
  void aFileHoldsWhatAStreamDoes(ExportFormat format) throws IOException {
    Path file = folder.resolve(format.fileName());
    new Export(format, Sample.rows(), true).to(file, false);

    assertArrayEquals(bytes(format), Files.readAllBytes(file));
    assertEquals(List.of(format.fileName()), names());
  }

  @ParameterizedTest
  @EnumSource(names = {"NPY", "PROJECTOR"})
  void aFolderHoldsWhatAnArchiveDoes(ExportFormat format) throws IOException {
    Path target = folder.resolve("out");
    new Export(format, Sample.rows(), true).to(target, false);
    Map<String, String> archived = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(format)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        archived.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    Map<String, String> stored = new TreeMap<>();
    try (var files = Files.list(target)) {
      for (Path file : files.toList()) {
        stored.put(String.valueOf(file.getFileName()), new String(Files.readAllBytes(file), UTF_8));
      }
    }

    assertEquals(archived, stored);
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenThatIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("papers.csv"), "mine");
    Export export = new Export(ExportFormat.CSV, Sample.rows(), false);

    assertThrows(FileAlreadyExistsException.class, () -> export.to(file, false));
    assertEquals("mine", Files.readString(file));
    export.to(file, true);
    assertTrue(Files.readString(file).startsWith("id,title,"));
  }

  @Test
  void aFolderKeepsTheFilesThatAreNotOfTheFormat() throws IOException {
    Path target = Files.createDirectory(folder.resolve("out"));
    Files.writeString(target.resolve("notes.txt"), "mine");
    Files.writeString(target.resolve("ids.txt"), "old");
    new Export(ExportFormat.NPY, Sample.rows(), false).to(target, true);

    assertEquals("mine", Files.readString(target.resolve("notes.txt")));
    assertEquals(4, Files.readAllLines(target.resolve("ids.txt")).size());
    assertEquals(List.of("out"), names());
  }

  @Test
  void whatFailsLeavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("papers.parquet"), "mine");
    Rows rows = new Rows(new Failing(), Optional.empty(), Optional.empty(), _ -> Optional.empty());

    assertThrows(
        IOException.class, () -> new Export(ExportFormat.PARQUET, rows, false).to(file, true));
    assertThrows(
        IOException.class,
        () -> new Export(ExportFormat.NPY, rows, false).to(folder.resolve("new"), true));
    assertEquals("mine", Files.readString(file));
    assertEquals(List.of("papers.parquet"), names());
  }

  @Test
  void severalFilesDoNotGoUnderTheNameOfOne() {
    Export export = new Export(ExportFormat.NPY, Sample.rows(), false);

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> export.to(folder.resolve("vectors.npy"), false));
    assertTrue(String.valueOf(refused.getMessage()).contains("name a folder"));
  }

  @Test
  void papersInAnotherOrderAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PaperSource.of(Sample.PAPERS.reversed(), Sample.VECTORS));
    assertThrows(
        IllegalArgumentException.class,
        () -> PaperSource.of(Sample.PAPERS.subList(0, 2), Sample.VECTORS));
  }

  @Test
  void formatsAreKnownByTheirNames() {
    assertEquals(ExportFormat.PARQUET, ExportFormat.named("Parquet"));
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> ExportFormat.named("xlsx"));
    assertEquals(
        "there is no format 'xlsx'; there are jsonl, csv, parquet, npy, projector, html",
        unknown.getMessage());
  }

  /** Papers of which the second cannot be read. */
  private record Failing() implements PaperSource {
    private static final EmbeddingMatrix ONE =
        EmbeddingMatrix.of(List.of(Embedding.ofUnit(new float[] {1, 0})));

    @Override
    public int size() {
      return 2;
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public void scan(PaperConsumer consumer) throws IOException {
      PaperSource.of(Sample.PAPERS.subList(0, 1), ONE).scan(consumer);
      throw new IOException("the disk is gone");
    }

    @Override
    public void scanVectors(VectorConsumer consumer) throws IOException {
      PaperSource.of(Sample.PAPERS.subList(0, 1), ONE).scanVectors(consumer);
      throw new IOException("the disk is gone");
    }
  }
}
