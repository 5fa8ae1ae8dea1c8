package io.akin.corpus.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReaderContract;
import io.akin.corpus.ReadResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every reader of XML must do with files that mean harm or are badly damaged. */
abstract class XmlReaderContract extends CorpusReaderContract {
  private static final int LONG = 12 << 20;

  /** The beginning of a file, up to where its first record may stand. */
  abstract String before();

  /** The end of a file that began so. */
  abstract String after();

  /** A record with a title, which is written as it stands. */
  abstract String record(String title);

  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(XmlReaderContract.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ReadResult> taken(String file) {
    List<ReadResult> taken = new ArrayList<>();
    CorpusException thrown =
        assertThrows(
            CorpusException.class,
            () ->
                reader()
                    .read(
                        new ByteArrayInputStream(file.getBytes(UTF_8)), "hostile.xml", taken::add));
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.startsWith("hostile.xml"), message);
    assertTrue(message.length() < 400, () -> message.substring(0, 400));
    return taken;
  }

  private void fails(String file) {
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> taken(file));
  }

  @Test
  void recordsBeforeASyntaxErrorAreHandedOver() {
    List<ReadResult> taken =
        taken(before() + record("One") + record("Two") + "\n<a></b>" + record("Three") + after());

    assertEquals(List.of("One", "Two"), papers(taken).stream().map(p -> p.title()).toList());
  }

  @Test
  void aSyntaxErrorIsNamedWithItsLine() {
    CorpusException thrown =
        assertThrows(
            CorpusException.class, () -> read(before() + record("One") + "\n\n<a></b>" + after()));

    long line = (before() + record("One") + "\n\n").lines().count();
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.startsWith("sample:%d: not well-formed XML: ".formatted(line + 1)), message);
  }

  /** The parser tells of it as of a failure to read. */
  @Test
  void aCharacterThatOnlyXml11ForbidsIsASyntaxErrorThere() {
    String body = (before() + record("On Kites\u007f") + after()).replaceFirst("<\\?xml[^>]*>", "");

    fails("<?xml version=\"1.1\"?>" + body);
  }

  @Test
  void aFileCutShortGivesTheRecordsThatAreWhole() {
    String cut = before() + record("One") + record("Two");

    assertEquals(1, papers(taken(cut.substring(0, cut.length() - 9))).size());
  }

  @Test
  void anEntityThatNamesAFileIsNotRead(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "the secret", UTF_8);
    String bomb =
        "<!DOCTYPE x [<!ENTITY secret SYSTEM \""
            + secret.toUri()
            + "\">]>"
            + before()
            + record("&secret;")
            + after();

    assertEquals(List.of(), taken(bomb));
  }

  @Test
  void anEntityThatNamesAnAddressIsNotAskedFor() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(200);
      String url = "http://127.0.0.1:%d/evil.dtd".formatted(server.getLocalPort());

      taken("<!DOCTYPE x SYSTEM \"" + url + "\">" + before() + record("One") + after());
      taken(
          "<!DOCTYPE x [<!ENTITY % p SYSTEM \""
              + url
              + "\"> %p;]>"
              + before()
              + record("&x;")
              + after());

      assertThrows(java.net.SocketTimeoutException.class, server::accept);
    }
  }

  @Test
  void entitiesOfEntitiesDoNotGrow() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a%d \"%s\">".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
    }
    fails(bomb + "]>" + before() + record("&a29;") + after());
  }

  @Test
  void deepNestingIsRefused() {
    fails(before() + "<a>".repeat(10_000) + "</a>".repeat(10_000) + after());
    fails(before() + record("<a>".repeat(1_000_000)) + after());
  }

  @Test
  void namesValuesAndCommentsWithoutEndAreRefused() {
    fails(before() + "<" + "a".repeat(LONG));
    fails(before() + "<a b=\"" + "c".repeat(LONG) + "\"/>" + after());
    fails(before() + "<!--" + " comment".repeat(LONG / 8) + "-->" + after());
    fails(before() + "<?" + "a".repeat(LONG) + "?>" + after());
    fails("<?xml version=\"1.0\"?><!DOCTYPE x [" + " ".repeat(LONG) + "]>" + before() + after());
    fails(before() + " ".repeat(64) + "&" + "a".repeat(LONG) + ";" + after());
  }

  @Test
  void attributesAndNamesWithoutNumberAreRefused() {
    StringBuilder attributes = new StringBuilder("<a");
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 300_000; i++) {
      attributes.append(" b").append(i).append("=\"\"");
      names.append("<n").append(i).append("/>");
    }
    fails(before() + attributes + "/>" + after());
    fails(before() + names + after());
  }

  @Test
  void aRecordThatIsTooLargeIsRejectedAndReadingGoesOn() throws IOException {
    for (String large :
        List.of(
            record("word ".repeat(LONG / 5)),
            record("<![CDATA[" + "word ".repeat(LONG / 5) + "]]>"),
            record("&amp;".repeat(LONG / 2)),
            record("<i/>".repeat(300_000)),
            record("<i a=\"%s\"/>".formatted("b".repeat(60_000)).repeat(100)))) {
      List<ReadResult> results = read(before() + record("One") + large + record("Two") + after());

      assertEquals(2, papers(results).size());
      assertEquals(1, rejections(results).size());
      assertTrue(
          rejections(results).getFirst().reason().endsWith("is larger than any paper's"),
          rejections(results).getFirst().reason());
    }
  }

  @Test
  void manySmallFactsThatAreWrongDoNotFillTheMemory() throws IOException {
    List<ReadResult> results =
        read(before() + record("x,".repeat(1_000_000)) + record("Two") + after());

    assertEquals(2, results.size());
  }

  @Test
  void forbiddenCharactersSpoilAWordAndNotTheFile() throws IOException {
    List<ReadResult> results = read(before() + record("On\u0002e &#2;") + record("Two") + after());

    assertEquals("Two", papers(results).getLast().title());
    assertTrue(papers(results).getFirst().title().startsWith("On\uFFFDe"));
  }

  @Test
  void bytesThatAreNotUtf8SpoilAWordAndNotTheFile() throws IOException {
    List<ReadResult> results = new ArrayList<>();
    byte[] latin = (before() + record("na\u00EFve") + record("Two") + after()).getBytes(ISO_8859_1);

    reader().read(new ByteArrayInputStream(latin), "sample", results::add);

    assertEquals(
        List.of("na\uFFFDve", "Two"), papers(results).stream().map(p -> p.title()).toList());
  }

  @Test
  void aDeclaredCharsetOfOneByteIsHeeded() throws IOException {
    List<ReadResult> results = new ArrayList<>();
    String file =
        "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + before() + record("na\u00EFve") + after();

    reader().read(new ByteArrayInputStream(file.getBytes(ISO_8859_1)), "sample", results::add);

    assertEquals("na\u00EFve", papers(results).getFirst().title());
  }

  @Test
  void entitiesOfOtherFormatsAreLeftAsTheyAre() throws IOException {
    assertEquals(
        "caf&eacute;&nbsp;& <kin>",
        papers(read(before() + record("caf&eacute;&nbsp;&amp; &lt;kin&#62;") + after()))
            .getFirst()
            .title());
  }

  @Test
  void documentsOneAfterTheOtherAreReadAsOneFile() throws IOException {
    String declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    String one = before() + record("One") + after();
    String two = before() + record("Two") + after();

    assertEquals(2, papers(read(declaration + one + "\n" + declaration + two)).size());
    assertEquals(2, papers(read(one + "\n" + two + "\n")).size());
    assertEquals(2, papers(read(one + declaration + two)).size());
  }

  @Test
  void recordsOnOneLineAreToldApartByTheirIdentifiers() throws IOException {
    String sample = sample().replace("\n", " ");

    assertEquals(7, papers(read(sample)).size());
    rejections(read(sample))
        .forEach(
            rejected ->
                assertTrue(
                    rejected.reason().contains("arxiv") || rejected.reason().contains("arXiv"),
                    rejected.reason()));
  }
}
