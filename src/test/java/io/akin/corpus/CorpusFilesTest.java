package io.akin.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.ReadResult.Skipped;
import io.akin.corpus.json.JsonReader;
import io.akin.corpus.listing.ListingReader;
import io.akin.paper.Paper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusFilesTest {
  private static final List<CorpusReader> READERS = List.of(new JsonReader(), new ListingReader());
  private static final String PAGE =
      """
      byOak and the research community

      May 28

      A study of kinship

      We study kinship.
      """;

  @TempDir Path folder;

  @Test
  void theReaderIsFoundByTheContentNotByTheName() throws IOException {
    Path lines = file("lines.txt", "{\"title\": \"Kin\"}\n".getBytes(UTF_8));
    Path page = file("page.jsonl", PAGE.getBytes(UTF_8));

    assertEquals(List.of("Kin"), titles(lines));
    assertEquals(List.of("A study of kinship"), titles(page));
  }

  @Test
  void aRecordThatQuotesAnotherFormatDoesNotMislead() throws IOException {
    Path lines =
        file(
            "lines",
            "{\"title\": \"Kin\", \"abstract\": \"Oak and the research community\"}"
                .getBytes(UTF_8));

    assertEquals(List.of("Kin"), titles(lines));
  }

  @Test
  void aByteOrderMarkAndBlankLinesBeforeTheFirstRecordDoNotCount() throws IOException {
    Path lines = file("lines", "\uFEFF\n \n{\"title\": \"Kin\"}".getBytes(UTF_8));

    assertEquals(List.of("Kin"), titles(lines));
  }

  @Test
  void everyRecordOfAFileLongerThanItsExaminedHeadIsRead() throws IOException {
    String record = "{\"title\": \"Kin\", \"abstract\": \"" + "論".repeat(1_000) + "\"}\n";
    Path lines = file("lines", record.repeat(100).getBytes(UTF_8));

    List<ReadResult> results = read(lines);

    assertEquals(100, results.size());
    assertEquals(new Location(lines.toString(), 100), results.getLast().location());
    assertTrue(results.stream().allMatch(Read.class::isInstance));
  }

  @Test
  void malformedBytesHereAndThereAreLeftToTheReader() throws IOException {
    Path lines =
        file("lines", "{\"title\": \"Kin\"}\n{\"title\": \"Café\"}\n".getBytes(ISO_8859_1));

    List<ReadResult> results = read(lines);

    assertEquals(2, results.size());
    assertEquals(
        new Rejected(new Location(lines.toString(), 2), "line is not UTF-8 text"),
        results.getLast());
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertRefused(file("empty", new byte[0]), "%s is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " \t\r\n\n  "})
  void aBlankFileIsRefused(String blank) throws IOException {
    assertRefused(file("blank", blank.getBytes(UTF_8)), "%s holds nothing but white space");
  }

  static Stream<Charset> utf16() {
    return Stream.of(UTF_16BE, UTF_16LE);
  }

  @ParameterizedTest
  @MethodSource("utf16")
  void utf16TextIsRefusedWithTheCommandThatConvertsIt(Charset charset) throws IOException {
    assertRefused(
        file("wide", "\uFEFF{\"title\": \"Kin\"}".getBytes(charset)),
        "%s is UTF-16 text; Akin reads UTF-8. Convert it: iconv -f UTF-16 -t UTF-8 %s");
  }

  @ParameterizedTest
  @MethodSource("utf16")
  void utf16TextWithoutAByteOrderMarkIsRefused(Charset charset) throws IOException {
    assertRefused(file("wide", "{\"title\": \"Kin\"}".getBytes(charset)), NOT_TEXT);
  }

  private static final String NOT_TEXT =
      "%s is not UTF-8 text (a binary file, or text in another encoding), and in no binary format"
          + " that Akin reads";

  @Test
  void aBinaryFileIsRefusedWhateverItsBytes() throws IOException {
    byte[] noise = new byte[10_000];
    new Random(7).nextBytes(noise);
    byte[] zeros = "{\"title\": \"Kin\u0000\"}".getBytes(UTF_8);

    assertRefused(file("noise", noise), NOT_TEXT);
    assertRefused(file("zeros", zeros), NOT_TEXT);
  }

  @Test
  void textInAnotherEncodingIsRefused() throws IOException {
    assertRefused(
        file("koi8", "Похожие статьи рядом".getBytes(Charset.forName("KOI8-R"))), NOT_TEXT);
  }

  @Test
  void anUnknownFormatIsRefusedWithTheFormatsThatAreKnown() throws IOException {
    assertRefused(
        file("table.csv", "title,year\nKin,2024\n".getBytes(UTF_8)),
        "%s is in no format that Akin reads (JSON, saved Daily Papers page)");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.jsonl");

    NoSuchFileException failure = assertThrows(NoSuchFileException.class, () -> read(missing));

    assertEquals(missing.toString(), failure.getFile());
  }

  @Test
  void aFailureOfTheSinkPassesThrough() throws IOException {
    Path lines = file("lines", "{\"title\": \"Kin\"}".getBytes(UTF_8));
    IOException failure = new IOException("the disk is full");

    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                CorpusFiles.read(
                    lines,
                    READERS,
                    _ -> {
                      throw failure;
                    }));

    assertSame(failure, thrown);
  }

  @Test
  void compressedFilesAreReadByTheirFirstBytesNotByTheirName() throws IOException {
    byte[] lines = "{\"title\": \"Kin\"}\n".getBytes(UTF_8);

    assertEquals(List.of("Kin"), titles(file("a", gzip(lines))));
    assertEquals(List.of("Kin"), titles(file("b", Zstd.compress(lines))));
    assertEquals(List.of("Kin"), titles(file("c", zip(Map.of("lines", lines)))));
    assertEquals(List.of("Kin"), titles(file("d.zst", gzip(lines))));
  }

  @Test
  void filesJoinedAfterCompressionAreReadToTheEnd() throws IOException {
    byte[] one = "{\"title\": \"One\"}\n".getBytes(UTF_8);
    byte[] two = "{\"title\": \"Two\"}\n".getBytes(UTF_8);

    assertEquals(List.of("One", "Two"), titles(file("a.gz", joined(gzip(one), gzip(two)))));
    assertEquals(
        List.of("One", "Two"),
        titles(file("b.zst", joined(Zstd.compress(one), Zstd.compress(two)))));
  }

  @Test
  void anArchiveMayHoldCompressedFilesAndPassesOthersOver() throws IOException {
    byte[] lines = "{\"title\": \"Kin\"}\n".getBytes(UTF_8);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("readme.md", "Some words.".getBytes(UTF_8));
    entries.put("folder/lines.jsonl.gz", gzip(lines));
    Path archive = file("all.zip", zip(entries));

    List<ReadResult> results = read(archive);

    assertEquals(
        List.of(archive + "/readme.md", archive + "/folder/lines.jsonl.gz"),
        results.stream().map(result -> result.location().file()).toList());
    assertInstanceOf(Skipped.class, results.getFirst());
    assertInstanceOf(Read.class, results.getLast());
  }

  @Test
  void anArchiveWithoutAFileThatCanBeReadIsRefused() throws IOException {
    Path archive = file("all.zip", zip(Map.of("readme.md", "Some words.".getBytes(UTF_8))));

    assertRefused(archive, "%s holds no file that Akin reads (JSON, saved Daily Papers page)");
  }

  @Test
  void layersWithoutEndAreRefused() throws IOException {
    byte[] bytes = "{\"title\": \"Kin\"}\n".getBytes(UTF_8);
    Path three = file("three.gz", gzip(gzip(gzip(bytes))));

    assertRefused(three, "%s is compressed inside of 2 other layers; unpack it");
  }

  static Stream<byte[]> bombs() throws IOException {
    byte[] zeros = new byte[64 << 20];
    return Stream.of(gzip(zeros), Zstd.compress(zeros), zip(Map.of("lines.jsonl", zeros)));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void aBombIsDefusedWithinASecond(byte[] bomb) throws IOException {
    Path lines = file("lines.jsonl", joined(bomb));

    CorpusException refusal =
        assertTimeoutPreemptively(
            Duration.ofSeconds(1),
            () -> assertThrows(CorpusException.class, () -> read(lines, ANYTHING)));

    assertTrue(
        String.valueOf(refusal.getMessage()).contains("expands to more than 250 times its size"),
        refusal::toString);
  }

  @Test
  void papersThatCompressWellAreNoBomb() throws IOException {
    byte[] lines = "{\"title\": \"Kin\"}\n".repeat(500_000).getBytes(UTF_8);

    assertEquals(500_000, read(file("lines.gz", gzip(lines))).size());
  }

  static Stream<byte[]> compressed() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 8_000; i++) {
      lines.append("{\"title\": \"Kin ").append(random.nextLong()).append("\"}\n");
    }
    byte[] bytes = lines.toString().getBytes(UTF_8);
    return Stream.of(gzip(bytes), Zstd.compress(bytes), zip(Map.of("lines.jsonl", bytes)));
  }

  @ParameterizedTest
  @MethodSource("compressed")
  void aCompressedFileThatIsCutShortIsDamagedAfterTheRecordsBeforeTheCut(byte[] bytes)
      throws IOException {
    Path lines = file("lines.jsonl", Arrays.copyOf(bytes, bytes.length * 3 / 4));
    List<ReadResult> results = new ArrayList<>();

    CorpusException refusal =
        assertThrows(CorpusException.class, () -> CorpusFiles.read(lines, READERS, results::add));

    assertTrue(String.valueOf(refusal.getMessage()).contains(" is damaged: "), refusal::toString);
    assertTrue(results.size() > 400, () -> "handed over: " + results.size());
  }

  @ParameterizedTest
  @MethodSource("compressed")
  void noDamageToACompressedFileMakesItFailOtherwiseThanAsAFile(byte[] bytes) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 60; i++) {
            byte[] damaged = bytes.clone();
            for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
              int place = random.nextInt(random.nextBoolean() ? 64 : damaged.length);
              damaged[place] ^= (byte) (1 << random.nextInt(8));
            }
            try {
              new CorpusFiles(READERS, List.of(), _ -> {})
                  .read(new ByteArrayInputStream(damaged), "damaged", _ -> {});
            } catch (CorpusException e) {
              assertTrue(String.valueOf(e.getMessage()).startsWith("damaged"), e::toString);
            }
          }
        });
  }

  @Test
  void everyFileOfADirectoryIsReadInTheOrderOfTheNames() throws IOException {
    Files.createDirectories(folder.resolve("all/b"));
    Files.createDirectories(folder.resolve("all/.hidden"));
    file("all/c.jsonl", "{\"title\": \"Third\"}".getBytes(UTF_8));
    file("all/b/x.jsonl.gz", gzip("{\"title\": \"Second\"}".getBytes(UTF_8)));
    file("all/a.txt", PAGE.getBytes(UTF_8));
    file("all/notes.md", "Some words.".getBytes(UTF_8));
    file("all/.hidden/d.jsonl", "{\"title\": \"Hidden\"}".getBytes(UTF_8));
    file("all/.e.jsonl", "{\"title\": \"Hidden\"}".getBytes(UTF_8));
    Path all = folder.resolve("all");

    assertEquals(List.of("A study of kinship", "Second", "Third"), titles(all));
    assertEquals(
        List.of(all.resolve("notes.md").toString()),
        read(all).stream()
            .filter(Skipped.class::isInstance)
            .map(result -> result.location().file())
            .toList());
  }

  @Test
  void aLinkToADirectoryIsReadAndFoldersThatAreWrittenToAreNot() throws IOException {
    Files.createDirectories(folder.resolve("all/report"));
    file("all/a.jsonl", "{\"title\": \"First\"}".getBytes(UTF_8));
    file("all/report/rejected.jsonl", "{\"title\": \"Not this\"}".getBytes(UTF_8));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("all"));
    List<ReadResult> results = new ArrayList<>();

    new CorpusFiles(READERS, List.of(link.resolve("report")), _ -> {}).read(link, results::add);

    assertEquals(
        List.of(new Location(link.resolve("a.jsonl").toString(), 1)),
        results.stream().map(ReadResult::location).toList());
  }

  @Test
  void aDirectoryWithoutAFileThatCanBeReadIsRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertRefused(empty, "%s holds no file that Akin reads (JSON, saved Daily Papers page)");
  }

  @Test
  void bytesAreCountedAsTheyLieOnTheDisk() throws IOException {
    byte[] bytes = gzip("{\"title\": \"Kin\"}\n".repeat(10_000).getBytes(UTF_8));
    Files.createDirectories(folder.resolve("all"));
    file("all/a.gz", bytes);
    file("all/b.gz", bytes);
    AtomicLong counted = new AtomicLong();

    new CorpusFiles(READERS, List.of(), counted::addAndGet).read(folder.resolve("all"), _ -> {});

    assertEquals(2L * bytes.length, counted.get());
    assertEquals(
        2L * bytes.length,
        new CorpusFiles(READERS, List.of(), _ -> {}).size(folder.resolve("all")));
  }

  @Test
  void aStreamIsReadLikeAFile() throws IOException {
    List<ReadResult> results = new ArrayList<>();
    byte[] bytes = gzip("{\"title\": \"Kin\"}\n".getBytes(UTF_8));

    new CorpusFiles(READERS, List.of(), _ -> {})
        .read(new ByteArrayInputStream(bytes), "standard input", results::add);

    assertEquals(new Location("standard input", 1), results.getFirst().location());
  }

  /** Takes every file for its own, and reads it to the end. */
  private static final CorpusReader ANYTHING =
      new CorpusReader() {
        @Override
        public String format() {
          return "anything";
        }

        @Override
        public boolean recognises(Head head) {
          return true;
        }

        @Override
        public void read(InputStream in, String file, Sink sink) throws IOException {
          var _ = in.transferTo(OutputStream.nullOutputStream());
        }
      };

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static List<ReadResult> read(Path file, CorpusReader reader) throws IOException {
    List<ReadResult> results = new ArrayList<>();
    CorpusFiles.read(file, List.of(reader), results::add);
    return results;
  }

  private static void assertRefused(Path file, String message) {
    CorpusException refusal = assertThrows(CorpusException.class, () -> read(file));

    assertEquals(message.replace("%s", file.toString()), refusal.getMessage());
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static List<ReadResult> read(Path file) throws IOException {
    List<ReadResult> results = new ArrayList<>();
    CorpusFiles.read(file, READERS, results::add);
    return results;
  }

  private static List<String> titles(Path file) throws IOException {
    return CorpusReaderContract.papers(read(file)).stream().map(Paper::title).toList();
  }
}
