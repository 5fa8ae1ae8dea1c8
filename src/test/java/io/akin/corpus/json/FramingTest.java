package io.akin.corpus.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.CorpusException;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines and documents, and what becomes of the records beside a broken one. */
class FramingTest {
  private static final String HUGE = "x".repeat(70_000);

  /** Each holds the papers Kin and Kith; single quotes stand for double ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'title': 'Kin'}\n{'title': 'Kith'}",
        "\n\n  {'title': 'Kin'}\n\n{'title': 'Kith'}\n",
        "{'title': 'Kin'}\r\n{'title': 'Kith'}\r\n",
        "[{'title': 'Kin'}, {'title': 'Kith'}]",
        "[\n{'title': 'Kin'},\n{'title': 'Kith'}\n]",
        "{\n'title': 'Kin'\n}\n{\n'title': 'Kith'\n}",
        "{\n'title': 'Kin'}{'title': 'Kith'}",
        "{'title': 'Kin'\n}{'title': 'Kith'}",
        "[{'title': 'Kin'}]\n[{'title': 'Kith'}]",
        "[{'title': 'Kin'}]{'title': 'Kith'}",
        "{'data': [{'title': 'Kin'}, {'title': 'Kith'}]}",
        "{'total': 2, 'papers': [{'title': 'Kin'}, {'title': 'Kith'}], 'next': null}",
        "{'meta': {'data': [1]}, 'results': [\n{'title': 'Kin'}, {'title': 'Kith'}]\n}",
        "{'items': [{'title': 'Kin'}], 'data': [{'title': 'Kith'}]}",
        "{'title': 'A feed', 'items': [{'title': 'Kin'}, {'title': 'Kith'}]}",
        "{'data': [{'title': 'Kin'}]}\n{'data': [{'title': 'Kith'}]}",
        "[{'data': [{'title': 'Kin'}]}, {'data': [{'title': 'Kith'}]}]",
        "{'data': []}\n{'data': [{'title': 'Kin'}]}\n{'data': [{'title': 'Kith'}]}",
        "{'title': 'Kin', 'items': ['a', ['b']]}\n{'title': 'Kith', 'items': 7}",
        "{\n'title': 'Kin', 'items': ['a', ['b']]}\n{'title': 'Kith', 'items': []}",
        "[]{'title': 'Kin'}[]{'title': 'Kith'}",
        "{'title': 'Kin', 'vector': [0.1, [2]]}\n{'title': 'Kith', 'vector': 'none'}"
      })
  void theHeadTellsHowRecordsStandInAFile(String json) throws IOException {
    assertEquals(List.of("Kin", "Kith"), titles(read(json.replace('\'', '"'))));
  }

  @Test
  void whatComesAfterAHeadOfOneLineDoesNotCount() throws IOException {
    String lines = "{\"abstract\": \"%s\", \"title\": \"Kin\"}\n{\"title\": \"Kith\"}";
    String array = "[{\"abstract\": \"%s\", \"title\": \"Kin\"}, {\"title\": \"Kith\"}]";
    String wrapped = "{\"a\": \"b\", \"data\": " + array + ", \"c\": \"%s\"}";

    for (String json : List.of(lines, array, wrapped)) {
      assertEquals(List.of("Kin", "Kith"), titles(read(json.replace("%s", HUGE))));
    }
  }

  @Test
  void aHeadThatArrivesByteByByteIsReadAsAnyOther() throws IOException {
    String array = "\uFEFF[{\"title\": \"論文\"},\n {\"title\": \"Kith\"}]";
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(array.getBytes(UTF_8))) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(1, length));
          }
        };

    assertEquals(List.of("論文", "Kith"), titles(read(slow)));
  }

  @Test
  void anEmptyResponseHoldsNoRecord() throws IOException {
    assertEquals(List.of(), read("{\"total\": 0, \"data\": []}"));
    assertEquals(List.of(), read("[]"));
    assertEquals(List.of(), read("{\n\"recommendedPapers\": []\n}"));
  }

  /** In lines of which the first is cut off, each of the others is whole. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\": \"Cut of",
        "{\"title\": \"Cut off\"",
        "{\"title\": \"Cut off\",",
        "{\"title\": ",
        "{\"authors\": [\"Ada\",",
        "{"
      })
  void aFirstLineThatIsCutOffSpoilsItselfAlone(String line) throws IOException {
    List<ReadResult> results = read(line + "\n{\"title\": \"Kin\"}\n{\"title\": \"Kith\"}\n");

    assertEquals(3, results.size());
    assertEquals(List.of("Kin", "Kith"), titles(results));
    assertEquals(1, results.getFirst().location().line());
  }

  @Test
  void aRecordOfADocumentStandsOnTheLineOfItsBrace() throws IOException {
    assertEquals(
        List.of(2L, 6L, 6L),
        read("[\n{\"title\":\n\"Kin\"\n},\n\n{\"title\": \"Kith\"}, {\"title\": \"Kind\"}]")
            .stream()
            .map(result -> result.location().line())
            .toList());
  }

  @Test
  void valuesOfADocumentThatAreNoRecordsAreRejectedOneByOne() throws IOException {
    assertEquals(
        List.of(
            rejected("want a JSON object, got an array"),
            rejected("want a JSON object, got text"),
            rejected("want a JSON object, got a number"),
            rejected("want a JSON object, got a truth value"),
            rejected("want a JSON object, got null"),
            rejected("title is the number 7, want text"),
            rejected("key 'title' stands twice"),
            rejected("no title")),
        read(
            "[[{\"title\": \"Kin\"}], \"Kin\", 7.5, true, null, {\"title\": 7},"
                + " {\"title\": \"Kin\", \"title\": \"Kith\"}, {}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\" \"Kind\"}",
        "{\"title\": \"Kind\"",
        "{\"title\": \"Ki\nnd\"}]",
        "{\"title\": nil}]",
        "}",
        "kin"
      })
  void brokenSyntaxEndsTheReadingOfADocumentWhereItStands(String broken) {
    List<ReadResult> results = new ArrayList<>();
    String json = "[{\"title\": \"Kin\"},\n{\"title\": \"Kith\"},\n" + broken;

    CorpusException failure =
        assertThrows(
            CorpusException.class,
            () -> new JsonReader().read(stream(json.getBytes(UTF_8)), "sample", results::add));

    assertEquals(List.of("Kin", "Kith"), titles(results));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith("sample:3 is not JSON from here on: "), message);
    assertTrue(message.endsWith("mend it, and add the file again"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void bytesThatAreNotUtf8RejectTheirRecordAlone() throws IOException {
    byte[] json =
        "[{\"title\": \"Kin\"},\n{\"title\": \"Café\"},\n{\"title\": \"Kith\", \"é\": 7}]"
            .getBytes(ISO_8859_1);

    List<ReadResult> results = read(stream(json));

    assertEquals(List.of("Kin", "Kith"), titles(results));
    assertEquals(
        new Rejected(new Location("sample", 2), "record is not UTF-8 text"), results.get(1));
  }

  @Test
  void aNoncharacterIsNoSignOfDamage() throws IOException {
    assertEquals(List.of("Kin\uFFFF"), titles(read("[{\"title\": \"Kin\uFFFF\"}]")));
  }

  @Test
  void aCharacterCutOffByTheEndOfTheFileEndsTheReading() {
    byte[] json = "[{\"title\": \"論文".getBytes(UTF_8);

    assertThrows(
        CorpusException.class, () -> read(new ByteArrayInputStream(json, 0, json.length - 1)));
  }

  @Test
  void aRecordThatIsTooLongOrTooDeepIsRejectedAlone() throws IOException {
    String text = "\"%s\"".formatted("k".repeat(1_000_000));
    String many = "[" + String.join(",", text, text, text, text, text, text) + "]";
    String deep = "[".repeat(60) + "]".repeat(60);

    for (String framed :
        List.of(
            "[{'title': 'Kin'}, {'a': %s}, {'title': 'Kith'}]",
            "{'title': 'Kin'}\n{'a': %s}\n{'title': 'Kith'}")) {
      String json = framed.replace('\'', '"');
      List<ReadResult> tooLong = read(json.replace("%s", many));
      List<ReadResult> tooDeep = read(json.replace("%s", deep));

      assertEquals(List.of("Kin", "Kith"), titles(tooLong));
      assertTrue(reason(tooLong.get(1)).contains("too long, the limit is 4,194,304"));
      assertEquals(List.of("Kin", "Kith"), titles(tooDeep));
      assertEquals("nested deeper than 50 levels", reason(tooDeep.get(1)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "{\"a\":", "[{\"data\":", "{\"data\": [", "[{\"title\": \"Kin\", \"a\": [["})
  void endlessNestingIsRefusedBeforeItExhaustsTheStack(String nest) {
    String json = "[{\"title\": \"Kin\"}," + nest.repeat(10_000);

    assertThrows(CorpusException.class, () -> read(json));
  }

  @Test
  void anEndlessTextIsRefusedBeforeItFillsTheMemory() {
    assertThrows(
        CorpusException.class, () -> read("[{\"title\": \"" + "k".repeat(5_000_000) + "\"}]"));
  }

  /** Whatever text stands under the keys of a form, no pattern takes long over it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "\\n",
        "(",
        ", ",
        " and",
        "a ",
        "a-",
        "9",
        ".1",
        "10.1234.",
        "arxiv:",
        "arxiv: ",
        "https://arxiv.org/abs/",
        "withdrawn ",
        "this paper has been ",
        "withdrawn by the author v1 ",
        "論 "
      })
  void aHostileTextIsReadAsFastAsAnyOther(String part) {
    String text = "\"10.1234%s\"".formatted(part.repeat(200_000 / part.length()));
    for (String form :
        List.of("update_date", "submittedOnDailyAt", "paperId", "authorships", "issued", "venue")) {
      StringBuilder record = new StringBuilder("{\"title\": \"Kin\", \"type\": \"article\"");
      for (String key :
          List.of(
              "id",
              "abstract",
              "authors",
              "comments",
              "doi",
              "DOI",
              "categories",
              "note",
              "number",
              "keyword",
              "URL",
              "publication_date",
              form)) {
        record.append(", \"").append(key).append("\": ").append(text);
      }
      assertTimeoutPreemptively(Duration.ofSeconds(3), () -> read(record + "}"), form);
    }
  }

  @Test
  void aRecordIsHandedOverBeforeTheNextHasBeenRead() throws IOException {
    String record = "{\"title\": \"Kin\"},";
    byte[] json = ("[" + record.repeat(50_000) + "{}]").getBytes(UTF_8);
    ByteArrayInputStream in = stream(json);
    List<Integer> unread = new ArrayList<>();

    new JsonReader().read(in, "sample", _ -> unread.add(in.available()));

    assertEquals(50_001, unread.size());
    for (int i = 0; i < unread.size(); i++) {
      int ahead = json.length - unread.get(i) - i * record.length();
      assertTrue(ahead < 70_000, () -> "read ahead: " + ahead);
    }
  }

  private static Rejected rejected(String reason) {
    return new Rejected(new Location("sample", 1), reason);
  }

  private static String reason(ReadResult result) {
    return ((Rejected) result).reason();
  }

  private static List<String> titles(List<ReadResult> results) {
    return results.stream()
        .filter(Read.class::isInstance)
        .map(result -> ((Read) result).paper().title())
        .toList();
  }

  private static List<ReadResult> read(String json) throws IOException {
    return read(stream(json.getBytes(UTF_8)));
  }

  private static List<ReadResult> read(InputStream in) throws IOException {
    List<ReadResult> results = new ArrayList<>();
    new JsonReader().read(in, "sample", results::add);
    return results;
  }

  private static ByteArrayInputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
