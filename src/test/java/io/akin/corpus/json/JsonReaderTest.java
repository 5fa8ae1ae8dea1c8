package io.akin.corpus.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.CorpusReaderContract;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest extends CorpusReaderContract {

  @Override
  protected CorpusReader reader() {
    return new JsonReader();
  }

  @Override
  protected String sample() {
    try (InputStream in =
        Objects.requireNonNull(JsonReaderTest.class.getResourceAsStream("sample.jsonl"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<Long> linesRead() {
    return List.of(1L, 2L, 4L, 5L, 8L, 9L, 11L);
  }

  @Override
  protected List<Long> linesRejected() {
    return List.of(3L, 7L, 12L);
  }

  @Test
  void theReasonsNameWhatIsWrong() throws IOException {
    List<String> reasons = rejections(read(sample())).stream().map(Rejected::reason).toList();

    assertEquals("no title", reasons.get(1));
    assertEquals("number of upvotes is negative: -4", reasons.get(2));
    assertTrue(reasons.get(0).startsWith("not JSON: Unexpected end-of-input"), reasons.get(0));
    assertEquals(1, reasons.get(0).lines().count());
  }

  @Test
  void aRecordKeepsItsFacts() throws IOException {
    Paper paper = papers(read(sample())).getFirst();

    assertEquals(new ArxivId("2306.00978"), paper.id());
    assertEquals("How Alike Are Two Papers?", paper.title());
    assertEquals(2, paper.authors().size());
    assertEquals("2023-06-01", paper.published().orElseThrow().toString());
  }

  @Test
  void aRecordNeverHasADateThatCannotBeTold() throws IOException {
    assertTrue(
        read(sample()).stream()
            .filter(Read.class::isInstance)
            .noneMatch(result -> ((Read) result).dateUnknown()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "  {",
        "\n\n{\"title\"",
        "\uFEFF{",
        "{ not JSON at all",
        "[{",
        "\uFEFF[\n  {",
        "[]",
        "[null, {"
      })
  void recognisesAFileThatBeginsWithAnObjectOrAnArrayOfThem(String head) {
    assertTrue(reader().recognises(head(head)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1] Kin, A.", "[kin]", "\"{\"", "title,year", "<html>{"})
  void doesNotRecogniseAFileThatBeginsOtherwise(String head) {
    assertFalse(reader().recognises(head(head)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\": \"Kin\"} {\"title\": \"Kith\"}",
        "{\"title\": \"Kin\"},",
        "{\"title\": \"Kin\"",
        "{'title': 'Kin'}",
        "{\"title\": \"K\u0000in\"}",
        "{\"title\": NaN}",
        "// {\"title\": \"Kin\"}",
        "Kin"
      })
  void aLineThatIsNotOneJsonValueIsRejectedAsSuch(String line) throws IOException {
    List<Rejected> rejections = rejections(read(line));

    assertEquals(1, rejections.size());
    assertTrue(rejections.getFirst().reason().startsWith("not JSON: "), line);
  }

  @Test
  void deepNestingIsRejectedBeforeItExhaustsTheStack() throws IOException {
    String deep = "{\"title\": \"Kin\", \"extra\": " + "[".repeat(1_000_000);

    List<Rejected> rejections = rejections(read(deep + "\n{\"title\": \"Kin\"}"));

    assertEquals(1, rejections.size());
    assertTrue(rejections.getFirst().reason().startsWith("not JSON: Document nesting depth"));
  }

  @Test
  void aReasonStaysShortWhateverTheRecord() throws IOException {
    String endless = "kin ship ".repeat(100_000);

    for (String line :
        List.of(
            "{\"title\": \"Kin\", \"id\": \"" + endless + "\"}",
            "{\"title\": \"Kin\", \"published\": \"" + endless + "\"}",
            "{\"title\": \"Kin\", \"links\": [{\"kind\": \"" + endless + "\"}]}",
            "{\"title\": \"Kin\", \"url\": \"" + endless + "\"}",
            "{\"title\": \"Kin\", \"upvotes\": " + "9".repeat(900) + "}",
            "{\"title\": \"Kin\", \"upvotes\": " + "9".repeat(2_000) + "}",
            "kinship".repeat(100_000))) {
      List<Rejected> rejections = rejections(read(line));

      assertEquals(1, rejections.size());
      String reason = rejections.getFirst().reason();
      assertTrue(reason.length() < 400, () -> reason.length() + ": " + reason.substring(0, 400));
    }
  }
}
