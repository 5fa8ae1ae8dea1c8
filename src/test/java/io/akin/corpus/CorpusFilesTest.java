package io.akin.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.jsonl.JsonLinesReader;
import io.akin.corpus.listing.ListingReader;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusFileTest {
  private static final List<CorpusReader> READERS =
      List.of(new JsonLinesReader(), new ListingReader());
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
  void aDirectoryIsRefusedWithTheWayToNameItsFiles() {
    assertRefused(folder, "%s is a directory; name the files in it, as in %s/*");
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
      "%s is not UTF-8 text (a binary file, or text in another encoding)";

  @Test
  void aBinaryFileIsRefusedWhateverItsBytes() throws IOException {
    byte[] noise = new byte[10_000];
    new Random(7).nextBytes(noise);
    byte[] zeros = "{\"title\": \"Kin\u0000\"}".getBytes(UTF_8);
    byte[] zip = {'P', 'K', 3, 4, 20, 0, 0, 0};

    assertRefused(file("noise", noise), NOT_TEXT);
    assertRefused(file("zeros", zeros), NOT_TEXT);
    assertRefused(file("zip", zip), NOT_TEXT);
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
        "%s is in no format that Akin reads (JSON Lines, saved Daily Papers page)");
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
