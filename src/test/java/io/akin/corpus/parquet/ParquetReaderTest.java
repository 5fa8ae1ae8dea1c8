package io.akin.corpus.parquet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusException;
import io.akin.corpus.Damage;
import io.akin.corpus.FailingStream;
import io.akin.corpus.Head;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Author;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every reader must do, for a format that is not text; and what is this one's own. */
class ParquetReaderTest {
  private static final int MUTATIONS = 10_000;

  private final ParquetReader reader = new ParquetReader();

  /** One of the files that samples.py writes. */
  static byte[] file(String name) {
    try (InputStream in =
        Objects.requireNonNull(ParquetReaderTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<ReadResult> read(byte[] bytes) throws IOException {
    List<ReadResult> results = new ArrayList<>();
    reader.read(new ByteArrayInputStream(bytes), "sample", results::add);
    return results;
  }

  private static List<Paper> papers(List<ReadResult> results) {
    return results.stream()
        .filter(Read.class::isInstance)
        .map(result -> ((Read) result).paper())
        .toList();
  }

  private String failure(byte[] bytes) {
    CorpusException e = assertThrows(CorpusException.class, () -> read(bytes));
    return String.valueOf(e.getMessage());
  }

  @Test
  void recognisesItsOwnFormatAndNoOther() {
    assertTrue(reader.recognises(new Head("papers", file("sample.parquet"))));
    assertFalse(reader.recognises(new Head("papers.parquet", new byte[] {'P', 'A', 'R'})));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample.parquet", "sample-delta.parquet"})
  void readsTheSoundRowsAndRejectsTheBrokenOnesWhereTheyStand(String name) throws IOException {
    List<ReadResult> results = read(file(name));

    assertEquals(7, papers(results).size());
    List<Rejected> rejected =
        results.stream().filter(Rejected.class::isInstance).map(Rejected.class::cast).toList();
    assertEquals(List.of(3L, 6L, 9L), rejected.stream().map(r -> r.location().line()).toList());
    assertEquals(
        List.of("no title", "title is not UTF-8 text", "no title"),
        rejected.stream().map(Rejected::reason).toList());
    Paper paper = papers(results).get(1);
    assertEquals("arxiv:2306.00971", paper.id().text());
    assertEquals("Kinship of Texts, Part 1", paper.title());
    assertTrue(paper.abstractText().endsWith("(1)"), paper::abstractText);
    assertEquals(
        List.of("Ada Example", "Bo 1 Sample"), paper.authors().stream().map(Author::name).toList());
    assertEquals("2023-06-02", paper.published().orElseThrow().toString());
    assertEquals(OptionalInt.of(1), paper.upvotes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"daily-papers.parquet", "daily-papers-spark.parquet"})
  void flattenedDailyPapersAreRead(String name) throws IOException {
    List<Paper> papers = papers(read(file(name)));

    Paper paper = papers.getFirst();
    assertEquals("arxiv:2501.00042", paper.id().text());
    assertEquals("A Small Study of Example Papers", paper.title());
    assertTrue(paper.abstractText().startsWith("We ask how"), paper::abstractText);
    assertEquals(2, paper.authors().size());
    assertEquals("2025-01-01", paper.published().orElseThrow().toString());
    assertEquals("2025-01-02", paper.featured().orElseThrow().toString());
    assertEquals(OptionalInt.of(7), paper.upvotes());
    assertEquals(OptionalInt.of(2), paper.comments());
    assertEquals(List.of("example papers", "kin, kith"), paper.keywords());
    assertEquals(new Organisation("northlab", "North Lab"), paper.organisation().orElseThrow());
    assertEquals(2, paper.links().size());
    Paper second = papers.get(1);
    assertEquals(List.of(), second.authors());
    assertEquals(List.of(), second.links());
    assertTrue(second.featured().isEmpty() && second.organisation().isEmpty());
  }

  @Test
  void nestedDailyPapersAreRead() throws IOException {
    Paper paper = papers(read(file("nested.parquet"))).getFirst();

    assertEquals("arxiv:2501.00042", paper.id().text());
    assertEquals(
        List.of("Ada Example", "Bo Sample"), paper.authors().stream().map(Author::name).toList());
    assertEquals(List.of("example papers"), paper.keywords());
    assertEquals(new Organisation("northlab", "North Lab"), paper.organisation().orElseThrow());
    assertEquals("2025-01-01", paper.published().orElseThrow().toString());
  }

  @Test
  void filesOfDuckDbAreRead() throws IOException {
    List<Paper> papers = papers(read(file("duckdb.parquet")));

    assertEquals(3, papers.size());
    assertEquals("Kinship of Texts 1", papers.get(1).title());
    assertEquals("2023-06-01", papers.get(1).published().orElseThrow().toString());
    assertEquals(OptionalInt.of(1), papers.get(1).upvotes());
    assertEquals(2, papers.get(1).authors().size());
    assertTrue(papers.get(0).withdrawn() && !papers.get(1).withdrawn());
  }

  @Test
  void aFailureOfTheSinkPassesThroughAndEndsTheReading() {
    for (Exception failure :
        List.of(new IOException("the disk is full"), new IllegalStateException("closed"))) {
      List<ReadResult> taken = new ArrayList<>();
      Exception thrown =
          assertThrows(
              Exception.class,
              () ->
                  reader.read(
                      new ByteArrayInputStream(file("sample.parquet")),
                      "sample",
                      result -> {
                        taken.add(result);
                        if (taken.size() == 3) {
                          if (failure instanceof IOException e) {
                            throw e;
                          }
                          throw (RuntimeException) failure;
                        }
                      }));

      assertSame(failure, thrown);
      assertEquals(3, taken.size());
    }
  }

  @Test
  void aFailureOfTheStreamPassesThroughAndLeavesNoCopyBehind() throws IOException {
    IOException failure = new IOException("the disk is gone");
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(file("sample.parquet")), new FailingStream(failure));
    long before = copies();

    IOException thrown = assertThrows(IOException.class, () -> reader.read(in, "sample", _ -> {}));

    assertSame(failure, thrown);
    assertEquals(before, copies());
  }

  @Test
  void theCopyIsGoneAfterReadingAndAfterFailing() throws IOException {
    long before = copies();
    var _ = read(file("sample.parquet"));
    var _ = failure(Arrays.copyOf(file("sample.parquet"), 1_000));

    assertEquals(before, copies());
  }

  private static long copies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(path -> path.getFileName().toString().matches("akin-.*\\.parquet"))
          .count();
    }
  }

  @Test
  void theStreamIsLeftOpenForWhoeverOpenedIt() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream(file("sample.parquet")) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    reader.read(in, "sample", _ -> {});

    assertFalse(closed[0]);
  }

  @Test
  void aFileThatIsCutSaysSo() {
    byte[] file = file("sample.parquet");

    assertEquals(
        "sample cannot be read as Parquet: it does not end as it should; it may be cut."
            + " Fetch or write it anew",
        failure(Arrays.copyOf(file, file.length - 1)));
    assertEquals(
        "sample cannot be read as Parquet: it is cut. Fetch or write it anew",
        failure(Arrays.copyOf(file, 4)));
  }

  @Test
  void aPageThatDoesNotFitItsChecksumFailsTheFileAfterTheRowsBefore() throws IOException {
    byte[] file = file("sample-delta.parquet");
    int third = lastIndexOf(file, "2306.009782306.00979");
    file[third] ^= 1;
    List<ReadResult> taken = new ArrayList<>();

    CorpusException e =
        assertThrows(
            CorpusException.class,
            () -> reader.read(new ByteArrayInputStream(file), "sample", taken::add));

    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("sample cannot be read as Parquet after row 8: its column arxiv_id is"),
        e::toString);
    assertEquals(8, taken.size());
  }

  private static int lastIndexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample.parquet",
        "sample-delta.parquet",
        "daily-papers.parquet",
        "nested.parquet",
        "duckdb.parquet"
      })
  void noDamageToAFileMakesItFailOtherwiseThanAsAFile(String name) {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    Damage damage = new Damage(seed);
    byte[] file = file(name);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < MUTATIONS / 5; i++) {
            // Of what is cut or moved, little more than the end is read: most is flipped alone.
            byte[] damaged = i % 4 == 0 ? damage.to(file) : damage.flipped(file);
            String message = "file %d, tests.seed=%d".formatted(i, seed);
            assertDoesNotThrow(() -> readDamaged(damaged), message);
          }
        },
        () -> "does not end, tests.seed=" + seed);
  }

  private void readDamaged(byte[] bytes) throws IOException {
    var _ = reader.recognises(new Head("damaged", bytes));
    long[] last = new long[1];
    try {
      reader.read(
          new ByteArrayInputStream(bytes),
          "damaged",
          result -> {
            assertTrue(result.location().line() > last[0], () -> "out of order: " + result);
            last[0] = result.location().line();
          });
    } catch (CorpusException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("damaged"), e::toString);
    }
  }

  @Test
  void aSmallFileOfMillionsOfRowsIsGivenUp() {
    long[] rows = new long[1];

    CorpusException e =
        assertThrows(
            CorpusException.class,
            () ->
                reader.read(
                    new ByteArrayInputStream(file("bomb.parquet")), "bomb", _ -> rows[0]++));

    assertTrue(String.valueOf(e.getMessage()).contains("more than 250 times its size"));
    assertTrue(rows[0] < 600_000, () -> rows[0] + " rows");
  }

  @Test
  void aFooterNestedWithoutEndIsRefused() {
    byte[] footer = new byte[1_000_000];
    Arrays.fill(footer, (byte) 0x1C); // each byte opens a structure in the one before

    assertTrue(failure(withFooter(footer)).contains("nested too deep"));
  }

  @Test
  void aFooterWithAListOfMoreElementsThanBytesIsRefused() {
    // Field 2, a list of structures, two thousand million of them.
    byte[] footer = {0x29, (byte) 0xFC, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07};

    assertTrue(failure(withFooter(footer)).contains("its footer is unreadable"));
  }

  private static byte[] withFooter(byte[] footer) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'P', 'A', 'R', '1'});
    out.writeBytes(footer);
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array());
    out.writeBytes(new byte[] {'P', 'A', 'R', '1'});
    return out.toByteArray();
  }
}
