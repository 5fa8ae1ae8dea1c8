package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.index.CheckReport;
import io.akin.index.CheckReport.Fault;
import io.akin.index.IndexException;
import io.akin.index.IndexedPaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexCheckTest {
  @TempDir private Path temporary;
  private Path index;

  @BeforeEach
  void nameTheIndex() {
    index = temporary.resolve("index");
  }

  @Test
  void anIndexThatWasWrittenOverAndOverIsSound() throws IOException {
    SampleIndex.write(index, SampleIndex.papers(0, 200));
    SampleIndex.write(index, SampleIndex.papers(150, 300));
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, SampleIndex.MANIFEST)) {
      writer.remove(SampleIndex.papers(20, 60));
      writer.commit();
    }

    CheckReport report = LuceneIndex.check(index);

    assertEquals(List.of(), report.faults());
    assertTrue(report.sound());
    assertEquals(260, report.papers());
    assertTrue(report.bytes() > 0 && report.files() > 0 && report.segments() > 0);
  }

  @Test
  void anEmptyIndexIsSound() throws IOException {
    SampleIndex.write(index, List.of());

    assertEquals(List.of(), LuceneIndex.check(index).faults());
  }

  @Test
  void anIndexIsCheckedWhileItIsWritten() throws IOException {
    SampleIndex.write(index, SampleIndex.papers(0, 20));
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, SampleIndex.MANIFEST)) {
      for (IndexedPaper paper : SampleIndex.papers(20, 30)) {
        writer.replace(List.of(), paper);
      }

      assertEquals(20, LuceneIndex.check(index).papers());
      writer.commit();
      CheckReport report = LuceneIndex.check(index);
      assertEquals(List.of(), report.faults());
      assertEquals(30, report.papers());
    }
  }

  @Test
  void aByteThatChangedIsFoundInWhateverFileItIs() throws IOException {
    writeWithAFileForEachKind();
    List<Path> files = SampleIndex.files(index);
    Set<String> kinds =
        files.stream()
            .map(file -> String.valueOf(file.getFileName()).replaceAll(".*\\.", ""))
            .collect(Collectors.toSet());
    assertTrue(kinds.containsAll(Set.of("vec", "vex", "fdt", "tim", "doc", "dvd")), "" + kinds);
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      byte[] damaged = whole.clone();
      damaged[whole.length / 2] ^= 0x10;

      Files.write(file, damaged);

      assertReported(file, LuceneIndex.check(index));
      Files.write(file, whole);
    }
    assertTrue(LuceneIndex.check(index).sound());
  }

  @Test
  void everyChangedByteIsFound() throws IOException {
    writeWithAFileForEachKind();
    long seed = Long.getLong("tests.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Path> files = SampleIndex.files(index);
    for (int i = 0; i < 300; i++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] whole = Files.readAllBytes(file);
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));

      Files.write(file, damaged);

      assertFalse(
          LuceneIndex.check(index).sound(), () -> file + ", repeat with -Dtests.seed=" + seed);
      Files.write(file, whole);
    }
  }

  /** Lucene takes a changed number at the beginning for another version's and not for damage. */
  @Test
  void aChangedVersionIsFound() throws IOException {
    writeWithAFileForEachKind();
    for (Path file : SampleIndex.files(index)) {
      byte[] whole = Files.readAllBytes(file);
      byte[] damaged = whole.clone();
      damaged[0] ^= 0x10;

      Files.write(file, damaged);

      assertFalse(LuceneIndex.check(index).sound(), file::toString);
      Files.write(file, whole);
    }
  }

  @Test
  void aFileThatWasCutIsFound() throws IOException {
    writeWithAFileForEachKind();
    for (Path file : SampleIndex.files(index)) {
      byte[] whole = Files.readAllBytes(file);
      for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
        Files.write(file, Arrays.copyOf(whole, length));

        assertReported(file, LuceneIndex.check(index));
      }
      Files.write(file, whole);
    }
  }

  @Test
  void aFileThatIsGoneIsNamed() throws IOException {
    writeWithAFileForEachKind();
    for (Path file : SampleIndex.files(index)) {
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);

      CheckReport report = LuceneIndex.check(index);

      assertFalse(report.sound(), "lost " + file);
      if (!String.valueOf(file.getFileName()).startsWith("segments_")) {
        assertReported(file, report);
      }
      Files.write(file, whole);
    }
  }

  @Test
  void whatIsWrongWithAPaperIsSaidOfThatPaper() throws IOException {
    List<Document> documents = new ArrayList<>();
    documents.add(PaperDocument.of(SampleIndex.paper(0)));
    documents.add(without(PaperDocument.of(SampleIndex.paper(1)), "contentHash"));
    documents.add(without(PaperDocument.of(SampleIndex.paper(2)), PaperDocument.EMBEDDING));
    documents.add(
        with(
            without(PaperDocument.of(SampleIndex.paper(3)), PaperDocument.EMBEDDING),
            new KnnFloatVectorField(
                PaperDocument.EMBEDDING, new float[32], VectorSimilarityFunction.DOT_PRODUCT)));
    documents.add(
        with(
            without(PaperDocument.of(SampleIndex.paper(4)), PaperDocument.KEY),
            new StringField(
                PaperDocument.KEY, PaperDocument.key(SampleIndex.paper(9).paper()), Store.NO)));
    documents.add(
        with(
            PaperDocument.of(SampleIndex.paper(5)),
            new StringField(PaperDocument.IDS, "doi:10.1000/other", Store.NO)));
    documents.add(PaperDocument.of(SampleIndex.paper(6)));
    documents.add(PaperDocument.of(SampleIndex.paper(6)));
    documents.add(
        with(
            without(PaperDocument.of(SampleIndex.paper(7)), PaperDocument.ID),
            new SortedDocValuesField(PaperDocument.ID, new BytesRef("arxiv:2101.00008"))));
    documents.add(without(PaperDocument.of(SampleIndex.paper(8)), PaperDocument.TITLE));
    documents.add(without(PaperDocument.of(SampleIndex.paper(10)), PaperDocument.LENGTH));
    documents.add(
        with(
            without(PaperDocument.of(SampleIndex.paper(11)), PaperDocument.TITLE_ID),
            new SortedDocValuesField(PaperDocument.TITLE_ID, new BytesRef("0123456789abcdef"))));
    documents.add(
        with(
            without(PaperDocument.of(SampleIndex.paper(12)), PaperDocument.ID_ORDER),
            new SortedDocValuesField(
                PaperDocument.ID_ORDER, PaperDocument.order(SampleIndex.paper(13).paper().id()))));
    SampleIndex.writeDocuments(index, SampleIndex.MANIFEST, documents);

    CheckReport report = LuceneIndex.check(index);

    Map<String, String> faults = new HashMap<>();
    for (Fault fault : report.faults()) {
      faults.merge(fault.where(), fault.what(), (one, other) -> one + "; " + other);
    }
    assertEquals(13, report.papers());
    assertEquals("a document of the index has no field contentHash", faults.get(id(1)));
    assertEquals("it has no vector", faults.get(id(2)));
    assertTrue(String.valueOf(faults.get(id(3))).contains("length 0.0"), "" + faults);
    assertEquals("it is not found by the key of its identifiers", faults.get(id(4)));
    assertEquals("it is not found by exactly its identifiers", faults.get(id(5)));
    assertEquals("the index has it twice", faults.get(id(6)));
    assertEquals("it is sorted by another identifier than its own", faults.get(id(7)));
    assertTrue(faults.containsValue("a document of the index has no field title"), "" + faults);
    assertEquals("it has another number of words than its text", faults.get(id(10)));
    assertEquals("it has the hash of another title", faults.get(id(11)));
    assertEquals("it is sorted by another identifier than its own", faults.get(id(12)));
    assertEquals(11, faults.size(), "" + faults);
  }

  @Test
  void vectorsOfAnotherDimensionThanTheManifestsAreFound() throws IOException {
    IndexedPaper paper = SampleIndex.paper(0);
    Embedding tiny = Embedding.ofUnit(new float[] {0.6f, 0.8f});
    SampleIndex.writeDocuments(
        index,
        SampleIndex.MANIFEST,
        List.of(PaperDocument.of(new IndexedPaper(paper.paper(), tiny, paper.contentHash()))));

    assertEquals(
        List.of(new Fault(id(0), "its vector has 2 components")),
        LuceneIndex.check(index).faults());
  }

  @Test
  void moreFaultsThanAreListedAreCounted() throws IOException {
    List<Document> documents = new ArrayList<>();
    for (IndexedPaper paper : SampleIndex.papers(0, 150)) {
      documents.add(without(PaperDocument.of(paper), "contentHash"));
    }
    SampleIndex.writeDocuments(index, SampleIndex.MANIFEST, documents);

    CheckReport report = LuceneIndex.check(index);

    assertEquals(150, report.faultCount());
    assertEquals(100, report.faults().size());
  }

  @Test
  void aFolderWithoutAnIndexIsNoFaultOfAnIndex() {
    var missing = assertThrows(IndexException.class, () -> LuceneIndex.check(index));

    assertTrue(missing.toString().contains("there is no index at"), missing.toString());
  }

  private void writeWithAFileForEachKind() throws IOException {
    SampleIndex.writeDocuments(
        index,
        SampleIndex.MANIFEST,
        SampleIndex.papers(0, 300).stream().map(PaperDocument::of).toList());
    assertTrue(LuceneIndex.check(index).sound());
  }

  private static void assertReported(Path file, CheckReport report) {
    assertFalse(report.sound(), "damaged " + file);
    String name = String.valueOf(file.getFileName());
    assertTrue(
        report.faults().stream().anyMatch(fault -> fault.toString().contains(name)),
        () -> "damaged " + name + " but found " + report.faults());
  }

  private static String id(int number) {
    return "arxiv:2101.%05d".formatted(number);
  }

  private static Document without(Document document, String field) {
    document.removeFields(field);
    return document;
  }

  private static Document with(Document document, IndexableField field) {
    document.add(field);
    return document;
  }
}
